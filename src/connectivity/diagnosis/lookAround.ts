// Looking around a source: at what its swarm's engines tell each other, and, by a helper in the host's own
// network namespace, at the host. Nothing is changed.
import type { EngineConnection } from "../../engine/connection.ts";
import type { HelperContainers } from "../../engine/helperContainers.ts";
import { parseIpv4Routes, parseIpv6Routes } from "../../engine/hostRoutes.ts";
import { execInContainer } from "../../engine/terminalSession.ts";
import { containerFromInspect } from "../../model/fromEngine.ts";
import type { Network } from "../../model/network.ts";
import { swarmFromEngine, type OverlayView, type SwarmView } from "../../model/overlay.ts";
import { overlayViewOf } from "../membersElsewhere.ts";
import type { Probe } from "../probe.ts";
import { probeAll } from "../probeBatch.ts";
import { orUndefined } from "./orUndefined.ts";
import type { Facts } from "./cause.ts";
import {
  elsewhere,
  gossipPort,
  missingPeers,
  overlaysOf,
  type HostView,
  type Surroundings,
} from "./surroundings.ts";

export interface Hand {
  readonly connection: EngineConnection;
  readonly helpers: HelperContainers;
}

/** Looks around the source of a failure. What cannot be seen is left out of the answer. */
export async function lookAround(
  hand: Hand,
  facts: Facts,
  signal: AbortSignal,
): Promise<Surroundings> {
  const { connection } = hand;
  const networks = overlaysOf(facts);
  const [swarm, overlays] = await Promise.all([
    networks.length === 0 ? undefined : orUndefined(swarmOf(connection, signal)),
    readOverlays(connection, networks, signal),
  ]);
  const seen = { swarm, overlays, host: undefined };
  const probes = hostProbes({ ...facts, around: seen });
  if (probes.length === 0) return seen;
  return { ...seen, host: await orUndefined(hostViewOf(hand, probes, signal)) };
}

async function readOverlays(
  connection: EngineConnection,
  networks: readonly Network[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, OverlayView>> {
  const views = new Map<string, OverlayView>();
  for (const network of networks) {
    const view = await orUndefined(overlayViewOf(connection, network, signal));
    if (view !== undefined) views.set(network.id, view);
  }
  return views;
}

async function swarmOf(connection: EngineConnection, signal: AbortSignal): Promise<SwarmView> {
  const get = (path: string): Promise<unknown> => connection.json({ method: "GET", path }, signal);
  // Only a manager knows the nodes.
  const [info, nodes] = await Promise.all([get("/info"), orUndefined(get("/nodes"))]);
  return swarmFromEngine(info, nodes);
}

function hostViewOf(
  { connection, helpers }: Hand,
  probes: readonly Probe[],
  signal: AbortSignal,
): Promise<HostView> {
  return helpers.useOnHost((id) => viewFrom(connection, id, probes, signal), signal);
}

async function viewFrom(
  connection: EngineConnection,
  id: string,
  probes: readonly Probe[],
  signal: AbortSignal,
): Promise<HostView> {
  let text = "";
  const onOutput = (more: string): void => {
    text += more;
  };
  await execInContainer(connection, id, { argv: ["sh", "-c", script], onOutput }, signal);
  const path = `/containers/${id}/json`;
  const source = containerFromInspect(await connection.json({ method: "GET", path }, signal));
  const answers = await probeAll(connection, { source, probes }, signal);
  return { ...hostFacts(text), answers };
}

const script = `
echo "forwards $(cat /proc/sys/net/ipv4/ip_forward)"
ip -o address | while read -r _ card _ address _; do echo "address $card $address"; done
echo routes
cat /proc/net/route
echo routes6
cat /proc/net/ipv6_route
`;

/** What the helper's program printed. */
export function hostFacts(text: string): Omit<HostView, "answers"> {
  const [head = "", tail = ""] = text.replaceAll("\r", "").split("\nroutes\n");
  const [ipv4 = "", ipv6 = ""] = tail.split("routes6\n");
  const forwards = /^forwards ([01])$/m.exec(head)?.[1];
  const addresses = [...head.matchAll(/^address (?!lo )\S+ ([0-9a-f.:]+)\/\d+$/gm)];
  return {
    forwards: forwards === undefined ? undefined : forwards === "1",
    addresses: addresses.map(([, address = ""]) => address),
    routes: [...parseIpv4Routes(ipv4), ...parseIpv6Routes(ipv6)],
  };
}

/**
 * What the host itself is to ask: who is on other hosts, their hosts, else the source's own questions, at
 * the addresses that it asked: the host may not know its names.
 */
function hostProbes(facts: Facts): readonly Probe[] {
  const { answers } = facts;
  const there = elsewhere(facts);
  if (there !== undefined) {
    return there.member === undefined ? [] : askHost(there.member.hostAddress);
  }
  if (answers.every(({ verdict }) => verdict === "unresolved")) {
    return missingPeers(facts).slice(0, mostHosts).flatMap(askHost);
  }
  return answers.flatMap(({ probe, addresses }) => {
    const address = probe.address ?? addresses[0];
    return address === undefined || probe.kind === "resolve" ? [] : [{ ...probe, address }];
  });
}

/** Enough to name a closed port by. */
const mostHosts = 4;

function askHost(address: string): readonly Probe[] {
  return [
    { kind: "tcp", target: address, address, port: gossipPort },
    { kind: "ping", target: address, address },
  ];
}
