// Our verdict on dockerd's command lines against that of the real daemons, which only parse here.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { suite, test } from "node:test";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseCommandFlags } from "../../src/daemonConfig/options/commandFlags.ts";
import { parseEngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import type { CommandFlags, FlagProblem } from "../../src/daemonConfig/options/flagUses.ts";
import type { EngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import { ensureEngines } from "../setup/engines.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { flagLines } from "../fixtures/flagLines.ts";

const lineCount = 2_000;
const seed = 20261124;

interface Answer {
  readonly isRefused: boolean;
  readonly words: string;
}

interface Oracle {
  readonly version: EngineVersion;
  /** Undefined for what the daemon would judge by the machine that it runs on. */
  verdict(flags: CommandFlags): boolean | undefined;
  ask(line: readonly string[], flags: CommandFlags): Promise<Answer>;
}

const data = await loadOptionData();
const { engineRoot } = await ensureEngines();
await using folder = await makeTemporaryFolder();
const configFile = path.join(folder.path, "daemon.json");
await writeFile(configFile, "{}");

/** A program that must not be able to start a daemon whatever it makes of its words. */
const nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];
const old = ["setpriv", ...nobody, "/usr/sbin/dockerd", `--config-file=${configFile}`];
const recent = ["chroot", "--userspec=65534:65534", engineRoot, "/usr/sbin/dockerd"];

async function run(argv: readonly string[]): Promise<Answer> {
  const [program = "", ...args] = argv;
  const env = { PATH: process.env["PATH"], HOME: "/nonexistent" };
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { isRefused: code !== 0, words: `${errors}${output}`.trim().slice(0, 300) };
}

async function versionOf(argv: readonly string[]): Promise<EngineVersion> {
  const { words } = await run([...argv, "--version"]);
  const version = parseEngineVersion(/version (\S+),/.exec(words)?.[1] ?? "");
  assert.ok(version, words);
  return version;
}

/** What dockerd finds only after it has looked for `--help` and `--version`. */
function isAboutWords({ code }: FlagProblem): boolean {
  return ["strayWord", "separateBoolean", "typographicDash"].includes(code);
}

function errorsIn(flags: CommandFlags, ...stages: readonly string[]): readonly FlagProblem[] {
  return flags.problems.filter(
    (problem) => problem.severity === "error" && stages.includes(problem.stage),
  );
}

function uses(flags: CommandFlags, ...names: readonly string[]): boolean {
  return flags.uses.some((use) => names.includes(use.option.name));
}

/** The older engine has no `--validate`: asked for its version, it parses its flags and no more. */
async function oldOracle(): Promise<Oracle> {
  const isBare = (flags: CommandFlags): boolean =>
    flags.problems.some((problem) => isAboutWords(problem) || problem.code === "singleDashOption");
  return {
    version: await versionOf(old),
    // Without `--version`, only who runs it keeps the daemon from starting, and this option lets anybody.
    verdict: (flags) =>
      isBare(flags) && uses(flags, "rootless", "help", "version")
        ? undefined
        : errorsIn(flags, "parse").length > 0,
    async ask(line, flags) {
      if (!isBare(flags)) return run([...old, "--version", ...line]);
      // `--version` is answered before stray words are found.
      const { words } = await run([...old, ...line]);
      return { isRefused: /Status: |accepts no argument|^panic: /m.test(words), words };
    },
  };
}

async function recentOracle(): Promise<Oracle> {
  return {
    version: await versionOf(recent),
    verdict(flags) {
      if (uses(flags, "help", "version")) {
        return errorsIn(flags, "parse").some((problem) => !isAboutWords(problem));
      }
      if (errorsIn(flags, "parse", "validate").length > 0) return true;
      return uses(flags, ...ofTheMachine) ? undefined : false;
    },
    // The root that it runs in has no configuration file of its own, and reads this empty one.
    ask: (line) => run([...recent, "--config-file=/dev/null", "--validate", ...line]),
  };
}

function nextOf(lines: Iterator<readonly string[], unknown>): readonly string[] {
  const next = lines.next();
  assert.ok(next.done !== true);
  return next.value;
}

/** `--validate` looks for key files, users, a program and the kernel's scheduler: a linter must not. */
const ofTheMachine = ["tls", "tlsverify", "userns-remap", "userland-proxy-path"].concat([
  "cpu-rt-period",
  "cpu-rt-runtime",
]);

suite("dockerd and we agree on command lines", { concurrency: 1 }, () => {
  for (const [name, makeOracle] of [
    ["docker-20.10", oldOracle],
    ["docker-28.5", recentOracle],
  ] as const) {
    test(`of ${name}`, { timeout: 600_000 }, async (context) => {
      const oracle = await makeOracle();
      const counts = { accepted: 0, refused: 0 };
      const disagreements: string[] = [];
      const lines = flagLines(data, seed);
      const judge = async (): Promise<void> => {
        while (counts.accepted + counts.refused < lineCount) {
          const line: readonly string[] = nextOf(lines);
          const flags = parseCommandFlags(
            line.map((word) => ({ text: word })),
            oracle.version,
            data,
          );
          const isRefused = oracle.verdict(flags);
          if (isRefused === undefined) continue;
          counts[isRefused ? "refused" : "accepted"]++;
          const answer = await oracle.ask(line, flags);
          if (answer.isRefused === isRefused) continue;
          const ours = flags.problems.map(
            ({ code, token, detail }) => `${code} ${token} ${detail}`,
          );
          disagreements.push(
            `${JSON.stringify(line)}\n  ours: ${ours.join("; ")}\n  dockerd: ${answer.words}`,
          );
        }
      };
      await Promise.all([judge(), judge()]);
      context.diagnostic(`${counts.accepted} accepted, ${counts.refused} refused`);
      assert.deepEqual(disagreements, []);
    });
  }
});
