// Puts the reason why systemd drops a directive's value into a problem.
import { directiveValueFault, type ValueFault } from "./directiveValues.ts";
import { nearest } from "../../base/nearMiss.ts";
import type { MappedText } from "../syntax/mappedText.ts";
import type { Problem } from "./problem.ts";
import type { Directive } from "./systemdDirectives.ts";

type Found = Omit<Problem, "uri">;

/** What there is to say about a value that systemd drops for that reason. */
export function valueFaultProblem(
  directive: Directive,
  value: MappedText,
  fault: ValueFault,
): Found {
  const { range, text } = value;
  const unquoted = /^(["'])(.*)\1$/.exec(text)?.[2];
  if (unquoted !== undefined && directiveValueFault(directive, unquoted) === undefined) {
    const args = { key: directive.name, unquoted };
    return {
      code: "quotedDirectiveValue",
      severity: "warning",
      range,
      args,
      replacement: unquoted,
    };
  }
  const args = { key: directive.name, value: text === "" ? '""' : text };
  // Among many, such as the signals, a near one is as likely another one that was meant.
  const isFew = fault.kind === "choice" && fault.choices.length <= mostListed;
  const guess = isFew ? nearest(text, fault.choices) : undefined;
  return {
    severity: "warning",
    range,
    ...wordsFor(fault, args),
    ...(guess !== undefined && { replacement: guess }),
  };
}

type Words = Pick<Problem, "code" | "args">;

function wordsFor(fault: ValueFault, args: Problem["args"]): Words {
  switch (fault.kind) {
    case "choice":
      return {
        code: "unknownDirectiveValue",
        args: { ...args, choices: listOf(fault.choices) },
      };
    case "timeSpan":
      return { code: "badTimeSpan", args };
    case "size":
      return { code: "badSize", args };
    case "number":
      return {
        code: "badNumber",
        args: { ...args, least: String(fault.least), most: String(fault.most) },
      };
    case "limit":
      return { code: "badLimit", args: { ...args, example: limitExamples[fault.of] } };
    case "softAboveHard":
      return { code: "softAboveHard", args };
    case "mode":
    case "percentage":
    case "slice":
      return { code: "badFormat", args: { ...args, example: formatExamples[fault.kind] } };
    default:
      return fault satisfies never;
  }
}

const limitExamples = { number: "1048576", size: "64M", timeSpan: "60s", nice: "10" } as const;

const formatExamples = { mode: "0022", percentage: "50%", slice: "system.slice" } as const;

const mostListed = 12;

/** Signals are too many to list them all. */
function listOf(choices: readonly string[]): string {
  const listed = choices.slice(0, mostListed).join(", ");
  return choices.length > mostListed ? `${listed}, …` : listed;
}
