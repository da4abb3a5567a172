// Values that systemd drops, or does not take the way they look. Commands and environments have rules of their own.
import { valueFaultProblem } from "./directiveFaults.ts";
import { documentProblems, pathProblem, specifierProblem } from "./directivePaths.ts";
import { directiveValueFault } from "./directiveValues.ts";
import type { MappedText } from "../syntax/mappedText.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { shellExpansions } from "../syntax/shellExpansions.ts";
import { directiveIn, type Directive } from "./systemdDirectives.ts";
import { trailingComment } from "./trailingComments.ts";
import { directivesOf, type UnitDirective, type UnitFile } from "../syntax/unitFile.ts";
import { unitTypeOf } from "./unitNames.ts";
import { isUnit } from "./unitLineRules.ts";

export const directiveRules: readonly Rule[] = [valueProblems];

type Found = Omit<Problem, "uri">;

function valueProblems({ file }: RuleContext): readonly Problem[] {
  if (!isUnit(file)) return [];
  const unit = parsedUnit(file.text);
  const found = directivesOf(unit).flatMap((node): readonly Found[] => {
    const directive = directiveIn(node.section, node.key);
    return directive === undefined ? [] : directiveProblems(directive, node);
  });
  return [...found, ...restartProblems(unit)].map((problem) => ({ ...problem, uri: file.uri }));
}

/** Commands and environments have rules of their own. */
const otherKinds: ReadonlySet<string> = new Set(["PATH [ARGUMENT [...]]", "ENVIRON", "FILE"]);

function directiveProblems(directive: Directive, node: UnitDirective): readonly Found[] {
  if (otherKinds.has(directive.kind)) return [];
  const specifier = specifierProblem(directive, node.value);
  if (specifier !== undefined) return [specifier];
  // Words for people may say anything.
  if (directive.kind === "STRING") return [];
  if (directive.kind === "URL") return documentProblems(node.value);
  const comment = commentIn(node.value);
  if (comment !== undefined) return [comment];
  const variable = variableIn(node.value);
  const fault = faultProblem(directive, node);
  if (variable === undefined) return fault === undefined ? oldValues(node) : [fault];
  const { key } = node;
  const { range, text } = variable;
  const found = { severity: "warning", range, args: { key, variable: text } } as const;
  return [{ ...found, code: fault === undefined ? "notExpanded" : "notExpandedValue" }];
}

function faultProblem(directive: Directive, node: UnitDirective): Found | undefined {
  const { value } = node;
  if (directive.kind === "UNIT [...]") return unitNameProblem(value);
  const fault = directiveValueFault(directive, value.text);
  if (fault !== undefined) return valueFaultProblem(directive, value, fault);
  return pathProblem(directive, value);
}

/** `#` begins a comment only at the start of a line. */
function commentIn(value: MappedText): Found | undefined {
  const comment = trailingComment(value.text);
  if (comment === undefined) return undefined;
  const range = value.sourceRange(comment.start, comment.end);
  return { code: "trailingComment", severity: "warning", range, args: {}, replacement: "" };
}

/** The first variable in a value, as a shell would see it. */
export function variableIn(value: MappedText): MappedText | undefined {
  const range = shellExpansions(value.text).find(({ start }) =>
    /^\$[\w{]/.test(value.text.slice(start, start + 2)),
  );
  return range === undefined ? undefined : value.slice(range.start, range.end);
}

function unitNameProblem(value: MappedText): Found | undefined {
  for (const { 0: word, index } of value.text.matchAll(/[^ \t]+/g)) {
    if (unitTypeOf(word) !== undefined) continue;
    const names = word.split(/[,;"']+/).filter((name) => name !== "");
    const suggestion = names
      .map((name) => (name.includes(".") ? name : `${name}.service`))
      .join(" ");
    const found = {
      code: "badUnitName",
      severity: "warning",
      range: value.sourceRange(index, index + word.length),
      args: { value: word, suggestion },
    } as const;
    return unitTypeOf(suggestion.split(" ")[0] ?? "") !== undefined
      ? { ...found, replacement: suggestion }
      : found;
  }
  return undefined;
}

function oldValues({ key, value }: UnitDirective): readonly Found[] {
  const { range, text } = value;
  if (key === "KillMode" && text === "none") {
    return [{ code: "unsafeKillMode", severity: "information", range, args: {} }];
  }
  const suggestion = successorOf(key, text);
  if (suggestion === undefined) return [];
  const args = { key, value: text, suggestion };
  return [{ code: "obsoleteValue", severity: "information", range, args, replacement: suggestion }];
}

function successorOf(key: string, text: string): string | undefined {
  const isOutput = key === "StandardOutput" || key === "StandardError";
  if (isOutput && /^syslog(?:\+console)?$/.test(text)) return text.replace("syslog", "journal");
  const isPath = key === "PIDFile" || key === "ListenStream";
  return isPath && text.startsWith("/var/run/") ? text.slice("/var".length) : undefined;
}

/** One shot that is fired again whenever it hits: systemd refuses the unit. */
function restartProblems(unit: UnitFile): readonly Found[] {
  const [type, restart] = ["Type", "Restart"].map((key) =>
    directivesOf(unit, "Service", key).at(-1),
  );
  if (type?.value.text !== "oneshot" || restart === undefined) return [];
  const { range, text } = restart.value;
  if (text !== "always" && text !== "on-success") return [];
  return [{ code: "restartOfOneshot", severity: "error", range, args: { value: text } }];
}
