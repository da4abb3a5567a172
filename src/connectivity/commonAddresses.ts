// At which addresses one member of a network is to reach another.
import type { Endpoint } from "../model/container.ts";

/** The target's addresses of the families that both have; all of its own where they share none. IPv4 first. */
export function commonAddresses(
  from: Endpoint | undefined,
  to: Endpoint | undefined,
): readonly string[] {
  const own = addressesOf(from);
  const all = addressesOf(to);
  const common = all.filter((address) => own.some((one) => isIpv6(one) === isIpv6(address)));
  return common.length === 0 ? all : common;
}

function addressesOf(endpoint: Endpoint | undefined): readonly string[] {
  const { ipv4Address = "", ipv6Address = "" } = endpoint ?? {};
  return [ipv4Address, ipv6Address].filter((address) => address !== "");
}

function isIpv6(address: string): boolean {
  return address.includes(":");
}
