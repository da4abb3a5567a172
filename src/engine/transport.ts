// From an address to a dockerode that reaches it: socket or pipe, TCP with or without TLS, or ssh.
import { readFile } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { inspect } from "node:util";
import type Docker from "dockerode";
import type { ClientOptions } from "dockerode";
import type { Disposable } from "../base/event.ts";
import type { EngineAddress, TlsFiles } from "./address.ts";
import { SshAgent } from "./sshAgent.ts";

export interface Transport extends Disposable {
  readonly docker: Docker;
}

/**
 * Loads dockerode, which takes longer than all the rest of Portolan, and points it at an address.
 * Opens no connection yet. Throws where a TLS file that exists cannot be read.
 */
export async function openTransport(address: EngineAddress): Promise<Transport> {
  const { default: DockerClient } = await import("dockerode");
  const over = (agent: http.Agent, options: Omit<ClientOptions, "agent">): Transport => ({
    docker: new DockerClient({ ...options, agent: unprinted(agent) }),
    dispose: () => {
      agent.destroy();
    },
  });
  switch (address.kind) {
    case "socket":
      return over(new http.Agent({ keepAlive: true }), { socketPath: address.path });
    case "tcp": {
      const { host, port, tls } = address;
      return tls === undefined
        ? over(new http.Agent({ keepAlive: true }), { host, port, protocol: "http" })
        : over(new https.Agent({ keepAlive: true, ...(await readTls(tls)) }), {
            host,
            port,
            protocol: "https",
          });
    }
    case "ssh":
      // The host name is for the HTTP header only; the agent decides where the bytes go.
      return over(new SshAgent(address), { host: "docker", port: 80, protocol: "http" });
    default:
      address satisfies never;
      throw new Error("unknown kind of address");
  }
}

/**
 * docker-modem prints its options, the agent and all its sockets among them, for a log that nobody
 * reads: a third of the time that a small request takes. What prints itself as nothing costs nothing.
 */
function unprinted(agent: http.Agent): http.Agent {
  return Object.assign(agent, { [inspect.custom]: () => "Agent" });
}

async function readTls(files: TlsFiles): Promise<https.AgentOptions> {
  const [ca, cert, key] = await Promise.all(
    [files.ca, files.cert, files.key].map((file) => readIfThere(file)),
  );
  return { ca, cert, key, rejectUnauthorized: files.verify };
}

/** An engine may ask for no client certificate, and may be signed by an authority the machine knows. */
async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
