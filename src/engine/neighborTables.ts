// Forgetting the neighbors that probes made the kernel learn. All network namespaces of a host share one
// table of (by default) 1,024 neighbors, each kept for about a minute; a mesh of 33 fills it.
import { asRecord, asText } from "../model/json.ts";
import { probeLabel } from "../model/container.ts";
import type { EngineConnection } from "./connection.ts";
import { eachLimited } from "./eachLimited.ts";
import { EngineError } from "./errors.ts";
import { checkImage, helperOwner } from "./helperContainers.ts";
import { removeContainer } from "./operations.ts";
import { execInContainer } from "./terminalSession.ts";

/**
 * One helper that may enter the network namespaces of these containers (it has SYS_ADMIN and NET_ADMIN,
 * and no network), and does nothing there but flush a subnet's neighbors. Entries that an administrator
 * made stay. Who opens this disposes of it.
 */
export class NeighborTables implements AsyncDisposable {
  readonly #connection: EngineConnection;
  readonly #helperId: string;
  readonly #files: readonly string[];

  private constructor(connection: EngineConnection, helperId: string, files: readonly string[]) {
    this.#connection = connection;
    this.#helperId = helperId;
    this.#files = files;
  }

  /** Throws an EngineError where the engine doesn't allow such a helper, or lacks the image. */
  static async open(
    connection: EngineConnection,
    request: { readonly image: string; readonly containerIds: readonly string[] },
    signal: AbortSignal,
  ): Promise<NeighborTables> {
    await checkImage(connection, request.image, signal);
    const keys = await namespaceFiles(connection, request.containerIds, signal);
    const [first = ""] = keys;
    const folder = first.slice(0, first.lastIndexOf("/"));
    const body = {
      Image: request.image,
      Entrypoint: ["sleep"],
      Cmd: ["86400"],
      StopSignal: "SIGKILL",
      Labels: { [probeLabel]: helperOwner() },
      HostConfig: {
        NetworkMode: "none",
        AutoRemove: true,
        Binds: [`${folder}:/namespaces:ro`],
        CapAdd: ["SYS_ADMIN", "NET_ADMIN"],
        SecurityOpt: ["label=disable"],
      },
    };
    const create = { method: "POST", path: "/containers/create", body } as const;
    // To its end, whoever gives up waiting: one that is made but not known would stay.
    const made = await connection.json(create, new AbortController().signal);
    const id = asText(asRecord(made)["Id"]);
    const names = keys.map((key) => key.slice(key.lastIndexOf("/") + 1));
    const tables = new NeighborTables(connection, id, names);
    try {
      await connection.json({ method: "POST", path: `/containers/${id}/start` }, signal);
    } catch (error) {
      await tables[Symbol.asyncDispose]();
      throw error;
    }
    return tables;
  }

  /** Forgets every neighbor within the subnets, and resolves to whether that worked everywhere. */
  async forget(subnets: readonly string[], signal: AbortSignal): Promise<boolean> {
    const argv = ["sh", "-c", script, "sh", String(subnets.length), ...subnets, ...this.#files];
    const program = { argv, onOutput: (): void => undefined };
    return (await execInContainer(this.#connection, this.#helperId, program, signal)) === 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await removeContainer(this.#connection, this.#helperId, AbortSignal.timeout(cleanUpMs));
    } catch (error) {
      // Going, or the engine is gone: what is left then is found at the next start.
      if (!(error instanceof EngineError)) throw error;
    }
  }
}

const script = `
count=$1
shift
subnets=
while [ "$count" -gt 0 ]; do
  subnets="$subnets $1"
  count=$((count - 1))
  shift
done
failed=0 flushing=
finish() {
  for one in $flushing; do wait "$one" || failed=1; done
  flushing=
}
running=0
for file; do
  for subnet in $subnets; do
    nsenter "--net=/namespaces/$file" ip neigh flush to "$subnet" &
    flushing="$flushing $!" running=$((running + 1))
    if [ $((running % 4)) = 0 ]; then finish; fi
  done
done
finish
exit $failed
`;

/** Where the engine keeps each container's network namespace. */
async function namespaceFiles(
  connection: EngineConnection,
  containerIds: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const files = new Set<string>();
  await eachLimited(containerIds, async (id) => {
    const path = `/containers/${encodeURIComponent(id)}/json`;
    const inspected = await connection
      .json({ method: "GET", path }, signal)
      .catch((error: unknown) => {
        // Removed meanwhile, and its neighbors with it.
        if (error instanceof EngineError && error.kind === "notFound") return {};
        throw error;
      });
    const file = asText(asRecord(asRecord(inspected)["NetworkSettings"])["SandboxKey"]);
    if (/^\/[\w./-]+$/.test(file)) files.add(file);
  });
  return [...files];
}

const cleanUpMs = 20_000;
