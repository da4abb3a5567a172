// What is still to be asked where the facts leave several causes possible.
import { isUp, type Container } from "../../model/container.ts";
import type { Probe } from "../probe.ts";
import { isBlocked, isMute, isSilent, isUnresolved } from "./answers.ts";
import type { Facts } from "./cause.ts";
import { diagnose } from "./diagnose.ts";
import { isUnasked } from "./askingRules.ts";
import { bearersOf, dockersResolver, isEnginesOwn, withUnknownAliases } from "./nameBearers.ts";
import { isLoopback } from "./portRules.ts";
import { questionsAround, unusedPort } from "./questionsAround.ts";

export interface OpenQuestions {
  /** To be asked from the same source. */
  readonly probes: readonly Probe[];
  /** Whether to look which ports are open in the target. */
  readonly listeners: boolean;
  /** Containers of which more is to be known than a listing tells. */
  readonly inspects: readonly Container[];
  /** Whether to look if the engine has the helper's image. */
  readonly helperImage: boolean;
  /** Whether to look at what is around the source. */
  readonly around: boolean;
}

/** Asks for what would tell some causes apart. It may ask again for what is known already. */
export type QuestionRule = (facts: Facts) => Partial<OpenQuestions> | undefined;

const rules: readonly QuestionRule[] = [
  whoListens,
  whatElseAnswers,
  whenOwnersStarted,
  whoHasTheName,
  whichServerAnswers,
  whoCouldAsk,
  questionsAround,
];

/** What would tell the cause of a failure, or undefined where it is certain, or nothing more would tell. */
export function openQuestions(facts: Facts): OpenQuestions | undefined {
  if (diagnose(facts)?.sure === "certain") return undefined;
  const asked = rules.flatMap((rule) => rule(facts) ?? []);
  if (asked.length === 0) return undefined;
  return {
    probes: asked.flatMap(({ probes = [] }) => probes),
    listeners: asked.some(({ listeners }) => listeners === true),
    inspects: asked.flatMap(({ inspects = [] }) => inspects),
    helperImage: asked.some(({ helperImage }) => helperImage === true),
    around: asked.some(({ around }) => around === true),
  };
}

/** What refuses was reached, and what keeps silent may be filtered: its sockets tell. */
function whoListens({ target, answers }: Facts): Partial<OpenQuestions> | undefined {
  const isAsked = target !== undefined && isUp(target) && isBlocked(answers);
  return isAsked ? { listeners: true } : undefined;
}

/** Enough to tell a filter from a target that nobody reaches. */
const mostPorts = 4;

/** The target in other ways than the one that failed: at ports where it listens, and by ping. */
function whatElseAnswers({
  target,
  answers,
  listeners = [],
}: Facts): Partial<OpenQuestions> | undefined {
  if (target === undefined || !isSilent(answers)) return undefined;
  const declared = target.ports.filter(({ protocol }) => protocol === "tcp");
  const ports = new Set([
    ...listeners.filter(({ address }) => !isLoopback(address)).map(({ port }) => port),
    ...declared.map(({ containerPort }) => containerPort),
  ]);
  return {
    probes: answers.flatMap(({ probe }): readonly Probe[] => {
      const { target: text, address } = probe;
      const to = address === undefined ? { target: text } : { target: text, address };
      const asked = "port" in probe ? probe.port : undefined;
      const others = [...ports].filter((port) => port !== asked).slice(0, mostPorts);
      // Where no other port is open, a refusal tells as much: it is an answer.
      const numbers = others.length > 0 ? others : [unusedPort];
      const connections = numbers.map((port) => ({ kind: "tcp", ...to, port }) as const);
      // A connection that opens and then hangs has a slow program behind it, or packets that are too large.
      if (probe.kind === "http") {
        const { port } = probe;
        return [{ kind: "tcp", ...to, port }, { kind: "pathMtu", ...to }, ...connections];
      }
      return probe.kind === "ping" ? connections : [{ kind: "ping", ...to }, ...connections];
    }),
  };
}

/** Who shares a network namespace with one that was started later has stayed in the former one. */
function whenOwnersStarted({ picture, source, target }: Facts): Partial<OpenQuestions> | undefined {
  const inspects = [source, ...(target === undefined ? [] : [target])].flatMap((child) => {
    const owner = picture.ownerOf(child);
    return owner === undefined ? [] : [child, owner];
  });
  return inspects.length === 0 ? undefined : { inspects };
}

/** More containers than this are not looked at for one name. */
const mostInspects = 64;

/** Aliases stand in inspects only, and so does what a container was told to ask for names. */
function whoHasTheName(facts: Facts): Partial<OpenQuestions> | undefined {
  const { source, target, answers } = facts;
  if (!isUnresolved(answers)) return undefined;
  const unknown = withUnknownAliases(facts).filter(({ id }) => id !== source.id);
  const others = target === undefined ? unknown.slice(0, mostInspects) : [target];
  return { inspects: [source, ...others] };
}

/** The same name again where somebody has it; else the servers that are to know it. */
function whichServerAnswers(facts: Facts): Partial<OpenQuestions> | undefined {
  const { picture, source, answers, inspected } = facts;
  const known = inspected.get(source.id);
  if (!isMute(answers) || known === undefined) return undefined;
  const [bearer] = bearersOf(facts);
  if (bearer !== undefined) {
    // Podman's name server is at the gateway.
    const resolvers = new Set(answers.flatMap(({ resolver }) => resolver ?? []));
    const pings = [...resolvers]
      .filter((one) => one !== dockersResolver && isEnginesOwn(picture, source, one))
      .map((target) => ({ kind: "ping", target, address: target }) as const);
    return { probes: [{ kind: "resolve", target: bearer.name }, ...pings] };
  }
  return {
    probes: known.dns.slice(0, mostServers).flatMap((target): readonly Probe[] => [
      { kind: "ping", target, address: target },
      { kind: "tcp", target, address: target, port: 53 },
    ]),
  };
}

/** A resolver asks no more than three. */
const mostServers = 3;

function whoCouldAsk(facts: Facts): Partial<OpenQuestions> | undefined {
  return isUnasked(facts) ? { helperImage: true } : undefined;
}
