// From an address to a dockerode that reaches it: socket or pipe, TCP with or without TLS, or ssh.
import { readFile } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import type Docker from "dockerode";
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
  switch (address.kind) {
    case "socket": {
      const agent = new http.Agent({ keepAlive: true });
      const docker = new DockerClient({ socketPath: address.path, agent });
      return {
        docker,
        dispose: () => {
          agent.destroy();
        },
      };
    }
    case "tcp": {
      const { host, port, tls } = address;
      if (tls === undefined) {
        const agent = new http.Agent({ keepAlive: true });
        const docker = new DockerClient({ host, port, protocol: "http", agent });
        return {
          docker,
          dispose: () => {
            agent.destroy();
          },
        };
      }
      const agent = new https.Agent({ keepAlive: true, ...(await readTls(tls)) });
      const docker = new DockerClient({ host, port, protocol: "https", agent });
      return {
        docker,
        dispose: () => {
          agent.destroy();
        },
      };
    }
    case "ssh": {
      const agent = new SshAgent(address);
      // The host name is for the HTTP header only; the agent decides where the bytes go.
      const docker = new DockerClient({ host: "docker", port: 80, protocol: "http", agent });
      return {
        docker,
        dispose: () => {
          agent.destroy();
        },
      };
    }
    default:
      address satisfies never;
      throw new Error("unknown kind of address");
  }
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
