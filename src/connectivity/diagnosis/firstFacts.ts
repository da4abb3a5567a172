// What is known of a question right after it was asked, before anything is looked into.
import type { Facts } from "./cause.ts";

/** The facts of a question that nobody has looked into yet. */
export function firstFacts(
  known: Pick<Facts, "picture" | "source" | "name" | "target" | "port" | "answers" | "outside">,
): Facts {
  const nothingMore = { further: [], listeners: undefined, inspected: new Map() } as const;
  return { ...known, ...nothingMore, helperImage: undefined };
}
