// The process that is measured at one size of an engine, with its heap to itself:
// `node --expose-gc scaleProcess.ts ADDRESS`, as a child with a channel to its parent.
import { setTimeout as delay } from "node:timers/promises";
import { Picture } from "../../src/model/picture.ts";
import { arrange } from "../../src/ui/networkTree/arrange.ts";
import { ChangeWatch } from "./changeWatch.ts";
import { openClient, range } from "./scene.ts";
import {
  type EventKind,
  type EventSent,
  eventKinds,
  machineTime,
  parseSent,
  type ScaleResult,
} from "./scaleMessages.ts";
import { median } from "./statistics.ts";

/** Events further apart than the store's refreshes: what is measured is the event, not the wait. */
const pauseMs = 120;
const eventRounds = 12;

/** How many pictures the size of one is taken from. */
const heapPictures = 10;

const address = process.argv[2] ?? "";
const result: ScaleResult = {
  ...(await measurePicture()),
  eventTime: await measureEvents(),
};
process.send?.(result);
process.disconnect();

async function measurePicture(): Promise<Omit<ScaleResult, "eventTime">> {
  const client = await openClient(address);
  const take = async (): Promise<Picture> =>
    new Picture(await client.listing(new AbortController().signal));
  const times: number[] = [];
  for (const round of range(-2, 9)) {
    const start = performance.now();
    await take();
    if (round >= 0) times.push(performance.now() - start);
  }
  // Several, all kept: one that only a dead variable still holds must not spoil the difference.
  const pictures = [await take()];
  const before = heap();
  for (let count = 0; count < heapPictures; count += 1) pictures.push(await take());
  const pictureHeap = (heap() - before) / heapPictures;
  const networks = [...(pictures[0]?.networks.values() ?? [])];
  const roots = range(0, 60).map(() => {
    const start = performance.now();
    arrange(networks, "none");
    return performance.now() - start;
  });
  client.dispose();
  return {
    pictureTime: median(times),
    pictureHeap,
    // The first ones are slow because the code is new.
    treeRootTime: median(roots.slice(20)),
  };
}

/** From the engine's sending of an event to the store's change event. */
async function measureEvents(): Promise<number> {
  using watch = await ChangeWatch.start(address);
  const times: number[] = [];
  for (const round of range(-2, eventRounds)) {
    for (const kind of eventKinds) {
      await delay(pauseMs);
      const time = await timeOfEvent(watch, kind, round);
      if (round >= 0) times.push(time);
    }
  }
  return median(times);
}

async function timeOfEvent(watch: ChangeWatch, kind: EventKind, round: number): Promise<number> {
  const changed = watch.when(kind, () => true).then(machineTime);
  const answered = new Promise<EventSent>((resolve) => {
    process.once("message", (message: unknown) => {
      resolve(parseSent(message));
    });
  });
  process.send?.({ kind, round });
  const { sentAt } = await answered;
  return (await changed) - sentAt;
}

function heap(): number {
  if (globalThis.gc === undefined) throw new Error("Start this with --expose-gc.");
  // What one collection finalizes, the next one frees.
  for (let count = 0; count < 3; count += 1) globalThis.gc();
  return process.memoryUsage().heapUsed;
}
