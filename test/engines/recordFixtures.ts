// Records what the real engines answer into test/fixtures/engineApi, for the tests of the model.
// Run as root: node test/engines/recordFixtures.ts && npm run format
import { mkdir, writeFile } from "node:fs/promises";
import { get } from "node:http";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { engineNames } from "./engineKinds.ts";
import { stageErrors, stageEvents, stageScene } from "./fixtureScene.ts";
import { startEngine, type TestEngine } from "./testEngine.ts";

const root = path.join(import.meta.dirname, "../fixtures/engineApi");

await Promise.all(engineNames.map(record));

async function record(name: (typeof engineNames)[number]): Promise<void> {
  const folder = path.join(root, name);
  await mkdir(folder, { recursive: true });
  await using engine = await startEngine(name);
  await using events = await listen(engine);
  await stageScene(engine);
  await save(folder, "version", await body(engine, "/version"));
  await save(folder, "info", withoutRegistries(await body(engine, "/info")));
  await save(folder, "networks", await body(engine, "/networks"));
  await save(folder, "containers", await body(engine, "/containers/json?all=1"));
  await save(folder, "networkInspect", await body(engine, "/networks/shop_front"));
  await save(folder, "containerInspect", {
    web: await body(engine, "/containers/web/json"),
    stopped: await body(engine, "/containers/stopped/json"),
    created: await body(engine, "/containers/created/json"),
    host: await body(engine, "/containers/hostmode/json"),
    sidecar: await body(engine, "/containers/sidecar/json"),
    orphan: await body(engine, "/containers/orphan/json"),
    healthy: await body(engine, "/containers/healthy/json"),
  });
  await save(folder, "errors", await stageErrors(engine));
  await stageEvents(engine);
  // An engine tells of its events in order, so this one's end is the end of all.
  await engine.request("POST", "/containers/create?name=last_event", { Image: "busybox" });
  await events.until("last_event");
  await writeFile(path.join(folder, "events.ndjson"), events.text());
  console.log(name, engine.version);
}

async function body(engine: TestEngine, at: string): Promise<unknown> {
  return (await engine.request("GET", at)).body;
}

async function save(folder: string, name: string, value: unknown): Promise<void> {
  await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
}

/** The list of registries tells nothing of networks. */
function withoutRegistries(info: unknown): unknown {
  const dropped = ["RegistryConfig", "IndexServerAddress"];
  if (typeof info !== "object" || info === null) return info;
  return Object.fromEntries(Object.entries(info).filter(([key]) => !dropped.includes(key)));
}

interface EventLog extends AsyncDisposable {
  text(): string;
  until(part: string): Promise<void>;
}

async function listen(engine: TestEngine): Promise<EventLog> {
  let log = "";
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const socketPath = engine.address.replace("unix://", "");
  const sent = get({ socketPath, path: "/events", agent: false }, (response) => {
    response.setEncoding("utf8").on("data", (chunk: string) => {
      log += chunk;
    });
    response.on("error", () => undefined);
    resolve(undefined);
  });
  sent.on("error", reject);
  await promise;
  return {
    text: () => log,
    until: async (part) => {
      while (!log.includes(part)) await delay(20);
    },
    [Symbol.asyncDispose]: () => {
      sent.destroy();
      return Promise.resolve();
    },
  };
}
