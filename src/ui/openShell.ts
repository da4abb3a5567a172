// A shell in a container, inside VS Code's own terminal, over the engine's API: no docker client needed.
import * as vscode from "vscode";
import { commandLine } from "../engine/commandLine.ts";
import type { EngineClient } from "../engine/engineClient.ts";
import { openTerminal, type InteractiveTerminal } from "../engine/terminalSession.ts";
import type { Container } from "../model/container.ts";
import { chooseContainer, engineFor } from "./choose.ts";
import { UserError } from "./engineErrors.ts";
import type { ChangeContext } from "./removeNetwork.ts";

/** Opens a terminal with `sh` in a running container. */
export async function openShell(context: ChangeContext, argument: unknown): Promise<void> {
  const { client, picture } = await engineFor(context.store, argument);
  const container = await chooseContainer(picture, argument, {
    placeholder: vscode.l10n.t("Container to open a shell in"),
    filter: ({ state }) => state === "running",
  });
  if (container.state !== "running") {
    throw new UserError(
      vscode.l10n.t("“{0}” is not running, so no shell can be opened in it.", container.name),
    );
  }
  context.log.info(`$ ${commandLine(["docker", "exec", "-it", container.name, "sh"])}`);
  const pty = new ContainerShell(client, container);
  vscode.window.createTerminal({ name: container.name, pty }).show();
}

class ContainerShell implements vscode.Pseudoterminal {
  readonly #client: EngineClient;
  readonly #container: Container;
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  #terminal: InteractiveTerminal | undefined;

  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;

  constructor(client: EngineClient, container: Container) {
    this.#client = client;
    this.#container = container;
  }

  open(size: vscode.TerminalDimensions | undefined): void {
    this.#open(size).catch((error: unknown) => {
      const words = error instanceof Error ? error.message : String(error);
      this.#written.fire(`${vscode.l10n.t("No shell: {0}", words)}\r\n`);
    });
  }

  close(): void {
    this.#terminal?.stream.destroy();
  }

  handleInput(data: string): void {
    this.#terminal?.stream.write(data);
  }

  setDimensions({ columns, rows }: vscode.TerminalDimensions): void {
    this.#terminal?.resize(columns, rows).catch(() => {
      // The shell has just ended; there is nothing left to resize.
    });
  }

  async #open(size: vscode.TerminalDimensions | undefined): Promise<void> {
    const decoder = new TextDecoder();
    const signal = new AbortController().signal;
    const { connection } = this.#client;
    const terminal = await openTerminal(connection, this.#container.id, ["sh"], signal);
    this.#terminal = terminal;
    terminal.stream.on("data", (chunk: Buffer) => {
      this.#written.fire(decoder.decode(chunk, { stream: true }));
    });
    terminal.stream.once("error", (error) => {
      this.#written.fire(`\r\n${error.message}\r\n`);
    });
    terminal.stream.once("close", () => {
      this.#closed.fire(0);
    });
    if (size !== undefined) await terminal.resize(size.columns, size.rows);
  }
}
