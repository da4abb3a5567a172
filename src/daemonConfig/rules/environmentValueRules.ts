// Values in an environment file that systemd reads otherwise than they look.
import type { EnvironmentAssignment } from "../syntax/environmentFile.ts";
import type { ValuePart } from "../syntax/environmentValue.ts";
import type { Problem } from "./problem.ts";
import { shellExpansions } from "../syntax/shellExpansions.ts";
import { trailingComment } from "./trailingComments.ts";
import { typographicCharacters } from "./typographicCharacters.ts";

type Found = Omit<Problem, "uri">;

/** What there is to say about the value of one assignment. */
export function environmentValueProblems(
  node: EnvironmentAssignment,
  text: string,
): readonly Found[] {
  return [
    ...partProblems(node, text),
    ...expansions(node, text),
    ...brokenContinuations(node),
    ...typographicCharacters(node.value),
  ];
}

function partProblems(node: EnvironmentAssignment, text: string): readonly Found[] {
  return node.parts.flatMap((part, index): readonly Found[] => {
    const before = node.parts[index - 1];
    return [
      ...(before === undefined ? [] : gluedProblems(node, before, part, text)),
      ...(part.kind === "plain" ? commentProblems(part, text) : quoteProblems(node, part, text)),
    ];
  });
}

/** A shell glues what follows a quote too, unless there is a blank between the two. */
function gluedProblems(
  { value }: EnvironmentAssignment,
  before: ValuePart,
  part: ValuePart,
  text: string,
): readonly Found[] {
  const range = { start: before.range.end, end: part.range.end };
  const glue = text.slice(before.range.end, part.range.start);
  const written = text.slice(part.range.start, part.range.end);
  if (glue !== "" && written.startsWith("#")) {
    return [{ code: "trailingComment", severity: "warning", range, args: {}, replacement: "" }];
  }
  const args = { value: shortened(value.text) };
  if (glue !== "") return [{ code: "gluedText", severity: "warning", range: part.range, args }];
  const isQuoting = part.kind === "plain" && /(?<!\\)["']/.test(written);
  return isQuoting ? [{ code: "innerQuotes", severity: "warning", range: part.range, args }] : [];
}

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}

function commentProblems({ range: { start, end } }: ValuePart, text: string): readonly Found[] {
  const comment = trailingComment(text.slice(start, end));
  if (comment === undefined) return [];
  const range = { start: start + comment.start, end };
  return [{ code: "trailingComment", severity: "warning", range, args: {}, replacement: "" }];
}

function quoteProblems(
  { name }: EnvironmentAssignment,
  { kind, range, isClosed }: ValuePart,
  text: string,
): readonly Found[] {
  const { start, end } = range;
  if (!isClosed) {
    const quote = { start, end: start + 1 };
    return [{ code: "unclosedQuote", severity: "warning", range: quote, args: { name } }];
  }
  const written = text.slice(start, end);
  if (kind === "doubleQuoted") return carriageReturns(written, start);
  return Array.from(written.matchAll(/\\(?=\r?\n)/g), ({ index }): Found => {
    const backslash = { start: start + index, end: start + index + 1 };
    const found = { severity: "warning", range: backslash, args: { name } } as const;
    return { ...found, code: "literalContinuation", replacement: "" };
  });
}

function carriageReturns(written: string, start: number): readonly Found[] {
  return Array.from(written.matchAll(/(?<!\\)(?:\\\\)*\\(?=\r\n)/g), ({ 0: run, index }): Found => {
    const end = start + index + run.length;
    const range = { start: end - 1, end };
    return { code: "carriageReturnContinuation", severity: "warning", range, args: {} };
  });
}

/** What a shell would put in. In single quotes and behind a backslash it wouldn't either. */
function expansions({ parts }: EnvironmentAssignment, text: string): readonly Found[] {
  return parts
    .filter(({ kind }) => kind !== "singleQuoted")
    .flatMap(({ range: part }) =>
      shellExpansions(text.slice(part.start, part.end)).map(({ start, end }): Found => {
        const range = { start: part.start + start, end: part.start + end };
        const variable = text.slice(range.start, range.end);
        return { code: "notExpanded", severity: "warning", range, args: { variable } };
      }),
    );
}

function brokenContinuations({ brokenContinuations: ranges }: EnvironmentAssignment): Found[] {
  return ranges.map((range) => ({
    code: "brokenContinuation",
    severity: "warning",
    range,
    args: {},
    replacement: "\\",
  }));
}
