// What is known of a question right after it was asked, before anything is looked into.
import { containerAt } from "../checks/reach.ts";
import type { Facts } from "./cause.ts";
import { addressesOf } from "./surroundings.ts";

/** The facts of a question that nobody has looked into yet. */
export function firstFacts(
  known: Pick<Facts, "picture" | "source" | "name" | "target" | "port" | "answers" | "outside">,
): Facts {
  const nothingMore = { further: [], listeners: undefined, inspected: new Map() } as const;
  return { ...known, ...nothingMore, target: targetOf(known), helperImage: undefined };
}

/** An alias or a service means the container whose address it stands for. */
function targetOf({
  picture,
  target,
  answers,
}: Pick<Facts, "picture" | "target" | "answers">): Facts["target"] {
  const [address] = addressesOf({ answers });
  return target ?? (address === undefined ? undefined : containerAt(picture, address));
}
