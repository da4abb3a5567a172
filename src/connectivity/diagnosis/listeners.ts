// Which TCP ports are open in a container's network namespace, as its kernel lists them.
import type { EngineConnection } from "../../engine/connection.ts";
import { EngineError } from "../../engine/errors.ts";
import type { HelperContainers } from "../../engine/helperContainers.ts";
import { execInContainer } from "../../engine/terminalSession.ts";
import { formatAddress } from "../../model/cidr.ts";
import { isUp, type Container } from "../../model/container.ts";
import type { Listener } from "./cause.ts";

/** Reads by the container's own `cat`, else by a helper in its network namespace; undefined where neither can tell. */
export async function readListeners(
  connection: EngineConnection,
  helpers: HelperContainers,
  container: Container,
  signal: AbortSignal,
): Promise<readonly Listener[] | undefined> {
  if (!isUp(container)) return undefined;
  const read = (id: string): ReturnType<typeof readIn> => readIn(connection, id, signal);
  const own = container.state === "running" ? await read(container.id) : undefined;
  return own ?? (await helpers.use(container.id, read, signal));
}

async function readIn(
  connection: EngineConnection,
  id: string,
  signal: AbortSignal,
): Promise<readonly Listener[] | undefined> {
  let text = "";
  const onOutput = (more: string): void => {
    text += more;
  };
  const argv = ["cat", "/proc/net/tcp", "/proc/net/tcp6"];
  await execInContainer(connection, id, { argv, onOutput }, signal).catch((error: unknown) => {
    // Some engines refuse to start what an image does not have, instead of an exit code.
    if (!(error instanceof EngineError) || error.kind !== "failed") throw error;
  });
  // Without IPv6 the second file is missing, and the exit code tells nothing.
  return text.includes("local_address") ? listenersIn(text) : undefined;
}

/** The listening sockets in the text of `/proc/net/tcp` and `tcp6`, the engine's own name server left out. */
export function listenersIn(text: string): readonly Listener[] {
  const rows = text.matchAll(
    /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} 0A /gim,
  );
  return [...rows]
    .map(([, address = "", port = ""]) => ({
      address: addressOf(address),
      port: Number.parseInt(port, 16),
    }))
    .filter(({ address }) => address !== "127.0.0.11");
}

/** The kernel prints words of 32 bits in its own byte order, which is the little end first. */
function addressOf(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const turned = words.map((word) => (word.match(/../g) ?? []).reverse().join("")).join("");
  const mapped = /^0{20}f{4}(.{8})$/i.exec(turned)?.[1];
  const digits = mapped ?? turned;
  return formatAddress({ version: digits.length === 8 ? 4 : 6, value: BigInt(`0x${digits}`) });
}
