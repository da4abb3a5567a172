// The sizes and times of the image builder in daemon.json, which its type alone does not tell.
import type { JsonMember, JsonValue } from "../syntax/daemonJson.ts";
import { isAtLeast } from "../options/engineVersion.ts";
import type { FaultStage } from "../options/flagStart.ts";
import { bytesFault } from "../options/flagValues.ts";
import { isDuration, parseGoDecimal } from "../options/goValues.ts";
import { fieldIn, type KeyContext } from "./keyProblem.ts";
import type { StagedProblem } from "./keyValueRules.ts";

/** What is wrong with the values of a `builder` that has the right type. */
export function builderProblems(
  { key, value }: JsonMember,
  { uri, version }: KeyContext,
): readonly StagedProblem[] {
  const problem = (
    { range, text }: PlacedText,
    stage: FaultStage,
    detail: string,
  ): StagedProblem => ({
    code: "invalidKeyValue",
    severity: "error",
    uri,
    range,
    stage,
    args: { key, value: JSON.stringify(text), detail },
  });
  const sizes = sizesOf(fieldIn(value, "gc")).flatMap((size) => {
    const fault = size.text === "" ? undefined : bytesFault(size.text, version);
    return fault === undefined ? [] : [problem(size, "start", fault)];
  });
  const maxAge = fieldIn(fieldIn(value, "history"), "maxAge");
  const isChecked = isAtLeast(version, "25.0") && maxAge?.kind === "string";
  if (!isChecked || isAge(maxAge.text)) return sizes;
  return [...sizes, problem(maxAge, "parse", "not a time such as 24h")];
}

type PlacedText = Extract<JsonValue, { readonly kind: "string" }>;

/** The sizes that count: those of the rules, or, where there are none, those for all. */
function sizesOf(gc: JsonValue | undefined): readonly PlacedText[] {
  const enabled = fieldIn(gc, "enabled");
  if (enabled?.kind === "boolean" && !enabled.isTrue) return [];
  const policy = fieldIn(gc, "policy");
  const holders = policy?.kind === "array" ? policy.items : [gc];
  return holders.flatMap((holder) => {
    if (holder?.kind !== "object") return [];
    return holder.members.flatMap(({ key, value }) =>
      /(storage|space)$/i.test(key) && value.kind === "string" ? [value] : [],
    );
  });
}

/** A time with its unit, or seconds; quotation marks inside the text are taken off. */
function isAge(text: string): boolean {
  const [, age = text] = /^"(.*)"$/s.exec(text) ?? [];
  return age === "" || isDuration(age) || parseGoDecimal(age) !== undefined;
}
