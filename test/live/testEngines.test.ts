// The test engines themselves: whatever stands on them may trust what is checked here.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, readdir, readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { suite, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { engineNames } from "../engines/engineKinds.ts";
import { removeLeftovers } from "../engines/leftovers.ts";
import { startSshServer } from "../engines/ssh.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { startTlsEngine } from "../engines/tls.ts";
import { nameArrives, startTwoHosts } from "../engines/twoHosts.ts";
import { ensureEngines } from "../setup/engines.ts";
import { run } from "../setup/process.ts";

await ensureEngines();

suite("test engines", { concurrency: 4 }, () => {
  for (const name of engineNames) {
    test(`${name} starts, works, dies and starts again`, async () => {
      await using engine = await startEngine(name);
      assert.match(engine.version, /^\d+\.\d+/);
      assert.equal((await engine.request("GET", "/_ping")).body, "OK");
      await engine.docker("network", "create", "net1");
      for (const box of ["box1", "box2"]) await runBox(engine, box, "net1");
      await nameArrives(engine, "box1", "box2");
      await engine.docker("exec", "box1", "ping", "-c1", "box2");
      await engine.docker("exec", "box1", "ping", "-c1", engine.outsideAddress);
      await engine.docker("exec", "box1", "ping", "-c1", engine.outsideName);
      await engine.docker("exec", "box1", "wget", "-qO-", `http://${engine.outsideName}/`);
      await assert.rejects(engine.docker("exec", "box1", "ping", "-c1", "nowhere.test"));
      await checkDistroless(engine);
      await engine.freeze();
      await engine.kill();
      await assert.rejects(engine.request("GET", "/_ping"));
      await engine.start();
      await engine.docker("start", "box1", "box2");
      await nameArrives(engine, "box1", "box2");
      await engine.docker("exec", "box1", "ping", "-c1", "box2");
      await engine.stop();
      await engine.start();
    });
  }

  test("an engine that does not start says why", async () => {
    await assert.rejects(startEngine("docker-28.5", { flags: ["--nope"] }), /unknown flag: --nope/);
  });

  test("a frozen engine takes connections, answers nothing, and goes on when thawed", async () => {
    await using engine = await startEngine("podman");
    await engine.freeze();
    const order: string[] = [];
    const answer = engine.request("GET", "/_ping").then(() => order.push("answered"));
    await engine.inHost("ip", "link");
    order.push("thawed");
    await engine.thaw();
    await answer;
    assert.deepEqual(order, ["thawed", "answered"]);
  });

  for (const name of ["docker-20.10", "docker-28.5"] as const) {
    test(`containers on an overlay network of ${name} reach each other across hosts`, async () => {
      await using pair = await startTwoHosts({ name, swarm: true });
      const [first, second] = pair.hosts;
      await first.docker("network", "create", "-d", "overlay", "--attachable", "ov_net1");
      await runBox(first, "bbbox1", "ov_net1");
      await runBox(second, "bbbox2", "ov_net1");
      await nameArrives(first, "bbbox1", "bbbox2");
      await first.docker("exec", "bbbox1", "ping", "-c1", "bbbox2");
      await nameArrives(second, "bbbox2", "bbbox1");
      await second.docker("exec", "bbbox2", "ping", "-c1", "bbbox1");
      await second.docker("exec", "bbbox2", "ping", "-c1", second.outsideName);
      assert.equal((await second.inHost("hostname")).trim(), "host2");
    });
  }

  test("an engine behind TLS answers only clients that it knows", async () => {
    await using tls = await startTlsEngine();
    const version = (certFolder: string) =>
      run("docker", ["version", "--format", "{{.Server.Version}}"], {
        env: { ...process.env, ...tls.env, DOCKER_CERT_PATH: certFolder },
      });
    assert.equal((await version(tls.certFolder)).trim(), tls.engine.version);
    await assert.rejects(version(tls.strangerCertFolder));
  });

  test("an engine is reached over ssh", async () => {
    await using engine = await startEngine("docker-20.10");
    await using ssh = await startSshServer(engine);
    const version = await run("docker", ["version", "--format", "{{.Server.Version}}"], {
      env: { ...process.env, ...ssh.env, DOCKER_HOST: ssh.address },
    });
    assert.equal(version.trim(), engine.version);
  });
});

