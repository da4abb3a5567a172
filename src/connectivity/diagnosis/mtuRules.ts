// Causes in the size of packets: a network that makes larger ones than the way to the target carries.
import { isPredefined, spansHosts, type Network } from "../../model/network.ts";
import { commonNetworks, networksReachedBy } from "../pingTarget.ts";
import type { Cause, CauseRule, Facts, Fix } from "./cause.ts";
import { elsewhere } from "./surroundings.ts";

export const mtuRules: readonly CauseRule[] = [mtuTooLarge];

/** The option as Docker writes it. */
export const mtuOption = "com.docker.network.driver.mtu";

/** Small packets arrive, so that connections open; then they hang. */
function mtuTooLarge(facts: Facts): Cause | undefined {
  const answer = [...facts.answers, ...facts.further].find(
    ({ largestPacket }) => largestPacket !== undefined,
  );
  const largest = answer?.largestPacket;
  const network = networkOnTheWay(facts);
  if (largest === undefined || network === undefined) return undefined;
  const mtu = mtuOf(network);
  if (largest >= mtu) return undefined;
  const target = facts.target?.name ?? elsewhere(facts)?.member?.name ?? facts.name;
  return {
    code: "mtuTooLarge",
    args: { source: facts.source.name, network: network.name, target, mtu, largest },
    // To the outside, routers that say what they carry make it none.
    sure: facts.target === undefined && !spansHosts(network) ? "likely" : "certain",
    evidence: [
      { of: network.name, fact: `MTU ${mtu}` },
      { of: target, fact: `largest packet ${largest}` },
    ],
    fix: smaller(network, largest),
  };
}

/** The largest packet that a network's containers send. An overlay's option is what its cables carry. */
export function mtuOf(network: Network): number {
  const told = Number(network.options[mtuOption]);
  const mtu = Number.isInteger(told) && told > 0 ? told : 1500;
  if (network.driver !== "overlay") return mtu;
  const wrapped = mtu - overhead(network);
  return isEncrypted(network) ? wrapped - (wrapped % 4) : wrapped;
}

/** What an overlay adds to each packet (moby's driver): VXLAN 50 bytes, ESP another 26. */
function overhead(network: Network): number {
  if (network.driver !== "overlay") return 0;
  return isEncrypted(network) ? 76 : 50;
}

function isEncrypted({ options }: Network): boolean {
  return "encrypted" in options;
}

function networkOnTheWay(facts: Facts): Network | undefined {
  const { picture, source, target } = facts;
  if (target !== undefined) return commonNetworks(picture, source, target)[0];
  const networks = networksReachedBy(picture, source);
  // Overlays lead to other hosts only; the way out is another network's.
  return elsewhere(facts)?.network ?? networks.find((one) => !spansHosts(one) && !one.internal);
}

function smaller(network: Network, largest: number): Fix {
  const mtu = largest + overhead(network);
  const args = { network: network.name, mtu };
  if (isPredefined(network)) return { code: "smallerDaemonMtu", args, commands: [] };
  const option = ["--opt", `${mtuOption}=${mtu}`];
  const driver = spansHosts(network)
    ? ["--driver", network.driver, ...(network.attachable ? ["--attachable"] : [])]
    : [];
  return {
    code: "smallerMtu",
    args,
    commands: [
      ["docker", "network", "rm", network.name],
      ["docker", "network", "create", ...driver, ...option, network.name],
    ],
  };
}
