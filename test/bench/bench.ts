// `npm run bench [-- NAME… --json FILE]`: measures, prints a table, and writes the figures down. A name
// chooses the figure of that name or all whose names begin with it (`picture`, `live.latency`).
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { connectivityParts } from "./connectivity.ts";
import { daemonConfigParts } from "./daemonConfig.ts";
import { daemonConfigWindowParts } from "./daemonConfigWindows.ts";
import { table, toFigure, type Measurement } from "./figure.ts";
import { liveParts } from "./live.ts";
import { liveTreeParts } from "./liveTree.ts";
import { networkTestPageParts } from "./networkTestPage.ts";
import { networkTestParts } from "./networkTest.ts";
import { isChosen, type Part } from "./part.ts";
import { pictureParts } from "./picture.ts";
import { scaleParts } from "./scale.ts";
import { startParts } from "./start.ts";

const parts: readonly Part[] = [
  ...pictureParts,
  ...liveParts,
  ...liveTreeParts,
  ...scaleParts,
  ...startParts,
  ...daemonConfigParts,
  ...connectivityParts,
  ...networkTestPageParts,
  ...networkTestParts,
  ...daemonConfigWindowParts,
];

process.exitCode = await main(process.argv.slice(2));

/** 0 where everything was measured, whether it met its target or not. */
async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals: chosen } = parseArgs({
    // npm takes the first `--` away; whoever calls node directly may have written it too.
    args: argv.filter((arg) => arg !== "--"),
    options: { json: { type: "string" } },
    allowPositionals: true,
  });
  const names = parts.flatMap((part) => part.names);
  const unknown = chosen.filter((one) => !names.some((name) => isChosen(name, [one])));
  if (unknown.length > 0) {
    console.error(`No such figure: ${unknown.join(", ")}. There are:\n  ${names.join("\n  ")}`);
    return 2;
  }
  const { measurements, failures } = await measureAll((name) => isChosen(name, chosen));
  console.log(table(measurements));
  console.log(closingLine(measurements));
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(measurements.map(toFigure), undefined, 2)}\n`);
  }
  return failures === 0 ? 0 : 1;
}

/** A part that fails leaves the others their chance. */
async function measureAll(
  wants: (name: string) => boolean,
): Promise<{ measurements: readonly Measurement[]; failures: number }> {
  const measurements: Measurement[] = [];
  let failures = 0;
  for (const part of parts.filter(({ names }) => names.some(wants))) {
    console.error(`measuring ${part.names.filter(wants).join(", ")} …`);
    try {
      const measured = await part.measure(wants);
      measurements.push(...measured.filter(({ name }) => wants(name)));
    } catch (error) {
      failures += 1;
      console.error(error);
    }
  }
  return { measurements, failures };
}

function closingLine(measurements: readonly Measurement[]): string {
  const verdicts = measurements.map((one) => toFigure(one).met).filter((met) => met !== null);
  const met = verdicts.filter(Boolean).length;
  return `${measurements.length} figures; ${met} of ${verdicts.length} targets met`;
}
