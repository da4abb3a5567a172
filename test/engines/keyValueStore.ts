// The key-value store that engines before 23.0 share an overlay's addresses through: etcd, with the API
// of its second version, in the host of one of them.
import path from "node:path";
import { type Child, startChild } from "../setup/child.ts";
import { rootEnvironment, type EngineHost } from "./engineHost.ts";

/** Where the store listens for engines. */
export const storePort = 2379;

/** Starts a store that listens on an address of the host. Dispose of it after the engines. */
export async function startKeyValueStore(host: EngineHost, address: string): Promise<Child> {
  const clients = `http://${address}:${storePort}`;
  const peers = "http://127.0.0.1:2380";
  const child = startChild(
    "nsenter",
    [
      ...[`--net=/proc/${host.pid}/ns/net`, "etcd", "--enable-v2"],
      ...["--data-dir", path.join(host.sharedFolder, "etcd")],
      ...["--listen-client-urls", clients, "--advertise-client-urls", clients],
      ...["--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers],
      ...["--initial-cluster", `default=${peers}`],
    ],
    { env: rootEnvironment, log: path.join(host.folder, "etcd.log") },
  );
  await child.waitFor(/ready to serve client requests|serving insecure client requests/);
  return child;
}
