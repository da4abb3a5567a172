// Causes between a container and the engine's own host, which it sees at the gateways of its bridges.
import type { Network } from "../../model/network.ts";
import { gatewaysAt } from "../gateways.ts";
import { networksReachedBy } from "../pingTarget.ts";
import type { Cause, CauseRule, Facts } from "./cause.ts";
import { evidenceOf } from "./filterRules.ts";
import { addressesOf, networkAround } from "./surroundings.ts";

export const hostRules: readonly CauseRule[] = [hostFirewall];

/** Docker's rules let containers out; whether they get into the host is for the host's own rules to say. */
function hostFirewall(facts: Facts): Cause | undefined {
  const { source, answers, around } = facts;
  const isSilent =
    answers.length > 0 &&
    answers.every(({ reason }) => reason === "noAnswer" || reason === "prohibited");
  const [address] = addressesOf(facts);
  const network = isSilent ? hostSeenFrom(facts, address ?? "") : undefined;
  if (address === undefined || network === undefined || isUnheard(facts, address)) return undefined;
  const subnet = network.ipamPools[0]?.subnet ?? network.name;
  const own = around?.host?.answers.filter(({ verdict }) => verdict === "reachable") ?? [];
  return {
    code: "hostFirewall",
    args: { source: source.name, address },
    sure: own.length > 0 ? "certain" : "likely",
    evidence: [
      { of: network.name, fact: `leads to the host at ${address}` },
      ...own.map(({ probe }) => ({ of: "host", fact: `reaches ${probe.address ?? probe.target}` })),
      ...answers.map(evidenceOf),
    ],
    fix: { code: "letIntoHost", args: { subnet }, commands: [] },
  };
}

/** No firewall of this kind keeps a host from saying that a gateway's address is its own: the link is cut. */
function isUnheard({ picture, answers }: Facts, address: string): boolean {
  const isNear = networkAround(picture, address) !== undefined;
  return isNear && answers.some(({ neighbor }) => neighbor === "silent" || neighbor === "absent");
}

/** The network on which an address is that of the source's own host; undefined where it is another's. */
export function hostSeenFrom(
  { picture, source, around }: Facts,
  address: string,
): Network | undefined {
  const owner = picture.ownerOf(source) ?? source;
  const bridges = networksReachedBy(picture, owner).filter(({ driver }) => driver === "bridge");
  const found = bridges.find((network) => gatewaysAt(owner, network).includes(address));
  // At any of its other addresses the host is reached through whichever bridge there is.
  const isHosts = around?.host?.addresses.includes(address) === true;
  return address === "" ? undefined : (found ?? (isHosts ? bridges[0] : undefined));
}
