// Several commands in one ExecStart= line, and the empty assignment that resets it.
import { parseCommandLine } from "../syntax/commandWords.ts";
import { isReset, lastSetting, listSetting } from "../effectiveUnit.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { directivesOf } from "../syntax/unitFile.ts";

export const execStartRules: readonly Rule[] = [severalCommands, neededReset];

/** A semicolon makes a second command, and only services that end by themselves may have one. */
function severalCommands({ configuration: { unit }, file }: RuleContext): readonly Problem[] {
  if (unit === undefined) return [];
  if (lastSetting(unit, "Service", "Type")?.directive.value.text === "oneshot") return [];
  return listSetting(unit, "Service", "ExecStart")
    .filter((setting) => setting.file.uri === file.uri)
    .flatMap(({ directive }) => parseCommandLine(directive.value).commands.slice(1))
    .map(({ program: { range, text } }) => ({
      code: "severalCommands",
      severity: "error",
      uri: file.uri,
      range,
      args: { program: text.text },
    }));
}

/** People take the empty line for a slip, and the unit no longer starts without it. */
function neededReset({ file }: RuleContext): readonly Problem[] {
  if (file.kind !== "dropIn") return [];
  const lines = directivesOf(parsedUnit(file.text), "Service", "ExecStart");
  const last = lines.findLastIndex((directive) => isReset({ file, directive }));
  const reset = lines[last];
  if (reset === undefined || last === lines.length - 1) return [];
  const range = { start: reset.keyRange.start, end: reset.equalsRange.end };
  const { uri } = file;
  return [{ code: "execStartReset", severity: "information", isHint: true, uri, range, args: {} }];
}
