// A network and its picture -> everyone asks everyone on it.
import type { Container } from "../../model/container.ts";
import { isUp } from "../../model/container.ts";
import { spansHosts, type Network } from "../../model/network.ts";
import type { OverlayMember } from "../../model/overlay.ts";
import type { Member, ReadonlyPicture } from "../../model/picture.ts";
import { commonAddresses } from "../commonAddresses.ts";
import type { TestEnd, TestPlan, TestQuestion } from "./testPlan.ts";

/**
 * Who asks whom on a network. Members that do not run are shown too, with nothing to ask; those on other
 * hosts are asked, and cannot ask.
 */
export function planNetworkTest(
  picture: ReadonlyPicture,
  network: Network,
  others?: readonly OverlayMember[],
): TestPlan {
  const elsewhere = others ?? [];
  const members = [...picture.membersOf(network)].sort((one, other) => {
    return collator.compare(one.container.name, other.container.name);
  });
  const ends = members.map(endOf);
  const questions = members.flatMap((from, row) =>
    members.flatMap((to, column): readonly TestQuestion[] => {
      return row === column ? [] : [questionOf(from, to, { row, column })];
    }),
  );
  const across = members.flatMap(({ container }, row) =>
    elsewhere.map((one, index) =>
      questionAcross(container, one, { row, column: ends.length + index }),
    ),
  );
  return {
    subject: { kind: "network", network },
    rows: ends,
    columns: [...ends, ...elsewhere.map(endElsewhere)],
    questions: [...questions, ...across],
    lacksOthers: others === undefined && spansHosts(network),
  };
}

/** The members that a mesh can be made of. */
export function askableMembers({ questions }: TestPlan): readonly Container[] {
  const members = new Map<string, Container>();
  for (const { target, probes } of questions) {
    if (target !== undefined && probes.length > 0) members.set(target.id, target);
  }
  return [...members.values()];
}

const collator = new Intl.Collator("en", { numeric: true });

/** Which address stands for a member where only one is shown; empty where it has none. */
function addressOf({ attachment: { endpoint } }: Member): string {
  return commonAddresses(endpoint, endpoint)[0] ?? "";
}

function endOf(member: Member): TestEnd {
  const { container } = member;
  const address = addressOf(member);
  const { name } = container;
  if (!isUp(container)) return { key: name, name, detail: { code: "asleep", args: {} } };
  return address === ""
    ? { key: name, name, detail: { code: "addressless", args: {} } }
    : { key: name, name, detail: { code: "at", args: { address } } };
}

function endElsewhere({ name, address, hostAddress }: OverlayMember): TestEnd {
  const detail = { code: "elsewhere", args: { address, host: hostAddress } } as const;
  return { key: `${name} on ${hostAddress}`, name, detail };
}

function questionAcross(
  source: Container,
  { name, address }: OverlayMember,
  place: { readonly row: number; readonly column: number },
): TestQuestion {
  const probes = isUp(source) ? [{ kind: "ping", target: name, address } as const] : [];
  return { ...place, source, target: undefined, name, probes };
}

function questionOf(
  from: Member,
  to: Member,
  place: { readonly row: number; readonly column: number },
): TestQuestion {
  const [source, target] = [from.container, to.container];
  const [address] = commonAddresses(from.attachment.endpoint, to.attachment.endpoint);
  // A mesh has no cells for those without an address.
  const isAskable = isUp(source) && isUp(target) && addressOf(from) !== "";
  const probes =
    isAskable && address !== undefined
      ? [{ kind: "ping", target: target.name, address } as const]
      : [];
  return { ...place, source, target, name: target.name, probes };
}
