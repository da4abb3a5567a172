// What is still to be asked where the target is no container of this engine: somebody on another host, a
// name that nobody knows here, or the outside.
import { gatewaysOf } from "../gateways.ts";
import type { Probe } from "../probe.ts";
import { isMute, isSilent, isUnresolved } from "./answers.ts";
import type { Facts } from "./cause.ts";
import type { OpenQuestions } from "./openQuestions.ts";
import { elsewhere, overlaysOf, type Elsewhere } from "./surroundings.ts";

/** What would tell the cause, or undefined where nothing more would. */
export function questionsAround(facts: Facts): Partial<OpenQuestions> | undefined {
  const { answers, around, target } = facts;
  if (answers.length === 0 || target !== undefined) return undefined;
  const probes = ((): readonly Probe[] | undefined => {
    if (isUnresolved(answers)) return aboutName(facts);
    if (isSilent(answers)) return around === undefined ? undefined : aboutWay(facts);
    return [];
  })();
  return probes === undefined ? { around: true } : { probes };
}

/** `tcpmux`, where nothing has listened for decades: who is reached at all refuses there. */
export const unusedPort = 1;

/** Enough to tell a silent host from a silent member of a network. */
const mostMembers = 2;

/** Undefined where one has to look around first. */
function aboutName(facts: Facts): readonly Probe[] | undefined {
  const { answers, around, outside = [] } = facts;
  if (isMute(answers)) return outside;
  return around === undefined && overlaysOf(facts).length > 0 ? undefined : [];
}

function aboutWay(facts: Facts): readonly Probe[] {
  const there = elsewhere(facts);
  if (there !== undefined) return aboutMember(facts, there);
  return gatewaysOf(facts.picture, facts.source).map(pingOf);
}

function aboutMember(facts: Facts, { network, address, member }: Elsewhere): readonly Probe[] {
  const { answers, around } = facts;
  const asked = answers.some(({ probe }) => probe.kind === "ping") ? [] : [pingOf(address)];
  const port = answers.some(({ probe }) => probe.kind === "tcp")
    ? [{ kind: "tcp", target: address, address, port: unusedPort } as const]
    : [];
  const neighbors = (around?.overlays.get(network.id)?.members ?? []).filter((one) => {
    return one.hostAddress === member?.hostAddress && one.address !== address;
  });
  const others = neighbors.slice(0, mostMembers).map((one) => pingOf(one.address));
  return [...asked, ...port, ...others];
}

function pingOf(address: string): Probe {
  return { kind: "ping", target: address, address };
}
