// The network namespace of a container of a test engine, for faults that are made inside it.
import { run } from "../setup/process.ts";
import type { TestEngine } from "./testEngine.ts";

/** Runs a program of the machine, such as `iptables`, in a running container's network namespace. */
export async function inContainer(
  engine: TestEngine,
  container: string,
  ...argv: readonly string[]
): Promise<string> {
  const pid = await engine.docker("inspect", "--format", "{{.State.Pid}}", container);
  // The pid is the host's own, whose /proc the machine sees here.
  const namespace = `/proc/${engine.hostPid}/root/proc/${pid.trim()}/ns/net`;
  return run("nsenter", [`--net=${namespace}`, "--", ...argv]);
}
