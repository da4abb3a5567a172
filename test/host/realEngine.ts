// What the host tests share: the suite's own engine, looked at and filled past the extension.
import { findEngine } from "../../src/engine/address.ts";
import { EngineConnection } from "../../src/engine/connection.ts";
import { EngineClient } from "../../src/engine/engineClient.ts";
import { machineSources } from "../../src/engine/machineSources.ts";
import { NetworkStore } from "../../src/engine/networkStore.ts";
import {
  createNetwork,
  removeContainer,
  removeNetwork,
  runContainer,
} from "../../src/engine/operations.ts";
import { execInContainer } from "../../src/engine/terminalSession.ts";
import { Picture } from "../../src/model/picture.ts";
import type { Logger } from "../../src/base/logger.ts";

const signal = new AbortController().signal;

export const silentLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A client for the engine that DOCKER_HOST names, the one this suite started, or for another one. */
export async function openClient(address = ""): Promise<EngineClient> {
  const target = await findEngine(address, machineSources);
  return new EngineClient(await EngineConnection.open(target));
}

/** A store of the test's own over the suite's engine, or another one. */
export function openStore(address = ""): NetworkStore {
  return new NetworkStore({ connect: () => openClient(address), log: silentLog });
}

/** What the engine itself says at this moment. */
export async function look(client: EngineClient): Promise<Picture> {
  return new Picture(await client.listing(signal));
}

/** Makes a network and running containers on it, whose names are returned with their ids. */
export async function scene(
  client: EngineClient,
  network: string,
  containers: readonly string[],
): Promise<{ readonly networkId: string; readonly containerIds: readonly string[] }> {
  const networkId = await createNetwork(
    client.connection,
    { name: network, driver: "bridge" },
    signal,
  );
  const containerIds: string[] = [];
  for (const name of containers) {
    const spec = { image: "busybox:latest", name, network };
    containerIds.push(await runContainer(client.connection, spec, signal));
  }
  return { networkId, containerIds };
}

/** Removes everything of the engine that is not predefined. */
export async function clear(client: EngineClient): Promise<void> {
  const picture = await look(client);
  for (const { id } of picture.containers.values()) {
    await removeContainer(client.connection, id, signal);
  }
  for (const { id, name } of picture.networks.values()) {
    if (!["bridge", "host", "none", "podman"].includes(name)) {
      await removeNetwork(client.connection, id, signal);
    }
  }
}

/** Resolves when the store's picture fits, looking again at every change. */
export async function until(store: NetworkStore, fits: () => boolean): Promise<void> {
  if (fits()) return;
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (!fits()) return;
      changes.dispose();
      states.dispose();
      resolve();
    };
    const changes = store.onDidChange(check);
    const states = store.onDidChangeState(check);
  });
}

/** The command lines of all processes in all containers that run. Busybox's `timeout` leaves its watcher to the first process. */
export async function processes(client: EngineClient): Promise<readonly string[]> {
  const { containers } = await look(client);
  const running = [...containers.values()].filter(({ state }) => state === "running");
  let text = "";
  for (const { id } of running) {
    const onOutput = (more: string): void => {
      text += more;
    };
    const argv = ["ps", "-o", "args"];
    await execInContainer(client.connection, id, { argv, onOutput }, signal);
  }
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => !/^(COMMAND|ps -o args|sh|\/bin\/sh|\[timeout\]|)$/.test(line));
}
