// A program in a container behind a terminal of ours: its output as text as it comes, its exit code,
// and a way to end it. Closing a plain exec leaves its process running for ever; a terminal passes
// Ctrl+C on to it, whatever the image holds.
import type { Duplex } from "node:stream";
import { asRecord, asText } from "../model/json.ts";
import type { EngineConnection, EngineRequest } from "./connection.ts";
import { toEngineError } from "./errors.ts";

export interface Program {
  /** Never a shell string. */
  readonly argv: readonly string[];
  readonly onOutput: (text: string) => void;
}

/**
 * Runs a program inside a running container (exec) and resolves to its exit code: 126 or 127 where
 * the image does not have it. The signal interrupts the program and waits for its end.
 */
export async function execInContainer(
  connection: EngineConnection,
  containerId: string,
  program: Program,
  signal: AbortSignal,
): Promise<number | undefined> {
  const path = await createExec(connection, containerId, program.argv, signal);
  const terminal = await startExec(connection, path, signal);
  await readUntilEnd(terminal, program.onOutput, signal);
  signal.throwIfAborted();
  const status = asRecord(await connection.json({ method: "GET", path: `${path}/json` }, signal));
  return typeof status["ExitCode"] === "number" ? status["ExitCode"] : undefined;
}

/** Prepares an exec with a terminal and resolves to its path in the API. */
async function createExec(
  connection: EngineConnection,
  containerId: string,
  argv: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const path = `/containers/${encodeURIComponent(containerId)}/exec`;
  const body = {
    Cmd: argv,
    Tty: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
  };
  const created = await connection.json({ method: "POST", path, body }, signal);
  return `/exec/${asText(asRecord(created)["Id"])}`;
}

function startOf(path: string): EngineRequest {
  return { method: "POST", path: `${path}/start`, body: { Detach: false, Tty: true } };
}

/** Gives up a moment after the signal: half a start would leave a program that nobody can interrupt. */
async function startExec(
  connection: EngineConnection,
  path: string,
  signal: AbortSignal,
): Promise<Duplex> {
  const asking = new AbortController();
  let moment: NodeJS.Timeout | undefined;
  const giveUpSoon = (): void => {
    moment = setTimeout(() => {
      asking.abort();
    }, lastWordsMs);
  };
  signal.throwIfAborted();
  signal.addEventListener("abort", giveUpSoon);
  try {
    return await connection.hijack(startOf(path), asking.signal);
  } finally {
    clearTimeout(moment);
    signal.removeEventListener("abort", giveUpSoon);
  }
}

const resizeMs = 20_000;

/** How long an interrupted program may take to say its last words. */
const lastWordsMs = 900;

const controlC = "\u0003";

/** One that comes before the program has its terminal is lost. */
const controlCAgainMs = 100;

async function readUntilEnd(
  terminal: Duplex,
  onOutput: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  let again: NodeJS.Timeout | undefined;
  let lastWords: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    terminal.write(controlC);
    again = setInterval(() => terminal.write(controlC), controlCAgainMs);
    lastWords = setTimeout(() => terminal.destroy(), lastWordsMs);
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener("abort", interrupt, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      terminal.on("data", (chunk: Buffer) => {
        onOutput(decoder.decode(chunk, { stream: true }));
      });
      terminal.once("close", resolve);
      terminal.once("end", resolve);
      terminal.once("error", reject);
    });
  } catch (error) {
    throw toEngineError(error);
  } finally {
    clearInterval(again);
    clearTimeout(lastWords);
    signal.removeEventListener("abort", interrupt);
    terminal.destroy();
  }
}

/** A program behind a terminal that a person types into. */
export interface InteractiveTerminal {
  readonly stream: Duplex;
  resize(columns: number, rows: number): Promise<void>;
}

/** Opens an interactive program inside a running container, as `docker exec -it` does. */
export async function openTerminal(
  connection: EngineConnection,
  containerId: string,
  argv: readonly string[],
  signal: AbortSignal,
): Promise<InteractiveTerminal> {
  const path = await createExec(connection, containerId, argv, signal);
  const stream = await connection.hijack(startOf(path), signal);
  return {
    stream,
    resize: async (columns, rows) => {
      const query = { w: columns, h: rows };
      const resize = { method: "POST", path: `${path}/resize`, query } as const;
      await connection.json(resize, AbortSignal.timeout(resizeMs));
    },
  };
}
