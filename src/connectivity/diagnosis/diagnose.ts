// The facts of a question that failed -> its cause, where a rule knows it.
import type { Cause, CauseRule, Facts } from "./cause.ts";
import { askingRules } from "./askingRules.ts";
import { filterRules } from "./filterRules.ts";
import { hostRules } from "./hostRules.ts";
import { mtuRules } from "./mtuRules.ts";
import { nameRules } from "./nameRules.ts";
import { namespaceRules } from "./namespaceRules.ts";
import { networkRules } from "./networkRules.ts";
import { outsideRules } from "./outsideRules.ts";
import { overlayRules } from "./overlayRules.ts";
import { portRules } from "./portRules.ts";
import { publishedRules } from "./publishedRules.ts";
import { stateRules } from "./stateRules.ts";
import { undecidedRules } from "./undecidedRules.ts";

/**
 * In the order in which they are asked: what runs, where it is, what leads there, who has the name, who
 * listens, what is around, and at last what is missing to tell.
 */
const rules: readonly CauseRule[] = [
  ...stateRules,
  ...namespaceRules,
  ...askingRules,
  ...networkRules,
  ...nameRules,
  ...portRules,
  ...publishedRules,
  ...hostRules,
  ...filterRules,
  ...overlayRules,
  ...outsideRules,
  ...mtuRules,
  ...undecidedRules,
];

/** The first cause that is certain, else the first that is likely, else what is missing to tell. */
export function diagnose(facts: Facts): Cause | undefined {
  const causes = rules.flatMap((rule) => rule(facts) ?? []);
  return (
    causes.find(({ sure }) => sure === "certain") ??
    causes.find(({ sure }) => sure === "likely") ??
    causes[0]
  );
}
