// The classic overlay between two hosts, from the files as people write them to a ping that crosses.
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { suite, test } from "node:test";
import { gatherConfiguration, type Configuration } from "../../src/daemonConfig/configuration.ts";
import { diagnose } from "../../src/daemonConfig/rules/diagnose.ts";
import { parseEngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import { snippetsFor } from "../../src/daemonConfig/snippets.ts";
import type { ConfigFileKind } from "../../src/daemonConfig/configFile.ts";
import { startKeyValueStore, storePort } from "../engines/keyValueStore.ts";
import type { TestEngine } from "../engines/testEngine.ts";
import { hostAddresses, nameArrives, startTwoHosts } from "../engines/twoHosts.ts";
import {
  classicPaths,
  withEnvironmentFile,
  writtenStraight,
} from "../fixtures/classicOverlayFiles.ts";
import { memoryFile, memoryReader, type MemoryFiles } from "../fixtures/memoryFiles.ts";
import { snippetText } from "../fixtures/snippetText.ts";
import { ensureEngines } from "../setup/engines.ts";

await ensureEngines();
const data = await loadOptionData();
const dropIn = "/etc/systemd/system/docker.service.d/overlay.conf";
const { signal } = new AbortController();

async function gather(files: MemoryFiles, path: string, release: string): Promise<Configuration> {
  const version = parseEngineVersion(release);
  assert.ok(version);
  const file = memoryFile(files, path);
  return gatherConfiguration(file, memoryReader(files), { version, data }, signal);
}

/** `severity code token` of all that is said about a file. */
async function findings(
  files: MemoryFiles,
  path: string,
  release: string,
): Promise<readonly string[]> {
  const configuration = await gather(files, path, release);
  // Neither interface of the tutorials exists here.
  const problems = diagnose(configuration, memoryFile(files, path), {
    machine: { interfaces: ["eth0", "eth1"] },
  });
  const text = files[path] ?? "";
  return problems.map(
    ({ severity, code, range }) => `${severity} ${code} ${text.slice(range.start, range.end)}`,
  );
}

/** The lines of a snippet, its places filled in. */
function written(
  kind: ConfigFileKind,
  prefix: string,
  values: Readonly<Record<string, string>>,
): string {
  const version = parseEngineVersion("20.10.24");
  assert.ok(version);
  const snippet = snippetsFor(kind, version).find((one) => one.prefix === prefix);
  assert.ok(snippet, prefix);
  return `${snippetText(snippet.body, values)}\n`;
}

/** What Debian's package installs, in short. */
const packaged: MemoryFiles = {
  [classicPaths.unit]: `[Service]
Type=notify
ExecStart=/usr/sbin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock
`,
  "/usr/lib/systemd/system/docker.socket": "[Socket]\nListenStream=/run/docker.sock\n",
};

const places = { 2: "etcd", 3: `${hostAddresses[0]}:${storePort}`, 4: "eth1", 5: "2376" };

/** The two shapes in which our snippets write the set-up. */
const shapes: Readonly<Record<string, MemoryFiles>> = {
  "with an environment file": {
    ...packaged,
    [dropIn]: written("dropIn", "overlay-environment-file", {}).replace(
      "EnvironmentFile=-/etc/sysconfig/docker",
      `EnvironmentFile=-${classicPaths.options}`,
    ),
    [classicPaths.options]: written("environment", "overlay-environment-file", places),
  },
  "with options in ExecStart=": {
    ...packaged,
    [dropIn]: written("dropIn", "overlay-options", places),
  },
};

/** What dockerd gets, but for what systemd and the packages provide on a real host, and the harness here. */
async function flagsOf(files: MemoryFiles): Promise<readonly string[]> {
  const { commands } = await gather(files, dropIn, "20.10.24");
  const words = commands.flatMap((command) => command.words.map(({ text }) => text));
  const flags = words.filter((word) => word.startsWith("--cluster-"));
  const rest = words.filter((word) => !flags.includes(word));
  assert.deepEqual(rest, ["-H", "fd://", "--containerd=/run/containerd/containerd.sock"]);
  return flags;
}

/** Hosts of a store tell each other of a new network a moment after it is made. */
async function networkArrives(engine: TestEngine, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const names = await engine.docker("network", "ls", "--format", "{{.Name}}");
    if (names.split("\n").includes(name)) return;
    assert.ok(attempt < 100, `${name} is not seen on the other host.`);
    await delay(100);
  }
}

