// Causes in what drops or forbids packets between two that share a network: told by what else gets through.
import { spansHosts } from "../../model/network.ts";
import { commonNetworks } from "../pingTarget.ts";
import type { ProbeResult } from "../probe.ts";
import { isBlocked, isSilent } from "./answers.ts";
import type { Cause, CauseRule, Evidence, Facts } from "./cause.ts";
import { fixBySteps } from "./fixSteps.ts";

export const filterRules: readonly CauseRule[] = [
  ruleForbids,
  pingFiltered,
  programSilent,
  portFiltered,
  linkSilent,
  targetSilent,
];

/** Some rules say so: a router's answer, or the source's own kernel. */
function ruleForbids({ source, target, name, answers }: Facts): Cause | undefined {
  if (!isBlocked(answers) || !answers.some(({ reason }) => reason === "prohibited")) {
    return undefined;
  }
  return {
    code: "ruleForbids",
    args: { source: source.name, target: target?.name ?? name },
    sure: "certain",
    evidence: answers.map(evidenceOf),
    fix: { code: "checkFirewall", args: { container: source.name }, commands: [] },
  };
}

function pingFiltered({ target, name, answers, further }: Facts): Cause | undefined {
  if (!answers.some(({ probe }) => probe.kind === "ping") || !isBlocked(answers)) return undefined;
  const heard = further.filter(isHeardAt);
  const open = heard.find(({ verdict }) => verdict === "reachable") ?? heard[0];
  if (open === undefined || !("port" in open.probe)) return undefined;
  const args = { target: target?.name ?? name, port: open.probe.port };
  return {
    code: "pingFiltered",
    args,
    sure: "certain",
    evidence: heard.map(evidenceOf),
    fix: open.verdict === "reachable" ? { code: "askPort", args, commands: [] } : undefined,
  };
}

/** A connection is taken, so neither a rule nor an address is to blame. */
function programSilent({ target, name, port, answers, further }: Facts): Cause | undefined {
  const isUnanswered =
    answers.length > 0 &&
    answers.every(({ probe, reason }) => probe.kind === "http" && reason === "noAnswer");
  const taken = further.find(({ probe, verdict }) => {
    return probe.kind === "tcp" && probe.port === port && verdict === "reachable";
  });
  if (!isUnanswered || taken === undefined || port === undefined) return undefined;
  const container = target?.name ?? name;
  const commands = [["docker", "logs", "--tail", "20", container]];
  return {
    code: "programSilent",
    args: { target: container, port },
    // Large answers may be lost on the way: the path's MTU tells.
    sure: "likely",
    evidence: [...answers, taken].map(evidenceOf),
    fix: target && { code: "readLog", args: { container }, commands },
  };
}

/** A port keeps silent where others answer, or all of them do and ping gets through. */
function portFiltered({ target, port, answers, further, listeners }: Facts): Cause | undefined {
  const isUnanswered = answers.length > 0 && answers.every(({ reason }) => reason === "noAnswer");
  if (target === undefined || port === undefined || !isUnanswered) return undefined;
  const isPinged = further.some(({ probe, verdict }) => {
    return /^(ping|pathMtu)$/.test(probe.kind) && verdict === "reachable";
  });
  const heard = further.some(isHeardAt);
  const isTaken = further.some((one) => {
    return isHeardAt(one) && "port" in one.probe && one.probe.port === port;
  });
  if ((!isPinged && !heard) || isTaken) return undefined;
  // What nobody listens at is refused, and not left unanswered; who listens may only be too busy.
  const isOpen = listeners?.some((one) => one.port === port) ?? true;
  return {
    code: "portFiltered",
    args: { target: target.name, port },
    sure: heard && !isOpen ? "certain" : "likely",
    evidence: [...answers, ...further].map(evidenceOf),
    fix: { code: "checkFirewall", args: { container: target.name }, commands: [] },
  };
}

/** On the same host, who is up answers to the question who has an address, whatever its firewall says. */
function linkSilent(facts: Facts): Cause | undefined {
  const { picture, source, target } = facts;
  const isUnheard = facts.answers.some(({ neighbor }) => neighbor === "silent");
  if (target === undefined || !isUnheard || !isSilentAtAll(facts)) return undefined;
  const [network] = commonNetworks(picture, source, target);
  if (network === undefined || spansHosts(network)) return undefined;
  return {
    code: "linkSilent",
    args: { target: target.name, network: network.name },
    sure: "likely",
    evidence: [...facts.answers, ...facts.further].map(evidenceOf),
    fix: fixBySteps("restart", { container: target.name }, [
      { kind: "restart", container: target },
    ]),
  };
}

/** Both are where they should be, and nothing comes back. */
function targetSilent(facts: Facts): Cause | undefined {
  const { source, target, answers, further } = facts;
  if (target === undefined || !isSilentAtAll(facts)) return undefined;
  return {
    code: "targetSilent",
    args: { source: source.name, target: target.name },
    sure: "undecided",
    evidence: [...answers, ...further].map(evidenceOf),
    fix: { code: "checkFirewall", args: { container: target.name }, commands: [] },
  };
}

function isSilentAtAll({ answers, further }: Facts): boolean {
  return (
    isSilent(answers) &&
    !further.some(({ verdict, reason }) => verdict === "reachable" || reason === "refused")
  );
}

/** True where a connection got as far as the target: taken or refused. */
function isHeardAt({ probe, verdict, reason }: ProbeResult): boolean {
  return probe.kind === "tcp" && (verdict === "reachable" || reason === "refused");
}

/** What a probe answered. */
export function evidenceOf({ probe, verdict, reason, neighbor }: ProbeResult): Evidence {
  const port = "port" in probe ? ` ${probe.port}` : "";
  const link = neighbor === "silent" ? ", link address unknown" : "";
  return {
    of: probe.address ?? probe.target,
    fact: `${probe.kind}${port}: ${reason ?? verdict}${link}`,
  };
}
