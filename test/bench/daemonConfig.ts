// What a keystroke in a configuration file costs until all that is wrong is known, and the first look.
import { TextDocument } from "vscode-languageserver-textdocument";
import { english } from "../../src/base/translate.ts";
import { parseEngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import {
  createDaemonConfigService,
  type DaemonConfigService,
} from "../../src/daemonConfig/languageService.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import { packagedUnit, unitOfLength } from "../fixtures/bigUnit.ts";
import { memoryReader } from "../fixtures/memoryFiles.ts";
import { timesAsMuch, type Measurement } from "./figure.ts";
import type { Part } from "./part.ts";
import { median, percentile } from "./statistics.ts";

const names = {
  short: "daemonConfig.keystroke.unit",
  long: "daemonConfig.keystroke.long",
  growth: "daemonConfig.keystroke.growth",
  load: "daemonConfig.optionData",
} as const;

export const daemonConfigParts: readonly Part[] = [
  { names: Object.values(names), measure: measureKeystrokes },
];

const unitPath = "/usr/lib/systemd/system/docker.service";

/** What belongs to the unit and is read again with every keystroke. */
const others = {
  "/etc/default/docker": 'DOCKER_OPTS="--debug --mtu=1400"\n',
  "/etc/docker/daemon.json": '{ "registry-mirrors": ["https://mirror.example.com"] }\n',
  "/usr/lib/systemd/system/docker.socket": "[Socket]\nListenStream=/run/docker.sock\n",
};

async function measureKeystrokes(): Promise<readonly Measurement[]> {
  const start = performance.now();
  const data = await loadOptionData();
  const loaded = performance.now() - start;
  const version = parseEngineVersion(data.newestEngine);
  if (version === undefined) throw new Error("The option data knows no release.");
  const service = createDaemonConfigService({
    reader: memoryReader(others),
    data,
    translate: english,
    settingsFor: () => ({ version, machine: { interfaces: ["eth0"] } }),
  });
  const short = await keystrokes(service, packagedUnit, 300);
  const long = await keystrokes(service, unitOfLength(10_000), 40);
  const half = await keystrokes(service, unitOfLength(5_000), 40);
  const p95 = (name: string, times: readonly number[], limit: number): Measurement => {
    const target = { relation: "<", limit } as const;
    return { name, unit: "ms", value: percentile(times, 95), target };
  };
  return [
    p95(names.short, short, 10),
    p95(names.long, long, 150),
    // Twice the lines: twice the time where growth is linear, four times where it is not.
    timesAsMuch({ name: names.growth, unit: "ms", value: median(long) }, median(half), {
      relation: "<",
      limit: 2.6,
    }),
    { name: names.load, unit: "ms", value: loaded },
  ];
}

/** Milliseconds from each keystroke to its diagnostics: somebody types an option at the end of ExecStart=. */
async function keystrokes(
  service: DaemonConfigService,
  text: string,
  count: number,
): Promise<readonly number[]> {
  const { signal } = new AbortController();
  const document = TextDocument.create(`file://${unitPath}`, "systemd", 0, text);
  const typed = " --log-level=debug --mtu=1450 --unknown-one";
  const end = text.search(/(?<=\n( {4}--.*|ExecStart=.*[^\\]))\n(?! {4})/);
  const times: number[] = [];
  const warmUp = 20;
  let current = document;
  for (let index = 0; index < count + warmUp; index += 1) {
    const at = index % typed.length;
    const position = current.positionAt(end + at);
    const change =
      at === 0 && index > 0
        ? { text }
        : { range: { start: position, end: position }, text: typed.charAt(at) };
    const start = performance.now();
    current = TextDocument.update(current, [change], index + 1);
    await service.diagnose(current, signal);
    if (index >= warmUp) times.push(performance.now() - start);
  }
  return times;
}