async function crossesBetweenHosts(flags: readonly string[]): Promise<void> {
  const stored = Promise.withResolvers<AsyncDisposable>();
  await using owned = new AsyncDisposableStack();
  const two = await startTwoHosts({
    name: "docker-20.10",
    flags,
    furnish: async (end, host) => {
      if (end === 0) {
        startKeyValueStore(host, hostAddresses[0]).then(stored.resolve, stored.reject);
      }
      await stored.promise;
    },
  });
  owned.use(await stored.promise);
  owned.use(two);
  const [first, second] = two.hosts;
  await first.docker("network", "create", "--driver", "overlay", "ov_net1");
  await networkArrives(second, "ov_net1");
  await first.docker("run", "-itd", "--name", "bbbox1", "--network", "ov_net1", "busybox");
  await second.docker("run", "-itd", "--name", "bbbox2", "--network", "ov_net1", "busybox");
  await nameArrives(first, "bbbox1", "bbbox2");
  const across = await first.docker("exec", "bbbox1", "ping", "-c", "2", "bbbox2");
  assert.match(across, /2 packets received|2 received/);
  const out = await first.docker("exec", "bbbox1", "ping", "-c", "2", first.outsideName);
  assert.match(out, /2 packets received|2 received/);
}

suite("the classic overlay", { concurrency: 1 }, () => {
  test("as people write it has its mistakes found", async () => {
    const { unit, options } = classicPaths;
    assert.deepEqual(await findings(withEnvironmentFile, unit, "20.10.24"), [
      "information packagedUnit [Unit]",
      "warning misspelledVariable $DOCKER_OPTS",
      // The backslash at the end of ExecStart= makes the next line a part of it, with which dockerd does
      // not start.
      "error swallowedLine ExecReload=/bin/kill -s HUP $MAINPID",
    ]);
    assert.deepEqual(await findings(withEnvironmentFile, options, "20.10.24"), [
      "warning misspelledVariable OPTIONS",
      "warning literalContinuation \\",
      "warning distributionOption --signature-verification",
      "warning strayWord \\ ",
      "warning optionDeprecated --cluster-store",
      "warning optionDeprecated --cluster-advertise",
    ]);
    assert.deepEqual(await findings(writtenStraight, unit, "20.10.24"), [
      "information packagedUnit [Unit]",
      "warning tcpWithoutTls tcp://0.0.0.0:2375",
      "warning optionDeprecated --cluster-store",
      "warning optionDeprecated --cluster-advertise",
      "error missingInterface enp3s0",
    ]);
  });

  test("as people write it is refused for an engine without it", async () => {
    const { unit } = classicPaths;
    const said = await findings(writtenStraight, unit, "28.5.2");
    assert.deepEqual(
      said.filter((finding) => finding.includes(" optionRemoved ")),
      ["error optionRemoved --cluster-store", "error optionRemoved --cluster-advertise"],
    );
  });

  for (const [shape, files] of Object.entries(shapes)) {
    test(`as our snippets write it, ${shape}, has none and crosses`, async () => {
      for (const path of [dropIn, classicPaths.options].filter((one) => one in files)) {
        const said = await findings(files, path, "20.10.24");
        assert.deepEqual(
          said.filter((finding) => !/^information |^warning optionDeprecated /.test(finding)),
          [],
        );
      }
      await crossesBetweenHosts(await flagsOf(files));
    });

    test(`as our snippets write it, ${shape}, is refused for an engine without it`, async () => {
      const [path = dropIn] = [classicPaths.options, dropIn].filter((one) => one in files);
      const said = await findings(files, path, "28.5.2");
      assert.deepEqual(
        said.filter((finding) => finding.startsWith("error optionRemoved")).length,
        2,
        said.join("\n"),
      );
    });
  }
});
