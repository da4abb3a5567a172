// Runs commands, given as words and never as a line for a shell, in a terminal that one sees.
import { access } from "node:fs/promises";
import * as vscode from "vscode";
import { oneAfterTheOther } from "../../daemonConfig/applyPlan.ts";

/**
 * Runs commands as root, one after the other until one fails, and resolves with the last exit code;
 * undefined where they were ended from outside. All run in one terminal, which asks for one password.
 */
export async function runAsRoot(
  name: string,
  commands: readonly (readonly string[])[],
): Promise<number | undefined> {
  closeEarlier(name);
  const [program = "", ...rest] = await withSudo(oneAfterTheOther(commands));
  const execution = new vscode.ProcessExecution(program, rest, { cwd: "/" });
  const scope = vscode.TaskScope.Workspace;
  const task = new vscode.Task({ type: "process" }, scope, name, "Portolan", execution, []);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: true,
    clear: false,
    // The shell shows each command as it runs it.
    echo: false,
    showReuseMessage: false,
  };
  return exitCodeOf(task);
}

/** VS Code would open another terminal beside that of an earlier run which has failed. */
function closeEarlier(name: string): void {
  for (const terminal of vscode.window.terminals) {
    if (terminal.name.startsWith(name)) terminal.dispose();
  }
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