suite("what an owner leaves behind", { concurrency: 4 }, () => {
  test("nothing, when it is killed", async () => {
    const owner = await startOwner("podman", "docker-28.5");
    const traces = await Promise.all(owner.hosts.map(tracesOf));
    owner.child.kill("SIGKILL");
    for (const trace of traces) await gone(trace);
  });

  test("nothing, when it ends and never disposed of anything", async () => {
    const owner = await startOwner("docker-20.10");
    const traces = await Promise.all(owner.hosts.map(tracesOf));
    owner.child.stdin?.end();
    assert.deepEqual(await once(owner.child, "exit"), [0, null]);
    for (const trace of traces) await gone(trace);
  });

  test("what the next run removes, when its guards are killed too", async () => {
    const owner = await startOwner("docker-20.10");
    const [trace] = await Promise.all(owner.hosts.map(tracesOf));
    assert.ok(trace);
    await using bystander = await startEngine("podman");
    const guards = (await processes()).filter((entry) =>
      entry.command.includes("engineHost.sh guard"),
    );
    for (const guard of guards.filter((entry) => entry.command.includes(trace.folder))) {
      process.kill(guard.pid, "SIGKILL");
    }
    owner.child.kill("SIGKILL");
    await once(owner.child, "exit");
    await access(trace.folder);
    await removeLeftovers();
    await gone(trace);
    assert.equal((await bystander.request("GET", "/_ping")).status, 200);
  });
});

async function runBox(engine: TestEngine, box: string, network: string): Promise<void> {
  await engine.docker("run", "-itd", "--name", box, "--network", network, "busybox");
}

async function checkDistroless(engine: TestEngine): Promise<void> {
  const image = "portolan-test/distroless";
  await engine.docker("run", "-d", "--name", "bare", "--network", "net1", image);
  await assert.rejects(engine.docker("exec", "bare", "ping", "-c1", "box2"));
  await assert.rejects(engine.docker("exec", "bare", "sh", "-c", "true"));
  const state = await engine.docker("inspect", "--format", "{{.State.Running}}", "bare");
  assert.equal(state.trim(), "true");
}

interface Owner {
  readonly child: ChildProcess;
  readonly hosts: readonly { readonly folder: string; readonly pid: number }[];
}

/** A process that starts engines, each with a running and a paused container, and then waits. */
async function startOwner(...names: readonly string[]): Promise<Owner> {
  const program = path.join(import.meta.dirname, "../engines/engineOwner.ts");
  const child = spawn(process.execPath, [program, ...names], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const hosts: { folder: string; pid: number }[] = [];
  for await (const line of createInterface(child.stdout)) {
    const [folder = "", pid = ""] = line.split(" ");
    hosts.push({ folder, pid: Number(pid) });
    if (hosts.length === names.length) break;
  }
  assert.equal(hosts.length, names.length);
  return { child, hosts };
}

interface Trace {
  readonly folder: string;
  readonly cgroups: readonly string[];
  readonly namespaces: readonly string[];
}

async function tracesOf(host: Owner["hosts"][number]): Promise<Trace> {
  const list = await readFile(path.join(host.folder, "cgroups"), "utf8");
  return {
    folder: host.folder,
    cgroups: list
      .split("\n")
      .map((line) => line.split(" ")[0] ?? "")
      .filter((cgroup) => cgroup !== ""),
    namespaces: [
      await readlink(`/proc/${host.pid}/ns/net`),
      await readlink(`/proc/${host.pid}/ns/mnt`),
      await readlink(`/proc/${host.pid}/ns/pid`),
    ],
  };
}

/** Resolves when no folder, cgroup, mount, namespace or process of a host is left. */
async function gone(trace: Trace): Promise<void> {
  for (;;) {
    const left = await leftOf(trace);
    if (left.length === 0) return;
    await delay(50);
  }
}

async function leftOf(trace: Trace): Promise<readonly string[]> {
  const exists = await Promise.all(
    [trace.folder, ...trace.cgroups].map((folder) =>
      access(folder).then(
        () => [folder],
        () => [],
      ),
    ),
  );
  const mounts = (await readFile("/proc/self/mounts", "utf8"))
    .split("\n")
    .filter((line) => line.includes(trace.folder));
  const alive = (await processes()).filter(
    ({ command, namespaces }) =>
      command.includes(trace.folder) || namespaces.some((one) => trace.namespaces.includes(one)),
  );
  return [...exists.flat(), ...mounts, ...alive.map(({ command }) => command)];
}

interface RunningProcess {
  readonly pid: number;
  readonly command: string;
  readonly namespaces: readonly string[];
}

async function processes(): Promise<readonly RunningProcess[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    pids.map(async (pid) => ({
      pid: Number(pid),
      command: (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).replaceAll(
        "\0",
        " ",
      ),
      namespaces: await Promise.all(
        ["net", "mnt", "pid"].map((kind) => readlink(`/proc/${pid}/ns/${kind}`).catch(() => "")),
      ),
    })),
  );
}
