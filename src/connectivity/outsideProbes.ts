// What stands for the outside of a host, and how it is asked.
import { parseAddress } from "../model/cidr.ts";
import type { Probe } from "./probe.ts";

/** Addresses or names outside the host that stand for the internet. Each is pinged, and asked at a TCP port. */
export interface Outside {
  readonly addresses: readonly string[];
  readonly port: number;
}

/** Two public name servers that answer to ping, and on the port of the web. */
export const defaultOutside: Outside = { addresses: ["1.1.1.1", "8.8.8.8"], port: 443 };

/** Pings each, and asks at a TCP port, where ping is filtered. Names are looked up. */
export function outsideProbes({ addresses, port }: Outside): readonly Probe[] {
  return addresses.flatMap((target): readonly Probe[] => {
    const way = wayTo(target);
    return [
      { kind: "ping", ...way },
      { kind: "tcp", ...way, port },
    ];
  });
}

/** A name is looked up; an address is used as it is. */
export function wayTo(target: string): Pick<Probe, "target" | "address"> {
  return parseAddress(target) === undefined ? { target } : { target, address: target };
}

/** An outside from what a person writes: addresses or host names with commas between. */
export function outsideFrom(text: string, standard: Outside): Outside {
  const addresses = text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return addresses.length === 0 ? standard : { ...standard, addresses };
}
