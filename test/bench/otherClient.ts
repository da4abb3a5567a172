// Another client of the engine that keeps it busy: so many events a second, at an even pace.
import { Agent, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { TestEngine } from "../engines/testEngine.ts";
import { addBox, range } from "./scene.ts";

const eventsOfSecond = 50;
const boxes = 10;

/** Makes ten containers and renames them by turns, one event each time, until disposed of. */
export async function startEvents(engine: TestEngine): Promise<AsyncDisposable> {
  const ids: string[] = [];
  for (const index of range(0, boxes)) {
    ids.push(await addBox(engine, { name: `busy${index}`, network: "bridge", running: false }));
  }
  const stop = new AbortController();
  const ended = makeEvents(engine.address, ids, stop.signal);
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await ended;
    },
  };
}

async function makeEvents(
  address: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  for (let count = 0; !signal.aborted; count += 1) {
    const path = `/containers/${ids[count % ids.length] ?? ""}/rename?name=busy-${count}`;
    await post(address, path, agent);
    const next = start + ((count + 1) * 1000) / eventsOfSecond;
    await delay(Math.max(0, next - performance.now()));
  }
  agent.destroy();
}

async function post(address: string, path: string, agent: Agent): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const socketPath = address.replace(/^unix:\/\//, "");
  request({ socketPath, path, method: "POST", agent }, (response) => {
    response.resume().on("end", () => {
      if ((response.statusCode ?? 500) < 400) resolve(undefined);
      else reject(new Error(`POST ${path}: ${response.statusCode ?? 0}`));
    });
  })
    .on("error", reject)
    .end();
  await promise;
}
