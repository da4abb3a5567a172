// What the Testing view would show of runs of checks, noted as lines.
import * as vscode from "vscode";
import type { RunController } from "../../src/ui/checks/checkRuns.ts";

type ShownRun = ReturnType<RunController["createTestRun"]>;

/** A run that notes `outcome item: message (expected → actual) at line` for each item, in `lines`. */
export function notingRun(lines: string[], token: vscode.CancellationToken): ShownRun {
  const note =
    (word: string) =>
    (item: vscode.TestItem, message?: unknown): void => {
      const messages = Array.isArray(message) ? message : [message];
      lines.push([`${word} ${item.label}`, ...messages.flatMap(textOf)].join(": "));
    };
  return {
    ...{ enqueued: () => undefined, started: () => undefined, appendOutput: () => undefined },
    ...{ passed: note("passed"), failed: note("failed") },
    ...{ errored: note("errored"), skipped: note("skipped") },
    ...{ end: () => undefined, token },
  };
}

function textOf(message: unknown): readonly string[] {
  if (!(message instanceof vscode.TestMessage)) return [];
  const { expectedOutput, actualOutput } = message;
  const diff = expectedOutput === undefined ? "" : ` (${expectedOutput} → ${actualOutput ?? ""})`;
  const line = message.location?.range.start.line;
  const text =
    typeof message.message === "string" ? message.message : asShown(message.message.value);
  return [`${text}${diff} at ${line ?? "nowhere"}`];
}

/** Runs that somebody waits for, one after the other. */
export class NotedRuns implements RunController {
  readonly items: vscode.TestItemCollection;
  readonly #ended: (readonly string[])[] = [];
  readonly #requests = new Set<vscode.TestRunRequest>();
  #wake: (() => void) | undefined;

  constructor(items: vscode.TestItemCollection) {
    this.items = items;
  }

  /** VS Code shows the first run of a request only. */
  createTestRun(request: vscode.TestRunRequest): ShownRun {
    if (this.#requests.has(request)) throw new Error("This request has had its run.");
    this.#requests.add(request);
    const lines: string[] = [];
    const run = notingRun(lines, new vscode.CancellationTokenSource().token);
    const end = (): void => {
      this.#ended.push([...lines].sort());
      this.#wake?.();
    };
    return { ...run, end };
  }

  /** How many runs have ended that nobody has waited for. */
  get left(): number {
    return this.#ended.length;
  }

  /** The lines of the next run, sorted, when it has ended. */
  async next(): Promise<readonly string[]> {
    for (;;) {
      const first = this.#ended.shift();
      if (first !== undefined) return first;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** Markdown without what only keeps texts of others from being more than text. */
function asShown(markdown: string): string {
  return markdown.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
}
