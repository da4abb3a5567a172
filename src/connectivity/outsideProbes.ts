// What stands for the outside of a host, and how it is asked.
import { parseAddress } from "../model/cidr.ts";
import type { Outside } from "./checks/planCheck.ts";
import type { Probe } from "./probe.ts";

/** Pings each, and asks at a TCP port, where ping is filtered. Names are looked up. */
export function outsideProbes({ addresses, port }: Outside): readonly Probe[] {
  return addresses.flatMap((target): readonly Probe[] => {
    const way = parseAddress(target) === undefined ? { target } : { target, address: target };
    return [
      { kind: "ping", ...way },
      { kind: "tcp", ...way, port },
    ];
  });
}

/** An outside from what a person writes: addresses or host names with commas between. */
export function outsideFrom(text: string, standard: Outside): Outside {
  const addresses = text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return addresses.length === 0 ? standard : { ...standard, addresses };
}
