// Causes at the target itself: which port is meant, who listens where, and what is filtered.
import type { Cause, CauseRule, Facts } from "./cause.ts";

export const portRules: readonly CauseRule[] = [hostPortUsed, whoListens, pingFiltered];

/** The port that a target publishes on its host is none of its own. */
function hostPortUsed({ target, port, answers, listeners }: Facts): Cause | undefined {
  if (target === undefined || port === undefined || !isBlocked(answers)) return undefined;
  const tcp = target.ports.filter(({ protocol }) => protocol === "tcp");
  const published = tcp.find(({ hostPort }) => hostPort === port);
  const isItsOwn =
    tcp.some(({ containerPort }) => containerPort === port) ||
    listeners?.some((listener) => listener.port === port) === true;
  if (published === undefined || isItsOwn) return undefined;
  const { containerPort } = published;
  return {
    code: "hostPortUsed",
    args: { port, containerPort, target: target.name },
    sure: isRefused(answers) ? "certain" : "likely",
    evidence: [{ of: target.name, fact: `publishes ${containerPort}/tcp as ${port}` }],
    fix: { code: "usePort", args: { target: target.name, port: containerPort }, commands: [] },
  };
}

/** A refusal comes from the target: what listens there tells why. */
function whoListens({ target, port, answers, listeners }: Facts): Cause | undefined {
  if (target === undefined || port === undefined || !isRefused(answers)) return undefined;
  const args = { target: target.name, port };
  if (listeners === undefined) {
    const evidence = answers.map(({ probe }) => ({ of: probe.target, fact: "refused" }));
    const fix = { code: "checkPort", args, commands: [] } as const;
    return { code: "portRefused", args, sure: "likely", evidence, fix };
  }
  const evidence = listeners.map((one) => ({
    of: target.name,
    fact: `listens at ${one.address} port ${one.port}`,
  }));
  const atPort = listeners.filter((one) => one.port === port);
  if (atPort.length === 0) {
    const open = [...new Set(listeners.map((one) => one.port))].join(", ") || "none";
    const fix = { code: "checkPort", args, commands: [] } as const;
    return { code: "nothingListens", args: { ...args, open }, sure: "certain", evidence, fix };
  }
  if (!atPort.every(({ address }) => isLoopback(address))) return undefined;
  return {
    code: "listensOnLoopback",
    args: { ...args, address: atPort.map(({ address }) => address).join(", ") },
    sure: "certain",
    evidence,
    fix: { code: "listenEverywhere", args: {}, commands: [] },
  };
}

function pingFiltered({ target, name, answers, further }: Facts): Cause | undefined {
  if (!answers.some(({ probe }) => probe.kind === "ping") || !isBlocked(answers)) return undefined;
  const open = further.flatMap(({ probe, verdict }) => {
    return probe.kind === "tcp" && verdict === "reachable" ? [probe] : [];
  });
  const [first] = open;
  if (first === undefined) return undefined;
  const args = { target: target?.name ?? name, port: first.port };
  return {
    code: "pingFiltered",
    args,
    sure: "certain",
    evidence: open.map(({ port }) => ({ of: args.target, fact: `accepts at port ${port}` })),
    fix: { code: "askPort", args, commands: [] },
  };
}

function isBlocked(answers: Facts["answers"]): boolean {
  return answers.length > 0 && answers.every(({ verdict }) => verdict === "blocked");
}

function isRefused(answers: Facts["answers"]): boolean {
  return isBlocked(answers) && answers.every(({ reason }) => reason === "refused");
}

/** True for an address that only its own network namespace reaches. */
export function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1" || address.startsWith("::ffff:127.");
}
