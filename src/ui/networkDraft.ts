// A network while it is being described, step by step. Pure: the flow fills it, the engine gets its spec.
import type { NetworkSpec } from "../engine/operations.ts";
import { parseCidr } from "../model/cidr.ts";

/** Everything is text as it was typed; empty where the choice is left to the engine. */
export interface NetworkDraft {
  name: string;
  driver: string;
  /** The interface of the host that macvlan and ipvlan stand on. */
  parent: string;
  subnet: string;
  gateway: string;
  ipRange: string;
  /** `off`, `auto` for a subnet of the engine's choice, or an IPv6 subnet. */
  ipv6: string;
  internal: boolean;
  /** Undefined until somebody chooses: then it depends on the driver. */
  attachable: boolean | undefined;
  mtu: string;
  labels: Readonly<Record<string, string>>;
  /** The other driver options, which the flow does not ask for. */
  options: Readonly<Record<string, string>>;
}

const mtuOption = "com.docker.network.driver.mtu";

/** A draft with all that is known already. */
export function draftOf(spec: Partial<NetworkSpec>): NetworkDraft {
  const { parent = "", [mtuOption]: mtu = "", ...options } = spec.options ?? {};
  const pools = spec.ipamPools ?? [];
  const main = pools.find((pool) => !isIpv6(pool.subnet)) ?? pools[0];
  const second = pools.find((pool) => pool !== main && isIpv6(pool.subnet))?.subnet;
  return {
    name: spec.name ?? "",
    driver: spec.driver ?? "bridge",
    parent,
    subnet: main?.subnet ?? "",
    gateway: main?.gateway ?? "",
    ipRange: main?.ipRange ?? "",
    ipv6: second ?? (spec.ipv6 === true && !isIpv6(main?.subnet) ? "auto" : "off"),
    internal: spec.internal ?? false,
    attachable: spec.attachable,
    mtu,
    labels: spec.labels ?? {},
    options,
  };
}

/** What the engine is told, without anything that was left to it. */
export function specOf(draft: NetworkDraft): NetworkSpec {
  const pools = [
    ...(draft.subnet === ""
      ? []
      : [{ subnet: draft.subnet, ...given({ gateway: draft.gateway, ipRange: draft.ipRange }) }]),
    ...(isIpv6(draft.ipv6) ? [{ subnet: draft.ipv6 }] : []),
  ];
  const options = {
    ...draft.options,
    ...given({ parent: hasParent(draft.driver) ? draft.parent : "", [mtuOption]: draft.mtu }),
  };
  return {
    name: draft.name,
    driver: draft.driver,
    ...(pools.length === 0 ? {} : { ipamPools: pools }),
    ...(draft.ipv6 !== "off" || isIpv6(draft.subnet) ? { ipv6: true } : {}),
    ...(draft.internal ? { internal: true } : {}),
    ...(isAttachable(draft) ? { attachable: true } : {}),
    ...(Object.keys(options).length === 0 ? {} : { options }),
    ...(Object.keys(draft.labels).length === 0 ? {} : { labels: draft.labels }),
  };
}

/** An overlay network that no container can be run on is hardly ever meant, so there it is the default. */
export function isAttachable({ attachable, driver }: NetworkDraft): boolean {
  return attachable ?? driver === "overlay";
}

/** True for the drivers that stand on an interface of the host. */
export function hasParent(driver: string): boolean {
  return driver === "macvlan" || driver === "ipvlan";
}

/** True for the text of an IPv6 range. */
export function isIpv6(subnet: string | undefined): boolean {
  return parseCidr(subnet ?? "")?.version === 6;
}

function given(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}
