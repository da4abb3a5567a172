// Our verdict on options that stand on the command line and in daemon.json, against that of the real daemons.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { suite, test } from "node:test";
import { optionState, loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import {
  formatEngineVersion,
  parseEngineVersion,
  type EngineVersion,
} from "../../src/daemonConfig/options/engineVersion.ts";
import type { DaemonOption } from "../../src/daemonConfig/options/optionRecords.ts";
import { keyValues, recordValues } from "../fixtures/daemonJsonValues.ts";
import { valuesFor } from "../fixtures/flagValuePools.ts";
import { ensureEngines } from "../setup/engines.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { problemsIn } from "../unit/configuredFiles.ts";

const data = await loadOptionData();
const { engineRoot } = await ensureEngines();

/** A daemon that reads its configuration and may do no more: the older one finds out that it is not root. */
interface Daemon {
  readonly argv: readonly string[];
  /** What it sees as its root. */
  readonly root: string;
}

const nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];
const daemons: ReadonlyMap<string, Daemon> = new Map([
  ["docker-20.10", { argv: ["setpriv", ...nobody, "/usr/sbin/dockerd"], root: "/" }],
  [
    "docker-28.5",
    {
      argv: ["chroot", "--userspec=65534:65534", engineRoot, "/usr/sbin/dockerd", "--validate"],
      root: engineRoot,
    },
  ],
]);

/** A command line and a file that go to one daemon. */
interface Pair {
  readonly words: readonly string[];
  readonly json: string;
}

async function run([program = "", ...args]: readonly string[]): Promise<string> {
  const env = { PATH: process.env["PATH"], HOME: "/nonexistent" };
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      resolve();
    });
  });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return `${errors}${output}`.trim();
}

async function versionOf({ argv }: Daemon): Promise<EngineVersion> {
  const words = await run([...argv.filter((word) => word !== "--validate"), "--version"]);
  const version = parseEngineVersion(/version (\S+),/.exec(words)?.[1] ?? "");
  assert.ok(version, words);
  return version;
}

/** Each option that both can say, in the same words, in other ones, and with nothing in the file. */
function pairsFor(version: EngineVersion): readonly Pair[] {
  const both = data.options.filter(
    (option) =>
      option.kind === "flag" &&
      option.jsonKey !== undefined &&
      option.name !== "config-file" &&
      optionState(option, version) === "usable",
  );
  return [...both.flatMap(pairsOf), ...odd];
}

function pairsOf(option: DaemonOption): readonly Pair[] {
  const { name, jsonKey = "" } = option;
  const [one = "x", other = one] = valuesFor(option).right;
  const [first = one, second = first] = keyValues(option).right;
  return [first, second, undefined].map((value) => ({
    words: [`--${name}=${value === first ? one : other}`],
    json: memberOf(jsonKey, value === undefined ? "null" : jsonOf(option, value)),
  }));
}

/** `proxies.http-proxy` is a key within another. */
function memberOf(key: string, value: string): string {
  const [inner = "", outer] = key.split(".").reverse();
  const member = `{"${inner}": ${value}}`;
  return outer === undefined ? member : `{"${outer}": ${member}}`;
}

function jsonOf(option: DaemonOption, value: string): string {
  const whole = recordValues.get(option.name) ?? recordValues.get(option.type ?? "");
  if (whole?.[0] !== undefined) return whole[0];
  if (option.type?.startsWith("int") === true) return value;
  const quoted = JSON.stringify(value);
  return option.isRepeatable ? `[${quoted}]` : quoted;
}

/** What is close to an option in both, and may not be one. */
const odd: readonly Pair[] = [
  { words: ["-D"], json: '{"debug": false}' },
  { words: ["--debug=false"], json: '{"debug": false}' },
  { words: ["-D"], json: '{"log-level": "debug"}' },
  { words: ["-D"], json: '{"unknown": {"debug": true}}' },
  { words: ["-D"], json: '{"log-opts": {"debug": "x"}}' },
  { words: ["-H", "fd://"], json: '{"hosts": []}' },
  { words: ["-H", "fd://"], json: '{"host": ["fd://"]}' },
  { words: ["--label=a=b"], json: '{"label": ["a=b"]}' },
  { words: ["--add-runtime=x=/x"], json: '{"runtimes": {"y": {"path": "/y"}}}' },
  { words: ["--mtu=1400", "--icc"], json: '{"icc": true, "mtu": 1400}' },
  { words: ["--dns=1.1.1.1"], json: '{"dns-search": ["x"]}' },
  { words: ["--tls"], json: '{"tlsverify": false}' },
];

const unitPath = "/etc/systemd/system/docker.service";

async function isRefusedByUs({ words, json }: Pair, release: string): Promise<boolean> {
  const unit = `[Service]\nType=notify\nExecStart=/usr/bin/dockerd ${words.join(" ")}\n`;
  const files = { [unitPath]: unit, "/etc/docker/daemon.json": json };
  const problems = await problemsIn(files, unitPath, release);
  return problems.some(({ code }) => code === "optionInBoth" || code === "hostsInBoth");
}

suite("dockerd and we agree on options in both places", () => {
  for (const [name, daemon] of daemons) {
    test(`of ${name}`, { timeout: 300_000 }, async (context) => {
      await using folder = await makeTemporaryFolder(path.join(daemon.root, "tmp"));
      await chmod(folder.path, 0o755);
      const file = path.join(folder.path, "daemon.json");
      const seen = path.join("/", path.relative(daemon.root, file));
      const version = await versionOf(daemon);
      const counts = { refused: 0, accepted: 0 };
      const disagreements: string[] = [];
      for (const pair of pairsFor(version)) {
        await writeFile(file, pair.json);
        const words = await run([...daemon.argv, `--config-file=${seen}`, ...pair.words]);
        // Over a proxy that is null it panics before it can say so.
        const isRefused = /specified both as a flag and in the configuration file|^panic: /m.test(
          words,
        );
        counts[isRefused ? "refused" : "accepted"] += 1;
        if (isRefused === (await isRefusedByUs(pair, formatEngineVersion(version)))) continue;
        disagreements.push(`${pair.words.join(" ")} ${pair.json}\n  dockerd: ${words.slice(-300)}`);
      }
      context.diagnostic(`${counts.refused} refused, ${counts.accepted} accepted`);
      assert.deepEqual(disagreements, []);
      assert.ok(counts.refused > 200, String(counts.refused));
    });
  }
});
