// Runs in the real extension host, where VS Code itself calls it: does and reads there what the
// benchmark outside asks for, one line of JSON at a time.
import { subscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { createRequire } from "node:module";
import { connect } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { ChildProcess } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as vscode from "vscode";
import { asRecord } from "../../src/model/json.ts";
import {
  emptyExtensionId,
  probeVariable,
  unitInWorkspace,
  type ProbeAnswers,
  type ProbeMethod,
} from "./probeMessages.ts";

const extensionId = "portolan.portolan";
/** So long nothing takes that still works. */
const limitMs = 30_000;
const focusCommand = "portolan.networks.focus";

/** Answers until the socket ends. VS Code calls this as the test run. */
export async function run(): Promise<void> {
  const started: ChildProcess[] = [];
  subscribe("child_process", (message) => {
    const child = asRecord(message)["process"];
    if (child instanceof ChildProcess && isOurDoing()) started.push(child);
  });
  const socket = connect(process.env[probeVariable] ?? "");
  await once(socket, "connect");
  for await (const line of createInterface(socket)) {
    const method: unknown = JSON.parse(line);
    const answer = await answerTo(method, started).catch((error: unknown) => ({
      error: String(error),
    }));
    socket.write(`${JSON.stringify(answer)}\n`);
  }
}

/** True where code of the extension is on the stack: VS Code starts processes of its own here. */
function isOurDoing(): boolean {
  const folder = vscode.extensions.getExtension(extensionId)?.extensionPath ?? extensionId;
  Error.stackTraceLimit = 100;
  return new Error("where are we").stack?.includes(folder) === true;
}

async function answerTo(
  method: unknown,
  started: readonly ChildProcess[],
): Promise<ProbeAnswers[ProbeMethod]> {
  switch (method) {
    case "activate":
      return { ms: await activate(extensionId) };
    case "activateEmpty":
      return { ms: await activate(emptyExtensionId) };
    case "focus": {
      const date = Date.now();
      await vscode.commands.executeCommand(focusCommand);
      return { date };
    }
    case "openUnit":
      return { ms: await openUnit() };
    case "look":
      return look(started.map(({ spawnargs }) => spawnargs.join(" ")));
    default:
      throw new Error(`The probe cannot ${String(method)}.`);
  }
}

async function activate(id: string): Promise<number> {
  const extension = vscode.extensions.getExtension(id);
  if (extension === undefined) throw new Error(`${id} is not installed.`);
  if (extension.isActive) throw new Error(`${id} is active already.`);
  const start = performance.now();
  await extension.activate();
  return performance.now() - start;
}

async function openUnit(): Promise<number> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("There is no workspace.");
  const uri = vscode.Uri.joinPath(folder.uri, unitInWorkspace);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const limit = setTimeout(() => {
    reject(new Error("There are no diagnostics."));
  }, limitMs);
  const listening = vscode.languages.onDidChangeDiagnostics(() => {
    const isOurs = ({ source }: vscode.Diagnostic): boolean => source === "Portolan";
    if (vscode.languages.getDiagnostics(uri).some(isOurs)) resolve(performance.now());
  });
  const start = performance.now();
  await vscode.window.showTextDocument(uri);
  try {
    return (await promise) - start;
  } finally {
    clearTimeout(limit);
    listening.dispose();
  }
}

/** The extension's files among all modules of this process. */
function loadedFiles(): readonly string[] {
  const folder = vscode.extensions.getExtension(extensionId)?.extensionPath ?? extensionId;
  const files = Object.keys(createRequire(__filename).cache);
  return files.filter((file) => file.startsWith(folder)).map((file) => path.basename(file));
}

function look(processes: readonly string[]): ProbeAnswers["look"] {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  const isActive = vscode.extensions.getExtension(extensionId)?.isActive === true;
  return { heap: heapUsed, rss, processes, loaded: loadedFiles(), isActive };
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect !== "function") throw new Error("There is no gc().");
  // What one collection finalizes, the next one frees.
  for (let count = 0; count < 3; count += 1) Reflect.apply(collect, undefined, []);
}
