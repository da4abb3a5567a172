// What size costs: a hundred times the usual engine, as a fake one in this process, measured in
// another one. A picture must grow with the engine and no faster, an event must not grow at all.
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fakeContainer, fakeId, fakeNetwork, makeContent } from "../fixtures/fakeContent.ts";
import { FakeEngine } from "../fixtures/fakeEngine.ts";
import { timesAsMuch, type Measurement, type Target } from "./figure.ts";
import type { Part } from "./part.ts";
import {
  type EventOrder,
  machineTime,
  parseOrder,
  parseResult,
  type ScaleResult,
} from "./scaleMessages.ts";

const program = path.join(import.meta.dirname, "scaleProcess.ts");
const small = { networks: 10, containers: 100, networksPerContainer: 1 };
const medium = { networks: 100, containers: 1_000, networksPerContainer: 1 };
const large = { networks: 1_000, containers: 10_000, networksPerContainer: 1 };

export const scaleParts: readonly Part[] = [
  {
    names: ["scale.picture.time", "scale.picture.heap", "scale.tree.root", "scale.event"],
    measure: async () =>
      figures(await measureAt(small), await measureAt(medium), await measureAt(large)),
  },
];

/** Ten times the size may cost ten times as much; the rest is the machine's unevenness. */
const linear: Target = { relation: "≤", limit: 12 };
/** Sorting: 10 × log 1,000 / log 100. */
const sorting: Target = { relation: "≤", limit: 15 };
const independent: Target = { relation: "≤", limit: 1.5 };

function figures(atSmall: ScaleResult, atMedium: ScaleResult, atLarge: ScaleResult): Measurement[] {
  const megabytes = (bytes: number): number => bytes / 1e6;
  return [
    timesAsMuch(
      { name: "scale.picture.time", unit: "ms", value: atLarge.pictureTime },
      atMedium.pictureTime,
      linear,
    ),
    timesAsMuch(
      { name: "scale.picture.heap", unit: "MB", value: megabytes(atLarge.pictureHeap) },
      megabytes(atMedium.pictureHeap),
      linear,
    ),
    timesAsMuch(
      { name: "scale.tree.root", unit: "ms", value: atLarge.treeRootTime },
      atMedium.treeRootTime,
      sorting,
    ),
    timesAsMuch(
      { name: "scale.event", unit: "ms", value: atLarge.eventTime },
      atSmall.eventTime,
      independent,
    ),
  ];
}

async function measureAt(size: Parameters<typeof makeContent>[0]): Promise<ScaleResult> {
  await using engine = await FakeEngine.start(makeContent(size));
  const child = fork(program, [engine.address], { execArgv: ["--expose-gc"] });
  let result: ScaleResult | undefined;
  child.on("message", (message: unknown) => {
    const order = parseOrder(message);
    if (order === undefined) result = parseResult(message);
    else child.send({ sentAt: makeEvent(engine, order) });
  });
  await once(child, "exit");
  if (child.exitCode !== 0 || result === undefined) throw new Error("The measured process failed.");
  return result;
}

/** Makes the change and resolves to the moment before it. */
function makeEvent(engine: FakeEngine, { kind, round }: EventOrder): number {
  const sentAt = machineTime();
  const network = `event${round}`;
  const box = { name: "box0", networks: ["net0"] };
  switch (kind) {
    case "networkCreated":
      engine.addNetwork(fakeNetwork(network));
      break;
    case "networkGone":
      engine.removeNetwork(fakeId("network", network));
      break;
    case "containerDied":
      engine.putContainer(fakeContainer({ ...box, state: "exited" }), "die");
      break;
    case "containerStarted":
      engine.putContainer(fakeContainer(box), "start");
      break;
  }
  return sentAt;
}
