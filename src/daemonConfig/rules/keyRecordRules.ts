// The runtimes, limits and the builder of a daemon.json, each an object whose parts have to fit together.
import type { JsonMember, JsonValue } from "../syntax/daemonJson.ts";
import { builderProblems } from "./builderRules.ts";
import { isAtLeast } from "../options/engineVersion.ts";
import { fieldIn, keyProblem, type KeyContext } from "./keyProblem.ts";
import { limitNames } from "../options/flagValues.ts";
import type { Problem } from "./problem.ts";

/** What is wrong with the runtimes or limits that a member of the right type defines. */
export function recordProblems(member: JsonMember, context: KeyContext): readonly Problem[] {
  const { key, value } = member;
  if (value.kind !== "object") return [];
  switch (key) {
    case "runtimes":
      return value.members.flatMap((each) => runtimeProblems(each, context));
    case "default-ulimits":
      return value.members.flatMap((each) => limitProblems(each, context));
    case "builder":
      return builderProblems(member, context);
    default:
      return [];
  }
}

function runtimeProblems(member: JsonMember, context: KeyContext): readonly Problem[] {
  if (!isAtLeast(context.version, "24.0")) return [];
  const name = member.key;
  const has = (field: string): boolean => !isEmpty(fieldIn(member.value, field));
  if (!has("path") && !has("runtimeType")) {
    return [keyProblem("runtimeWithoutPath", "error", member, context, { name })];
  }
  const clashes = [
    ["path", "runtimeType"],
    ["path", "options"],
    ["runtimeType", "runtimeArgs"],
  ] as const;
  return clashes
    .filter((parts) => parts.every(has))
    .map(([one, other]) =>
      keyProblem("runtimeParts", "error", member, context, { name, one, other }),
    );
}

/** dockerd keeps a limit as it is written, and hands it on with every container. */
function limitProblems(member: JsonMember, context: KeyContext): readonly Problem[] {
  const name = textOf(fieldIn(member.value, "Name"));
  const soft = numberOf(fieldIn(member.value, "Soft"));
  const hard = numberOf(fieldIn(member.value, "Hard"));
  const detail = limitFault(name, soft, hard);
  if (detail === undefined) return [];
  return [keyProblem("unusableLimit", "warning", member, context, { name: member.key, detail })];
}

function limitFault(name: string, soft: number, hard: number): string | undefined {
  if (name === "") return 'its "Name" is missing';
  if (!limitNames.test(name.toLowerCase())) return "there is no limit of this name";
  const isAbove = hard !== -1 && (soft > hard || soft === -1);
  return isAbove ? "the soft limit is above the hard one" : undefined;
}

function isEmpty(value: JsonValue | undefined): boolean {
  switch (value?.kind) {
    case "string":
      return value.text === "";
    case "array":
      return value.items.length === 0;
    case "object":
      return value.members.length === 0;
    default:
      return true;
  }
}

function textOf(value: JsonValue | undefined): string {
  return value?.kind === "string" ? value.text : "";
}

function numberOf(value: JsonValue | undefined): number {
  return value?.kind === "number" ? value.number : 0;
}
