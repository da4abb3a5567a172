// A way to a test engine by ssh, over a loopback port of the machine with keys made for it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { run } from "../setup/process.ts";
import { listenOnLoopback } from "./loopback.ts";
import type { TestEngine } from "./testEngine.ts";

export interface SshServer extends AsyncDisposable {
  /** `ssh://ALIAS`, for a client whose ssh reads `configFile`. */
  readonly address: string;
  /** The host's name in `configFile`: `ssh -F FILE ALIAS docker system dial-stdio`. */
  readonly alias: string;
  readonly configFile: string;
  /** PATH with an `ssh` in front that reads `configFile`, for clients that run plain `ssh`. */
  readonly env: Readonly<Record<string, string>>;
}

const alias = "portolan-test-engine";

/** Starts an ssh server where `docker` means this engine. Dispose of it before the engine. */
export async function startSshServer(engine: TestEngine): Promise<SshServer> {
  const folder = path.join(engine.sharedFolder, "ssh");
  await mkdir(path.join(folder, "bin"), { recursive: true, mode: 0o700 });
  for (const key of ["host", "client"]) {
    const file = path.join(folder, key);
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", key, "-f", file]);
  }
  const serverConfig = await writeServerConfig(folder, engine.address);
  const sessions = new Set<ChildProcess>();
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    const session = spawn("unshare", sshd(serverConfig), { stdio: [socket, socket, "ignore"] });
    sessions.add(session);
    session.once("exit", () => sessions.delete(session));
    // The session has the connection now.
    socket.destroy();
  });
  const configFile = await writeClientConfig(folder, await listenOnLoopback(server));
  return {
    address: `ssh://${alias}`,
    alias,
    configFile,
    env: { PATH: `${path.join(folder, "bin")}:${process.env["PATH"] ?? ""}` },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, "close");
      server.close();
      const ends = [...sessions].map((session) => once(session, "exit"));
      for (const session of sessions) session.kill();
      await Promise.all([closed, ...ends]);
    },
  };
}

/** sshd for one connection. It insists on a folder in /run that only its service makes. */
function sshd(config: string): readonly string[] {
  const command = 'mount -t tmpfs run /run && mkdir /run/sshd && exec /usr/sbin/sshd -i -f "$0"';
  return ["--mount", "sh", "-c", command, config];
}

async function writeServerConfig(folder: string, engineAddress: string): Promise<string> {
  const file = path.join(folder, "sshd_config");
  await writeFile(
    file,
    `HostKey ${folder}/host
AuthorizedKeysFile ${folder}/client.pub
AuthenticationMethods publickey
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PermitUserRC no
SetEnv DOCKER_HOST=${engineAddress}
`,
  );
  return file;
}

async function writeClientConfig(folder: string, port: number): Promise<string> {
  const [type = "", key = ""] = (await readFile(path.join(folder, "host.pub"), "utf8")).split(" ");
  await writeFile(path.join(folder, "known_hosts"), `[127.0.0.1]:${port} ${type} ${key}\n`);
  const file = path.join(folder, "ssh_config");
  await writeFile(
    file,
    `Host ${alias}
  HostName 127.0.0.1
  Port ${port}
  User root
  IdentityFile ${folder}/client
  IdentitiesOnly yes
  UserKnownHostsFile ${folder}/known_hosts
  StrictHostKeyChecking yes
`,
  );
  const wrapper = path.join(folder, "bin/ssh");
  await writeFile(wrapper, `#!/bin/sh\nexec /usr/bin/ssh -F ${file} "$@"\n`);
  await chmod(wrapper, 0o755);
  return file;
}
