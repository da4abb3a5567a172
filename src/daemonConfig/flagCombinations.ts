// What dockerd finds fault with only when it sees several uses of a repeatable flag together.
import { isIPv6 } from "node:net";
import { isAtLeast, type EngineVersion } from "./engineVersion.ts";
import type { FaultStage } from "./flagStart.ts";
import type { FlagUse } from "./flagUses.ts";
import { parseGoDecimal } from "./goValues.ts";

/** A flag with a value, or one value of a daemon.json key. */
export type OptionUse = Pick<FlagUse, "option" | "value">;

export interface CombinationFault<Use extends OptionUse = FlagUse> {
  /** The later use: the one that is too much. */
  readonly use: Use;
  readonly stage: FaultStage;
  readonly reason: string;
}

/** Uses of one flag that do not go together, whatever each says alone. */
export function combinationFaults<Use extends OptionUse>(
  uses: readonly Use[],
  version: EngineVersion,
): readonly CombinationFault<Use>[] {
  const of = (name: string): readonly Use[] => uses.filter((use) => use.option.name === name);
  const stage = isAtLeast(version, "23.0") ? "validate" : "start";
  const gateways = isAtLeast(version, "28.0") ? secondGateways(of("host-gateway-ip")) : [];
  return [
    ...clashes(
      of("label"),
      (one, other) => one.name === other.name && one.value !== other.value,
    ).map((use) => ({ use, stage, reason: "the same label has another value before" }) as const),
    ...clashes(of("add-runtime"), (one, other) => sameRuntime(one.name, other.name)).map(
      (use) => ({ use, stage: "parse", reason: "the same runtime is defined before" }) as const,
    ),
    ...clashes(of("node-generic-resource"), mixesResources).map(
      (use) => ({ use, stage, reason: "the same resource has a number and names" }) as const,
    ),
    ...gateways.map(
      (use) => ({ use, stage, reason: "one IPv4 and one IPv6 address at most" }) as const,
    ),
  ];
}

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** The uses that clash with an earlier one of the same name, as far as case and blanks go. */
function clashes<Use extends OptionUse>(
  uses: readonly Use[],
  clash: (one: Pair, other: Pair) => boolean,
): readonly Use[] {
  const earlier = new Map<string, Pair[]>();
  return uses.filter(({ value }) => {
    const pair = toPair(value);
    const name = pair.name.trim().toLowerCase();
    const namesakes = earlier.get(name) ?? [];
    const isClash = namesakes.some((each) => clash(each, pair));
    earlier.set(name, [...namesakes, pair]);
    return isClash;
  });
}

function toPair(text: string): Pair {
  const at = text.indexOf("=");
  return at === -1
    ? { name: text, value: "" }
    : { name: text.slice(0, at), value: text.slice(at + 1) };
}

function sameRuntime(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** A resource has either one number or any number of names. */
function mixesResources(one: Pair, other: Pair): boolean {
  const isNumber = ({ value }: Pair): boolean => parseGoDecimal(value.trim()) !== undefined;
  return one.name.trim() === other.name.trim() && (isNumber(one) || isNumber(other));
}

function secondGateways<Use extends OptionUse>(uses: readonly Use[]): readonly Use[] {
  return uses.filter((use, index) =>
    uses.slice(0, index).some((earlier) => isIPv6(earlier.value) === isIPv6(use.value)),
  );
}
