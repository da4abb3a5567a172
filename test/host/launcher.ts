// Stands where @vscode/test-electron expects the VS Code executable: takes its arguments, runs the
// tests in VS Code's server and a headless browser, or in the desktop build that PORTOLAN_VSCODE
// names, prints what the tests report, and exits with their result.
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { runInDesktop } from "./desktopHost.ts";
import { summary } from "./report.ts";
import { listenForReport } from "./reportListener.ts";
import { runInServer } from "./serverHost.ts";

/** What either kind of VS Code is told. */
export interface HostArguments {
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly workspaceTrust: "enabled" | "disabled";
  /** A folder, or a file that names several. */
  readonly workspace: string;
  /** Variables for the extension host, besides ours. */
  readonly env: NodeJS.ProcessEnv;
}

/** A VS Code that runs the tests until it is disposed of. */
export interface RunningHost extends AsyncDisposable {
  /** Resolves when VS Code has ended, well or not, with words for it. */
  readonly ended: Promise<string>;
}

const limitMs = 10 * 60_000;

process.exitCode = await launch(parseHostArguments(process.argv.slice(2)));

async function launch(args: HostArguments): Promise<number> {
  await using report = await listenForReport(path.join(args.dataFolder, "report.sock"));
  const desktop = process.env["PORTOLAN_VSCODE"] ?? "";
  const withReport = { ...args, env: report.env };
  await using host = await (desktop === ""
    ? runInServer(withReport)
    : runInDesktop(desktop, withReport));
  const patience = new AbortController();
  const outcome = await Promise.race([
    report.result,
    host.ended,
    delay(limitMs, "it took too long", { signal: patience.signal }),
  ]);
  patience.abort();
  if (typeof outcome === "string") {
    console.log(`The tests did not come to an end: ${outcome}.`);
    return 2;
  }
  console.log(summary(outcome.passed, outcome.failed));
  if (outcome.passed + outcome.failed === 0) console.log("There are no tests.");
  return outcome.failed === 0 && outcome.passed > 0 ? 0 : 1;
}

function parseHostArguments(argv: readonly string[]): HostArguments {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    strict: false,
    options: {
      extensionDevelopmentPath: text,
      extensionTestsPath: text,
      "user-data-dir": text,
      "extensions-dir": text,
    },
  });
  const required = (name: string): string => {
    const value = values[name];
    if (typeof value !== "string") throw new Error(`--${name} is missing.`);
    return value;
  };
  const [workspace] = positionals;
  if (workspace === undefined) throw new Error("The folder to open is missing.");
  return {
    extensionDevelopmentPath: required("extensionDevelopmentPath"),
    extensionTestsPath: required("extensionTestsPath"),
    dataFolder: required("user-data-dir"),
    extensionsFolder: required("extensions-dir"),
    // runTests always disables it, so that the wish to have it needs a flag of its own.
    workspaceTrust: values["enable-workspace-trust"] === true ? "enabled" : "disabled",
    workspace,
    env: {},
  };
}
