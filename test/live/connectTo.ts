// Clients of test engines, found and opened as the extension does it.
import { findEngine } from "../../src/engine/address.ts";
import { EngineConnection } from "../../src/engine/connection.ts";
import { EngineClient } from "../../src/engine/engineClient.ts";
import { machineSources } from "../../src/engine/machineSources.ts";

/** For calls that nobody cancels. */
export const never = new AbortController().signal;

/** A client of the engine at an address, or of the one that these environment variables name. */
export async function connectTo(
  address: string,
  env: Readonly<Record<string, string>> = {},
): Promise<EngineClient> {
  const target = await findEngine(address, { ...machineSources, env });
  return new EngineClient(await EngineConnection.open(target));
}

/** The same, closed with everything else on the stack. */
export async function useClient(
  stack: AsyncDisposableStack,
  address: string,
): Promise<EngineClient> {
  return stack.adopt(await connectTo(address), (client) => {
    client.dispose();
  });
}
