// Runs one command, given as words and never as a line for a shell, in a terminal that one sees.
import { access } from "node:fs/promises";
import * as vscode from "vscode";

/** Runs the command as root and resolves with its exit code; undefined where it was ended from outside. */
export async function runAsRoot(
  name: string,
  words: readonly string[],
): Promise<number | undefined> {
  const [program = "", ...rest] = await withSudo(words);
  const execution = new vscode.ProcessExecution(program, rest, { cwd: "/" });
  const scope = vscode.TaskScope.Workspace;
  const task = new vscode.Task({ type: "process" }, scope, name, "Portolan", execution, []);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: true,
    clear: false,
  };
  return exitCodeOf(task);
}

/** Someone who is root needs no sudo; where there is none, systemd asks for the password itself. */
async function withSudo(words: readonly string[]): Promise<readonly string[]> {
  if (process.getuid?.() === 0) return words;
  const hasSudo = await access("/usr/bin/sudo").then(
    () => true,
    () => false,
  );
  return hasSudo ? ["sudo", "--", ...words] : words;
}

async function exitCodeOf(task: vscode.Task): Promise<number | undefined> {
  const listening: vscode.Disposable[] = [];
  try {
    // It may end before the promise of its start resolves, so that all that ends meanwhile is kept.
    const ended = new Map<vscode.TaskExecution, number | undefined>();
    let notice: () => void = () => undefined;
    listening.push(
      vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        ended.set(execution, exitCode);
        notice();
      }),
      // A task whose program can't be started has no process that ends.
      vscode.tasks.onDidEndTask(({ execution }) => {
        if (!ended.has(execution)) ended.set(execution, undefined);
        notice();
      }),
    );
    const execution = await vscode.tasks.executeTask(task);
    await new Promise<void>((resolve) => {
      notice = () => {
        if (ended.has(execution)) resolve();
      };
      notice();
    });
    return ended.get(execution);
  } finally {
    vscode.Disposable.from(...listening).dispose();
  }
}
