// Which engine: the one that the settings name, else the one the docker client would use.
import { findEngine } from "../engine/address.ts";
import { EngineConnection } from "../engine/connection.ts";
import { EngineClient } from "../engine/engineClient.ts";
import { machineSources } from "../engine/machineSources.ts";
import { setting } from "./config.ts";

/** A client for the engine of this moment. */
export async function openEngine(): Promise<EngineClient> {
  const target = await findEngine(setting("portolan.engine.address"), machineSources);
  return new EngineClient(await EngineConnection.open(target));
}
