// Running other programs from tests and scripts: argv arrays only, output kept for the error.
import { spawn } from "node:child_process";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Buffer;
  /** Shows the program's output as it comes instead of keeping it for the error only. */
  readonly echo?: boolean;
}

/** Runs a program to its end and returns its standard output. Throws with both streams when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    if (options.echo) process.stdout.write(chunk);
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
    if (options.echo) process.stderr.write(chunk);
  });
  child.stdin.on("error", () => {
    // A program that does not read its input closes the pipe; its exit code tells what matters.
  });
  child.stdin.end(options.input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) {
    throw new Error(
      `${command} ${args.join(" ")} ended with ${code ?? "a signal"}\n${stdout}${stderr}`,
    );
  }
  return stdout;
}
