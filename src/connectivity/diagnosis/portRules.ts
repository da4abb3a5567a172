// Causes at the target's port: which one is meant, and who listens where.
import type { Container } from "../../model/container.ts";
import { networksReachedBy } from "../pingTarget.ts";
import { isBlocked, isRefused } from "./answers.ts";
import type { Cause, CauseRule, Facts, Fix, Listener } from "./cause.ts";

export const portRules: readonly CauseRule[] = [hostPortUsed, localhostAsked, whoListens];

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

/** Who says localhost in a container means that container. */
function localhostAsked(facts: Facts): Cause | undefined {
  const { source, target, name, port, answers } = facts;
  const isItself = name === "localhost" || isLoopback(name);
  if (target !== undefined || port === undefined || !isItself || !isRefused(answers)) {
    return undefined;
  }
  // Its own program is meant, then, and does not run.
  if (source.ports.some(({ containerPort }) => containerPort === port)) return undefined;
  const meant = neighborWithPort(facts, port);
  return {
    code: "localhostAsked",
    args: { name, source: source.name, port },
    // Its own program may be meant, and not be running.
    sure: meant === undefined ? "likely" : "certain",
    evidence:
      meant === undefined
        ? answers.map(({ probe }) => ({ of: probe.target, fact: "refused" }))
        : [{ of: meant.container.name, fact: `has port ${meant.containerPort}/tcp` }],
    fix: meant && {
      code: "usePort",
      args: { target: meant.container.name, port: meant.containerPort },
      commands: [],
    },
  };
}

/** A container on the source's networks that publishes a port as this one, or has it. */
function neighborWithPort(
  { picture, source }: Facts,
  port: number,
): { readonly container: Container; readonly containerPort: number } | undefined {
  const neighbors = networksReachedBy(picture, source)
    .flatMap((network) => picture.membersOf(network).map(({ container }) => container))
    .filter(({ id }) => id !== source.id && id !== picture.ownerOf(source)?.id);
  const found = neighbors.flatMap((container) =>
    container.ports
      .filter(({ protocol }) => protocol === "tcp")
      .map((one) => ({ container, ...one })),
  );
  return (
    found.find(({ hostPort }) => hostPort === port) ??
    found.find(({ containerPort }) => containerPort === port)
  );
}

/** A refusal comes from the target: what listens there tells why. */
function whoListens({ target, name, port, answers, listeners }: Facts): Cause | undefined {
  if (port === undefined || !isRefused(answers)) return undefined;
  const args = { target: target?.name ?? name, port };
  const fix = { code: "checkPort", args, commands: [] } as const;
  if (listeners === undefined || target === undefined) {
    const evidence = answers.map(({ probe }) => ({ of: probe.target, fact: "refused" }));
    return { code: "portRefused", args, sure: "likely", evidence, fix };
  }
  const evidence = listeners.map((one) => ({
    of: target.name,
    fact: `listens at ${one.address} port ${one.port}`,
  }));
  const atPort = listeners.filter((one) => one.port === port);
  if (atPort.length === 0) {
    const open = [...new Set(listeners.map((one) => one.port))].join(", ") || "none";
    const seen = evidence.length > 0 ? evidence : [{ of: target.name, fact: "listens nowhere" }];
    return {
      code: "nothingListens",
      args: { ...args, open },
      sure: "certain",
      evidence: seen,
      fix,
    };
  }
  return { ...whereItListens(atPort, answers, args), evidence };
}

/** Somebody listens at the port, and not where it was asked, or a rule stands before it. */
function whereItListens(
  atPort: readonly Listener[],
  answers: Facts["answers"],
  args: { readonly target: string; readonly port: number },
): Omit<Cause, "evidence"> {
  const address = atPort.map((one) => one.address).join(", ");
  const everywhere: Fix = { code: "listenEverywhere", args: {}, commands: [] };
  if (atPort.every((one) => isLoopback(one.address))) {
    return {
      code: "listensOnLoopback",
      args: { ...args, address },
      sure: "certain",
      fix: everywhere,
    };
  }
  const asked = answers.flatMap(({ addresses, probe }) => addresses[0] ?? probe.address ?? []);
  const isHeard = atPort.some((one) => {
    return one.address === "0.0.0.0" || one.address === "::" || asked.includes(one.address);
  });
  if (!isHeard && asked.length > 0) {
    return {
      code: "listensElsewhere",
      args: { ...args, address },
      sure: "certain",
      fix: everywhere,
    };
  }
  // It may have begun to listen a moment after it was asked.
  const fix = { code: "checkFirewall", args: { container: args.target }, commands: [] } as const;
  return { code: "refusedByRule", args, sure: "likely", fix };
}

/** True for an address that only its own network namespace reaches. */
export function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1" || address.startsWith("::ffff:127.");
}
