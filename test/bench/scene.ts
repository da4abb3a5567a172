// Networks and containers on a real engine, made over its API, and clients of it.
import { findEngine } from "../../src/engine/address.ts";
import { EngineConnection } from "../../src/engine/connection.ts";
import { eachLimited } from "../../src/engine/eachLimited.ts";
import { EngineClient } from "../../src/engine/engineClient.ts";
import { machineSources } from "../../src/engine/machineSources.ts";
import { asRecord, asText } from "../../src/model/json.ts";
import type { TestEngine } from "../engines/testEngine.ts";
import { busyboxImage } from "../setup/testImages.ts";

/** A client of ours for an engine at an address, as the extension opens it. */
export async function openClient(address: string): Promise<EngineClient> {
  return new EngineClient(await EngineConnection.open(await findEngine(address, machineSources)));
}

/** One request that must succeed. Resolves to the answer's JSON. */
export async function ask(
  engine: TestEngine,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await engine.request(method, path, body);
  if (answer.status >= 400) {
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
}

/** Makes networks `net<from>` to `net<to - 1>` and resolves to their ids. */
export async function addNetworks(engine: TestEngine, from: number, to: number): Promise<string[]> {
  const ids: string[] = [];
  await eachLimited(
    range(from, to),
    async (index) => {
      const created = await ask(engine, "POST", "/networks/create", { Name: `net${index}` });
      ids.push(asText(asRecord(created)["Id"]));
    },
    4,
  );
  return ids;
}

export interface BoxSpec {
  readonly name: string;
  /** `bridge`, or the name of a network. */
  readonly network: string;
  /** Default: true. */
  readonly running?: boolean;
}

/** Makes a container that does nothing, and resolves to its id. */
export async function addBox(engine: TestEngine, spec: BoxSpec): Promise<string> {
  const created = await ask(engine, "POST", `/containers/create?name=${spec.name}`, {
    Image: busyboxImage,
    Cmd: ["sleep", "86400"],
    HostConfig: { NetworkMode: spec.network },
  });
  const id = asText(asRecord(created)["Id"]);
  if (spec.running !== false) await ask(engine, "POST", `/containers/${id}/start`);
  return id;
}

/** Makes running containers `box0`, `box1`, …, each on the network of its number. */
export async function addBoxes(engine: TestEngine, count: number): Promise<void> {
  await eachLimited(
    range(0, count),
    async (index) => {
      await addBox(engine, { name: `box${index}`, network: `net${index}` });
    },
    4,
  );
}

/** The whole numbers from one to before another. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, step) => from + step);
}
