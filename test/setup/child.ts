// Programs that run until they are told to end. Each one ends with its owner, whatever ends that.
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

export interface ChildOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The file that gets all output. */
  readonly log: string;
}

/** Disposing of it ends it, and resolves when it is gone. */
export interface Child extends AsyncDisposable {
  /** Resolves when the program has ended, by itself or not, with words for how. */
  readonly ended: Promise<string>;
  /** Resolves when the output matches. Rejects, with the output, if the program ends before that. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts a program. */
export function startChild(command: string, args: readonly string[], options: ChildOptions): Child {
  const [program = command, ...programArgs] = [...endingWithUs, command, ...args];
  const child = spawn(program, programArgs, {
    env: options.env,
    // A group of its own: Ctrl-C in a terminal reaches only us, and we end the whole group.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const file = createWriteStream(options.log);
  let output = "";
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      file.write(chunk);
      for (const look of waiting) look();
    });
  }
  const ended = endOf(child, command).finally(() => file.end());
  return {
    ended,
    waitFor: async (pattern) => {
      const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
      const look = (): void => {
        const match = pattern.exec(output);
        if (match) resolve(match);
      };
      waiting.add(look);
      look();
      void ended.then((reason) => {
        reject(new Error(`${reason}\n${output}`));
      });
      return promise.finally(() => waiting.delete(look));
    },
    [Symbol.asyncDispose]: () => end(child, ended),
  };
}

/** If we are killed, the kernel tells the child to end, and it ends its own. Only Linux can do this. */
const endingWithUs = existsSync("/usr/bin/setpriv") ? ["setpriv", "--pdeathsig", "TERM"] : [];

async function endOf(child: ChildProcess, command: string): Promise<string> {
  const kill = (): void => {
    signalGroup(child, "SIGKILL");
  };
  process.once("exit", kill);
  const { promise, resolve } = Promise.withResolvers<string>();
  child.once("error", (error) => {
    resolve(`${command} did not start: ${error.message}`);
  });
  child.once("close", (code, signal) => {
    resolve(`${command} ended with ${code ?? signal ?? "nothing"}`);
  });
  return promise.finally(() => process.removeListener("exit", kill));
}

async function end(child: ChildProcess, ended: Promise<string>): Promise<void> {
  signalGroup(child, "SIGTERM");
  const patience = new AbortController();
  const limit = delay(5000, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([ended, limit]);
  patience.abort();
  // What has not ended by now, or has outlived its parent, is ended here.
  signalGroup(child, "SIGKILL");
  await ended;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
