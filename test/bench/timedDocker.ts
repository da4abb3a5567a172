// One run of the docker client as another program on the machine, with the moment of its end.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export interface ProcessEnd {
  /** On the scale of `performance.now()`. */
  readonly at: number;
  /** On the scale of `Date.now()`. */
  readonly date: number;
}

/** Runs `docker` with these arguments and resolves to the moment of the process' exit. Throws where it fails. */
export async function timedDocker(
  address: string,
  ...args: readonly string[]
): Promise<ProcessEnd> {
  const child = spawn("docker", ["--host", address, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const complaint = text(child.stderr);
  await once(child, "exit");
  const end = { at: performance.now(), date: Date.now() };
  if (child.exitCode !== 0) throw new Error(`docker ${args.join(" ")}: ${await complaint}`);
  return end;
}
