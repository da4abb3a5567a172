// Our verdict on daemon.json files against that of the real daemon, which only checks them here.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { suite, test } from "node:test";
import { membersOf, parseDaemonJson } from "../../src/daemonConfig/syntax/daemonJson.ts";
import { daemonJsonProblems } from "../../src/daemonConfig/rules/daemonJsonRules.ts";
import {
  parseEngineVersion,
  type EngineVersion,
} from "../../src/daemonConfig/options/engineVersion.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import type { Problem } from "../../src/daemonConfig/rules/problem.ts";
import { daemonJsonFiles } from "../fixtures/daemonJsonFiles.ts";
import { ensureEngines } from "../setup/engines.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";

const fileCount = 1_000;
const seed = 20261124;

const data = await loadOptionData();
const { engineRoot } = await ensureEngines();

/** The daemon lives in a root of its own, and runs as nobody: it must not be able to start. */
const dockerd = ["chroot", "--userspec=65534:65534", engineRoot, "/usr/sbin/dockerd"];

interface Answer {
  readonly isRefused: boolean;
  readonly words: string;
}

async function run(args: readonly string[]): Promise<Answer> {
  const [program = "", ...rest] = [...dockerd, ...args];
  const env = { PATH: process.env["PATH"], HOME: "/nonexistent" };
  const child = spawn(program, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { isRefused: code !== 0, words: `${errors}${output}`.trim().slice(0, 300) };
}

async function versionOf(): Promise<EngineVersion> {
  const { words } = await run(["--version"]);
  const version = parseEngineVersion(/version (\S+),/.exec(words)?.[1] ?? "");
  assert.ok(version, words);
  return version;
}

function problemsOf(file: string, version: EngineVersion): readonly Problem[] {
  const context = { uri: "file:///daemon.json", text: file, version, data };
  return daemonJsonProblems(parseDaemonJson(file), context);
}

/** `--validate` looks for key files, users, a program and the kernel's scheduler: a linter must not. */
const ofTheMachine = ["tls", "tlsverify", "userns-remap", "userland-proxy-path"].concat([
  "userland-proxy",
  "cpu-rt-period",
  "cpu-rt-runtime",
]);

/** Undefined for what the daemon would judge by the machine, or find only when it starts. */
function verdict(file: string, problems: readonly Problem[]): boolean | undefined {
  const errors = problems.filter(({ severity }) => severity === "error");
  const isLate = (problem: Problem): boolean =>
    problem.code === "runtimeWithoutPath" ||
    problem.code === "runtimeParts" ||
    ("stage" in problem && problem.stage === "start");
  if (errors.some((problem) => !isLate(problem))) return true;
  const inner = membersOf(parseDaemonJson(file)).flatMap(({ key, value }) => [
    key,
    ...(value.kind === "object" ? value.members.map((member) => member.key) : []),
  ]);
  return inner.some((key) => ofTheMachine.includes(key)) ? undefined : false;
}

function nextOf(files: Iterator<string, unknown>): string {
  const next = files.next();
  assert.ok(next.done !== true);
  return next.value;
}

suite("dockerd and we agree on daemon.json files", () => {
  test("of docker-28.5", { timeout: 600_000 }, async (context) => {
    await using folder = await makeTemporaryFolder(path.join(engineRoot, "tmp"));
    await chmod(folder.path, 0o755);
    const inRoot = path.join("/", path.relative(engineRoot, folder.path));
    const version = await versionOf();
    const counts = { accepted: 0, refused: 0 };
    const disagreements: string[] = [];
    const files = daemonJsonFiles(data, seed);
    const judge = async (name: string): Promise<void> => {
      while (counts.accepted + counts.refused < fileCount) {
        const file = nextOf(files);
        const problems = problemsOf(file, version);
        const isRefused = verdict(file, problems);
        if (isRefused === undefined) continue;
        counts[isRefused ? "refused" : "accepted"]++;
        await writeFile(path.join(folder.path, name), file);
        const answer = await run(["--validate", `--config-file=${path.join(inRoot, name)}`]);
        if (answer.isRefused === isRefused) continue;
        const ours = problems.map(({ code, args }) => `${code} ${JSON.stringify(args)}`);
        disagreements.push(`${file}\n  ours: ${ours.join("; ")}\n  dockerd: ${answer.words}`);
      }
    };
    await Promise.all([judge("one.json"), judge("two.json")]);
    context.diagnostic(`${counts.accepted} accepted, ${counts.refused} refused`);
    assert.deepEqual(disagreements, []);
  });
});
