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
  if (uses.length < 2) return [];
  const of = (name: string): readonly Use[] => uses.filter((use) => use.option.name === name);
  const stage = isAtLeast(version, "23.0") ? "validate" : "start";
  const gateways = isAtLeast(version, "28.0") ? secondGateways(of("host-gateway-ip")) : [];
  return [
    ...clashes(of("label"), labelOf, differs).map(
      (use) => ({ use, stage, reason: "the same label has another value before" }) as const,
    ),
    ...clashes(of("add-runtime"), runtimeOf, isAny).map(
      (use) => ({ use, stage: "parse", reason: "the same runtime is defined before" }) as const,
    ),
    ...clashes(of("node-generic-resource"), resourceOf, mixes).map(
      (use) => ({ use, stage, reason: "the same resource has a number and names" }) as const,
    ),
    ...gateways.map(
      (use) => ({ use, stage, reason: "one IPv4 and one IPv6 address at most" }) as const,
    ),
  ];
}

/** What a value is about, and what it says of it as far as that matters. */
interface Claim {
  readonly subject: string;
  readonly claim: string;
}

/** The uses that clash with what earlier ones say of the same subject. */
function clashes<Use extends OptionUse>(
  uses: readonly Use[],
  toClaim: (value: string) => Claim,
  isClash: (claim: string, earlier: ReadonlySet<string>) => boolean,
): readonly Use[] {
  const claims = new Map<string, Set<string>>();
  return uses.filter(({ value }) => {
    const { subject, claim } = toClaim(value);
    const earlier = claims.get(subject) ?? new Set();
    const clash = isClash(claim, earlier);
    claims.set(subject, earlier.add(claim));
    return clash;
  });
}

function differs(claim: string, earlier: ReadonlySet<string>): boolean {
  return earlier.size > (earlier.has(claim) ? 1 : 0);
}

function isAny(_: string, earlier: ReadonlySet<string>): boolean {
  return earlier.size > 0;
}

/** A resource has either one number or any number of names. */
function mixes(claim: string, earlier: ReadonlySet<string>): boolean {
  return earlier.has("number") || (claim === "number" && earlier.size > 0);
}

function labelOf(value: string): Claim {
  const [subject, claim] = toPair(value);
  return { subject, claim };
}

function runtimeOf(value: string): Claim {
  return { subject: toPair(value)[0].trim().toLowerCase(), claim: "" };
}

function resourceOf(value: string): Claim {
  const [name, amount] = toPair(value);
  const isNumber = parseGoDecimal(amount.trim()) !== undefined;
  return { subject: name.trim(), claim: isNumber ? "number" : "name" };
}

function toPair(text: string): readonly [name: string, value: string] {
  const at = text.indexOf("=");
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function secondGateways<Use extends OptionUse>(uses: readonly Use[]): readonly Use[] {
  const familyOf = (value: string): Claim => ({
    subject: isIPv6(value) ? "IPv6" : "IPv4",
    claim: "",
  });
  return clashes(uses, familyOf, isAny);
}
