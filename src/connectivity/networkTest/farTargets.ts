// What a container should reach beyond its own engine's containers: who is on its networks on other hosts, and
// the largest packets that the ways there and to the outside carry.
import type { Network } from "../../model/network.ts";
import type { OverlayMember } from "../../model/overlay.ts";
import { type Outside, wayTo } from "../outsideProbes.ts";
import { mtuOf } from "../diagnosis/mtuRules.ts";
import type { TestEnd, TestQuestion } from "./testPlan.ts";

/** A column of a container's test. */
export interface TestTarget extends Pick<
  TestQuestion,
  "target" | "name" | "probes" | "leastPacket"
> {
  readonly end: TestEnd;
}

/** Each member on another host by its name, and, once for each host, how large packets to it may be. */
export function targetsElsewhere(
  network: Network,
  members: readonly OverlayMember[],
): readonly TestTarget[] {
  const firstOnHost = new Map(members.toReversed().map((one) => [one.hostAddress, one]));
  return [
    ...members.map((member) => byName(network, member)),
    ...[...firstOnHost.values()].map((member) => packetTo(network, member)),
  ];
}

function byName(network: Network, { name, address, hostAddress }: OverlayMember): TestTarget {
  const args = { address, host: hostAddress };
  return {
    end: {
      key: `${name} on ${network.name} at ${hostAddress}`,
      name,
      detail: { code: "elsewhere", args },
    },
    ...{ target: undefined, name },
    probes: [{ kind: "ping", target: name }],
  };
}

function packetTo(network: Network, { name, address, hostAddress }: OverlayMember): TestTarget {
  const args = { network: network.name, host: hostAddress };
  return {
    end: {
      key: `packet ${network.name} ${hostAddress}`,
      name,
      detail: { code: "packetAcross", args },
    },
    ...{ target: undefined, name, leastPacket: mtuOf(network) },
    probes: [{ kind: "pathMtu", target: name, address }],
  };
}

/** How large packets to the outside may be, at the first address that stands for it. */
export function packetOutside({ addresses }: Outside): readonly TestTarget[] {
  const [target] = addresses;
  if (target === undefined) return [];
  return [
    {
      end: { key: "packet outside", name: target, detail: { code: "packetOutside", args: {} } },
      // What carries less says so, and whoever sends learns it: no failure by itself.
      ...{ target: undefined, name: target },
      probes: [{ kind: "pathMtu", ...wayTo(target) }],
    },
  ];
}
