#!/usr/bin/env node
// The `portolan` command line: reads the words, calls what does the work, and decides the exit code.
import path from "node:path";
import { parseArgs } from "node:util";
import { english } from "../base/translate.ts";
import { parseEngineVersion, type EngineVersion } from "../daemonConfig/options/engineVersion.ts";
import { loadOptionData, type OptionData } from "../daemonConfig/options/optionData.ts";
import { checkFormats } from "./checkFormats.ts";
import { configFilesIn, UnreadableInput } from "./configFilesIn.ts";
import { lint } from "./lint.ts";
import { formatReport, lintFormats, type LintFormat } from "./lintFormats.ts";
import { ownPackage } from "./ownPackage.ts";
import { UsageError } from "./usageError.ts";

const usage = `Usage:
  portolan lint PATH… [--engine-version V] [--root FOLDER] [--format ${lintFormats.join("|")}]
      Judges the files that configure a Docker daemon: docker.service, its drop-ins, docker.socket,
      sysconfig and default files, daemon.json. Of a folder, all that are in it.
      --engine-version  the release of the Docker Engine that they are for; the newest one if left out
      --root            a folder that is / to the files in it
      Exit code: 0 without errors, 1 with errors, 2 where something could not be read.
  portolan check FILE… [--host ADDRESS] [--format ${checkFormats.join("|")}]
                 [--helper-image IMAGE] [--room-helper] [--outside ADDRESS[:PORT]]
      Runs the network checks of network-checks.yaml files against a Docker engine.
      --host          its address, or the name of a Docker context; the client's own choice if left out
      --helper-image  an image that the engine has, for containers without the tools
      --room-helper   lets a helper with SYS_ADMIN and NET_ADMIN make the host forget neighbors, where
                      questions want more than it remembers; without it, rounds wait a minute
      --outside       what stands for the internet
      Exit code: 0 where all is as expected, 1 where something is not, 2 where something could not be run.
  portolan language-server --stdio
      The same help for an editor that speaks the Language Server Protocol.
  portolan --version
`;

// No await at the top: what ships is CommonJS, which has none.
void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});

async function main(words: readonly string[]): Promise<number> {
  try {
    return await run(words);
  } catch (error) {
    if (error instanceof UnreadableInput) {
      process.stderr.write(`portolan: ${error.message}\n`);
      return 2;
    }
    if (!isUsageError(error)) throw error;
    process.stderr.write(`portolan: ${error.message}\n\n${usage}`);
    return 2;
  }
}

async function run([command, ...words]: readonly string[]): Promise<number> {
  if (words.includes("--help")) return run(["--help"]);
  switch (command) {
    case "lint":
      return runLint(words);
    case "check":
      return (await import("./checkCommand.ts")).runCheckCommand(words);
    case "language-server":
      return runLanguageServer(words);
    case "--version":
      process.stdout.write(`${(await ownPackage()).version}\n`);
      return 0;
    case "help":
    case "--help":
    case "-h":
      process.stdout.write(usage);
      return 0;
    case undefined:
      throw new UsageError("A command is missing.");
    default:
      throw new UsageError(`There is no command "${command}".`);
  }
}

async function runLint(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: {
      "engine-version": { type: "string" },
      format: { type: "string", default: "text" },
      root: { type: "string" },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new UsageError("lint needs a path.");
  const format = formatNamed(values.format);
  const data = await loadOptionData();
  const version = versionNamed(values["engine-version"], data);
  const root = values.root === undefined ? undefined : path.resolve(values.root);
  const inputs = await configFilesIn(positionals);
  const { signal } = new AbortController();
  const findings = await lint(inputs, { version, data, root, translate: english }, signal);
  const report = { findings, fileCount: inputs.length, toolVersion: (await ownPackage()).version };
  process.stdout.write(formatReport(report, format));
  return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}

async function runLanguageServer(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { stdio: { type: "boolean" } } });
  if (values.stdio !== true) throw new UsageError("language-server speaks over --stdio only.");
  const { serveLanguage } = await import("./languageServer.ts");
  return serveLanguage();
}

function formatNamed(name: string): LintFormat {
  const format = lintFormats.find((one) => one === name);
  if (format !== undefined) return format;
  throw new UsageError(`There is no format "${name}".`);
}

function versionNamed(text: string | undefined, data: OptionData): EngineVersion {
  const version = parseEngineVersion(text ?? data.newestEngine);
  if (version !== undefined) return version;
  throw new UsageError(`"${text ?? ""}" is not the version of a Docker Engine, such as 28.5.2.`);
}

function isUsageError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return error instanceof UsageError || code.startsWith("ERR_PARSE_ARGS");
}
