// An engine behind TLS with client certificates, on a loopback port of the machine.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { run } from "../setup/process.ts";
import type { EngineName } from "./engineKinds.ts";
import { listenOnLoopback } from "./loopback.ts";
import { startEngine, type TestEngine } from "./testEngine.ts";

export interface TlsEngine extends AsyncDisposable {
  readonly engine: TestEngine;
  /** `tcp://127.0.0.1:PORT`. */
  readonly address: string;
  /** A folder with `ca.pem`, `cert.pem` and `key.pem`, as DOCKER_CERT_PATH wants it. */
  readonly certFolder: string;
  /** The same of an authority that the engine does not know. */
  readonly strangerCertFolder: string;
  /** DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH. */
  readonly env: Readonly<Record<string, string>>;
}

const port = 2376;

/** Starts a Docker Engine with `--tlsverify`. It listens on its unix socket too. */
export async function startTlsEngine(
  name: Exclude<EngineName, "podman"> = "docker-28.5",
): Promise<TlsEngine> {
  await using started = new AsyncDisposableStack();
  const engine = started.use(
    await startEngine(name, {
      flags: [
        `--host=tcp://0.0.0.0:${port}`,
        "--tlsverify",
        "--tlscacert=/run/engine/tls/ca.pem",
        "--tlscert=/run/engine/tls/server.pem",
        "--tlskey=/run/engine/tls/server-key.pem",
      ],
      prepare: async (sharedFolder) => {
        await makeCertificates(path.join(sharedFolder, "tls"));
        await makeCertificates(path.join(sharedFolder, "stranger"));
      },
    }),
  );
  const relay = started.use(await startRelay(engine.hostPid));
  const certFolder = path.join(engine.sharedFolder, "tls");
  const address = `tcp://127.0.0.1:${relay.port}`;
  const owned = started.move();
  return {
    engine,
    address,
    certFolder,
    strangerCertFolder: path.join(engine.sharedFolder, "stranger"),
    env: { DOCKER_HOST: address, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: certFolder },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** An authority of its own, and certificates of it for 127.0.0.1 and for a client. */
async function makeCertificates(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  const request = [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
  ];
  const days = ["-days", "2"];
  await openssl(
    ...[...request, ...days, "-subj", "/CN=test authority"],
    ...["-keyout", "ca-key.pem", "-out", "ca.pem"],
  );
  const issue = (subject: string, key: string, out: string, ...extensions: string[]) =>
    openssl(
      ...[...request, ...days, "-subj", `/CN=${subject}`, "-CA", "ca.pem", "-CAkey", "ca-key.pem"],
      ...extensions.flatMap((extension) => ["-addext", extension]),
      ...["-keyout", key, "-out", out],
    );
  const names = "subjectAltName=IP:127.0.0.1,DNS:localhost";
  const noAuthority = "basicConstraints=critical,CA:FALSE";
  await issue("127.0.0.1", "server-key.pem", "server.pem", noAuthority, names);
  await issue("client", "key.pem", "cert.pem", noAuthority, "extendedKeyUsage=clientAuth");
}

/** Carries bytes from a loopback port of the machine to the engine's port in its own network. */
async function startRelay(hostPid: number): Promise<AsyncDisposable & { readonly port: number }> {
  const carriers = new Set<ChildProcess>();
  const server = createServer((socket) => {
    const target = ["--target", String(hostPid), "--net", "--"];
    const carrier = spawn("nsenter", [...target, "busybox", "nc", "127.0.0.1", String(port)], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    carriers.add(carrier);
    carrier.once("exit", () => carriers.delete(carrier));
    carrier.stdin.on("error", () => socket.destroy());
    socket.on("error", () => carrier.kill());
    socket.on("close", () => carrier.kill());
    socket.pipe(carrier.stdin);
    carrier.stdout.pipe(socket);
  });
  return {
    port: await listenOnLoopback(server),
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, "close");
      server.close();
      for (const carrier of carriers) carrier.kill();
      await closed;
    },
  };
}
