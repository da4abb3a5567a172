// Runs the integration suites in a real extension host: `node test/host/runHost.ts [SUITE…]`.
// The extension is what `npm run build` made. Logs of a failed suite are kept in out/host/SUITE.
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { PassThrough } from "node:stream";
import { createInterface } from "node:readline";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { build } from "esbuild";
import { startEngine } from "../engines/testEngine.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { quietSettings, writeSettings } from "../setup/workbenchServer.ts";
import { filesVariable, parseSummary, summary } from "./report.ts";
import { type Suite, suites } from "./suites.ts";

const projectFolder = path.join(import.meta.dirname, "../..");
const outFolder = path.join(projectFolder, "out/host");

interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly exitCode: number;
}

process.exitCode = await main(process.argv.slice(2));

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) throw new Error(`No such suite: ${unknown.join(", ")}`);
  const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  await bundleTests();
  const results: SuiteResult[] = [];
  for (const suite of chosen) results.push(await runSuite(suite));
  const sum = (key: keyof SuiteResult): number =>
    results.reduce((total, result) => total + result[key], 0);
  console.log(summary(sum("passed"), sum("failed")));
  return sum("exitCode") === 0 ? 0 : 1;
}

/** VS Code loads CommonJS; `vscode` is its own, and mocha must be one and the same for all files. */
async function bundleTests(): Promise<void> {
  const files = new Set(suites.flatMap((suite) => suite.files));
  await build({
    entryPoints: ["index.ts", ...files].map((file) => path.join(import.meta.dirname, file)),
    outdir: outFolder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode", "mocha"],
    // jsonc-parser's other form asks for its parts in a way that no bundler can follow.
    mainFields: ["module", "main"],
    // The shipped bundle: the package itself brings native parts that nothing of ours needs.
    alias: { dockerode: path.join(projectFolder, "dist/dockerode.cjs") },
    logLevel: "warning",
  });
}

async function runSuite(suite: Suite): Promise<SuiteResult> {
  console.log(`\n${suite.name}`);
  await using folder = await makeTemporaryFolder();
  await using engine = suite.engine === undefined ? undefined : await startEngine(suite.engine);
  const place = (name: string): string => path.join(folder.path, name);
  await prepareFolders(suite, place);
  const env = {
    ...(engine ? { DOCKER_HOST: engine.address } : {}),
    ...suite.env,
    [filesVariable]: JSON.stringify(suite.files.map(bundleOf)),
  };
  const output = new PassThrough();
  const counts = countTests(output);
  const exitCode = await runTests({
    vscodeExecutablePath: await writeLauncher(place("code")),
    extensionDevelopmentPath: projectFolder,
    extensionTestsPath: path.join(outFolder, "index.cjs"),
    extensionTestsEnv: env,
    launchArgs: [
      path.join(place("workspace"), suite.workspaceFile ?? ""),
      `--user-data-dir=${place("data")}`,
      `--extensions-dir=${place("extensions")}`,
      ...(suite.workspaceTrust === "enabled" ? ["--enable-workspace-trust"] : []),
    ],
    stdout: output,
  }).catch(exitCodeOf);
  output.end();
  if (exitCode !== 0) await keepLogs(suite, place("data"));
  return { ...(await counts), exitCode };
}

async function prepareFolders(suite: Suite, place: (name: string) => string): Promise<void> {
  for (const name of ["workspace", "extensions"] as const) {
    await mkdir(place(name));
    const fixture = suite[name];
    if (fixture === undefined) continue;
    await cp(path.join(projectFolder, "test/fixtures", fixture), place(name), { recursive: true });
  }
  await writeSettings(place("data"), {
    user: { ...quietSettings, ...suite.settings },
    machine: suite.machineSettings ?? {},
  });
}

function bundleOf(file: string): string {
  return path.join(outFolder, file.replace(/\.ts$/, ".cjs"));
}

/** An executable that runs our launcher with our Node. */
async function writeLauncher(file: string): Promise<string> {
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const launcher = path.join(import.meta.dirname, "launcher.ts");
  const command = `exec ${quote(process.execPath)} ${quote(launcher)} "$@"`;
  await writeFile(file, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
  return file;
}

/** Shows the output of a suite and takes the counts from its closing line. */
async function countTests(output: PassThrough): Promise<Omit<SuiteResult, "exitCode">> {
  let counts = { passed: 0, failed: 0 };
  for await (const line of createInterface(output)) {
    const read = parseSummary(line);
    if (read) counts = read;
    else console.log(line);
  }
  return counts;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof TestRunFailedError) return error.code ?? 1;
  throw error;
}

async function keepLogs(suite: Suite, dataFolder: string): Promise<void> {
  const folder = path.join(outFolder, suite.name);
  await rm(folder, { recursive: true, force: true });
  await cp(path.join(dataFolder, "logs"), folder, { recursive: true });
  console.log(`The logs are in ${path.relative(projectFolder, folder)}.`);
}
