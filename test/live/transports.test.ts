// The ways to an engine besides its own socket, and what is said of those that lead to none.
import assert from "node:assert/strict";
import { copyFile, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { suite, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { ping } from "../../src/connectivity/ping.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { EngineError, type EngineErrorKind } from "../../src/engine/errors.ts";
import type { EngineName } from "../engines/engineKinds.ts";
import { type SshServer, startSshServer } from "../engines/ssh.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { startTlsEngine, type TlsEngine } from "../engines/tls.ts";
import { run } from "../setup/process.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { connectTo, never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";
import { watchStore } from "./watchedStore.ts";
import { suiteGround } from "./suiteGround.ts";

interface Remote {
  readonly engine: TestEngine;
  readonly ssh: SshServer;
}

eachEngine("ssh", { make: makeRemote, tests: declareSshTests });

async function makeRemote(name: EngineName, stack: AsyncDisposableStack): Promise<Remote> {
  const engine = stack.use(await startEngine(name));
  const ssh = stack.use(await startSshServer(engine));
  const before = process.env["PATH"];
  stack.defer(() => {
    process.env["PATH"] = before;
  });
  // Our ssh is the one that is found first, as the user's own would be.
  process.env["PATH"] = ssh.env["PATH"];
  return { engine, ssh };
}

function declareSshTests(given: () => Remote): void {
  test("brings a picture of the engine and what happens there", async () => {
    const { engine, ssh } = given();
    await using live = await watchStore(ssh.address);
    assert.equal(live.picture.engine.version, engine.version);
    await engine.docker("create", "--name", "newcomer", "busybox");
    await live.until((picture) => picture.findContainer("newcomer") !== undefined);
    live.watching.dispose();
    while ((await childrenOfOurs()).some((child) => child.includes("dial-stdio"))) await delay(20);
  });

  test("carries what a ping says", async () => {
    const { engine, ssh } = given();
    await using stack = new AsyncDisposableStack();
    await checkPing(engine, await useClient(stack, ssh.address));
  });

  test("says in the words of ssh why it leads nowhere", async () => {
    await checkFailure("ssh://127.0.0.1:1", "unreachable", /Connection refused/);
    await checkFailure("ssh://nobody@127.0.0.1:1", "unreachable", /Connection refused/);
  });

  test("says of a socket that it is not for this user", async () => {
    const { engine } = given();
    const program = path.join(import.meta.dirname, "unprivilegedClient.ts");
    assert.equal((await run(process.execPath, [program, engine.address])).trim(), "denied");
  });

  test("says of a socket that nobody is there", async () => {
    await checkFailure(`${given().engine.address}.none`, "unreachable", /ENOENT/);
    await checkFailure("tcp://127.0.0.1:1", "unreachable", /ECONNREFUSED/);
  });
}

suite("TLS", () => {
  const given = suiteGround(async (stack): Promise<TlsEngine> => {
    return stack.use(await startTlsEngine());
  });

  test("brings a picture of the engine, and carries what a ping says", async () => {
    const { engine, env } = given();
    const client = await connectTo("", env);
    try {
      assert.equal((await client.listing(never)).engine.version, engine.version);
      await checkPing(engine, client);
    } finally {
      client.dispose();
    }
  });

  test("does not trust an engine of an authority that is not known", async () => {
    const { env, strangerCertFolder } = given();
    await checkFailure("", "failed", /unable to verify/, {
      ...env,
      DOCKER_CERT_PATH: strangerCertFolder,
    });
  });

  test("says that the engine does not know us", async () => {
    const { env, certFolder, strangerCertFolder } = given();
    await using folder = await makeTemporaryFolder();
    await copyFile(path.join(certFolder, "ca.pem"), path.join(folder.path, "ca.pem"));
    for (const file of ["cert.pem", "key.pem"]) {
      await copyFile(path.join(strangerCertFolder, file), path.join(folder.path, file));
    }
    await checkFailure("", "failed", /^\w+ alert unknown ca$/, {
      ...env,
      DOCKER_CERT_PATH: folder.path,
    });
  });

  test("says that the engine wants TLS", async () => {
    await checkFailure(given().address, "failed", /HTTPS/);
  });
});

async function checkFailure(
  address: string,
  kind: EngineErrorKind,
  words: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const client = await connectTo(address, env);
  const failure = await client.listing(never).catch((error: unknown) => error);
  client.dispose();
  assert.ok(failure instanceof EngineError, String(failure));
  assert.equal(failure.kind, kind);
  assert.match(failure.message, words);
}

/** A ping takes a connection that both sides write to. */
async function checkPing(engine: TestEngine, client: EngineClient): Promise<void> {
  await engine.docker("run", "-itd", "--name", "box", "busybox");
  const source = await client.container("box", never);
  const target = source.attachments[0]?.endpoint.gateway ?? "";
  const limits = { count: 1, timeoutSeconds: 1 };
  const result = await ping(client.connection, { source, target, ...limits }, never);
  assert.equal(result.verdict, "reachable");
}

/** The command lines of our own child processes. */
async function childrenOfOurs(): Promise<readonly string[]> {
  const threads = await readdir("/proc/self/task");
  const children = await Promise.all(
    threads.map((thread) => readFile(`/proc/self/task/${thread}/children`, "utf8")),
  );
  const pids = children.flatMap((text) => text.split(" ")).filter((pid) => pid !== "");
  return Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
}
