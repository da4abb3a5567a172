// What a failed probe says of the host's table of neighbors, instead of the network.
import { formatCidr, isInSubnet, parseCidr } from "../model/cidr.ts";
import type { Container, Endpoint } from "../model/container.ts";
import type { ProbeResult } from "./probe.ts";

/** True where a neighbor was asked for, and the kernel never learned where it is. */
export function isDoubtful(
  source: Container,
  { verdict, reason, neighbor, addresses }: ProbeResult,
): boolean {
  // What a rule forbids to send never comes to the table.
  if (reason === "prohibited") return false;
  const [address = ""] = addresses;
  const isUnlearned = neighbor === "absent" || neighbor === "silent";
  if (verdict !== "blocked" || !isUnlearned) return false;
  return subnetsOf(source).some((subnet) => isInSubnet(subnet, address));
}

/** What got no entry with all the room that could be made was not sent, and says nothing of the network. */
export function withoutRoom(source: Container, result: ProbeResult): ProbeResult {
  const { neighbor, reason, evidence } = result;
  const isRefused = /sendto|sendmsg/i.test(evidence) && !/no buffer space/i.test(evidence);
  const hadNone = neighbor === "absent" && reason === "noAnswer" && !isRefused;
  if (!hadNone || !isDoubtful(source, result)) return result;
  return { ...result, verdict: "unknown", reason: "noRoom" };
}

/** Where a container's neighbors are, as `address/length`. */
export function subnetsOf({ attachments }: Container): readonly string[] {
  return attachments.flatMap(({ endpoint }) => [
    ...subnet(endpoint.ipv4Address, endpoint.ipv4PrefixLength),
    ...subnet(endpoint.ipv6Address, endpoint.ipv6PrefixLength),
  ]);
}

function subnet(
  address: Endpoint["ipv4Address"],
  prefixLength: Endpoint["ipv4PrefixLength"],
): readonly string[] {
  const cidr = parseCidr(`${address ?? ""}/${String(prefixLength ?? "")}`);
  return cidr === undefined ? [] : [formatCidr(cidr)];
}
