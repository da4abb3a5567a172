// A program in a container behind a terminal of ours: its output as text as it comes, its exit code,
// and a way to end it. Closing a plain exec leaves its process running for ever; a terminal passes
// Ctrl+C on to it, whatever the image holds.
import type { Duplex } from "node:stream";
import { asRecord, asText } from "../model/json.ts";
import { probeLabel } from "../model/container.ts";
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
  const terminal = await connection.hijack(startOf(path), signal);
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

/**
 * Runs a program of a helper image inside another container's network namespace. The helper carries
 * our label and is removed by the engine when its program ends, even if we are gone by then.
 * `notFound` where the engine lacks the image.
 */
export async function runInNamespaceOf(
  connection: EngineConnection,
  containerId: string,
  image: string,
  program: Program,
  signal: AbortSignal,
): Promise<number | undefined> {
  const body = {
    Image: image,
    Entrypoint: program.argv.slice(0, 1),
    Cmd: program.argv.slice(1),
    Tty: true,
    OpenStdin: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Labels: { [probeLabel]: "ping" },
    HostConfig: { NetworkMode: `container:${containerId}`, AutoRemove: true },
  };
  const created = await connection.json(
    { method: "POST", path: "/containers/create", body },
    signal,
  );
  const path = `/containers/${asText(asRecord(created)["Id"])}`;
  const ended = new AbortController();
  try {
    const query = { stream: true, stdin: true, stdout: true, stderr: true };
    const attach = { method: "POST", path: `${path}/attach`, query } as const;
    const terminal = await connection.hijack(attach, signal);
    const exitCode = exitCodeOf(connection, path, ended.signal);
    // A start that fails is what the user has to hear of, not the wait that ends with it.
    exitCode.catch(() => undefined);
    await connection.json({ method: "POST", path: `${path}/start` }, signal);
    await readUntilEnd(terminal, program.onOutput, signal);
    signal.throwIfAborted();
    return await exitCode;
  } catch (error) {
    await connection
      .json({ method: "DELETE", path, query: { force: true } }, AbortSignal.timeout(cleanUpMs))
      .catch(() => {
        // Already gone, or the engine is; its own AutoRemove does the rest.
      });
    throw error;
  } finally {
    ended.abort();
  }
}

const cleanUpMs = 20_000;

/** How long an interrupted program may take to say its last words. */
const lastWordsMs = 1_000;

const controlC = "\u0003";

async function readUntilEnd(
  terminal: Duplex,
  onOutput: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  const interrupt = (): void => {
    terminal.write(controlC);
    lastWords = setTimeout(() => terminal.destroy(), lastWordsMs);
  };
  let lastWords: NodeJS.Timeout | undefined;
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
    clearTimeout(lastWords);
    signal.removeEventListener("abort", interrupt);
    terminal.destroy();
  }
}

async function exitCodeOf(
  connection: EngineConnection,
  path: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const query = { condition: "next-exit" };
  const stream = await connection.stream({ method: "POST", path: `${path}/wait`, query }, signal);
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  const code = asRecord(JSON.parse(text))["StatusCode"];
  return typeof code === "number" ? code : undefined;
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
      await connection.json(resize, AbortSignal.timeout(cleanUpMs));
    },
  };
}
