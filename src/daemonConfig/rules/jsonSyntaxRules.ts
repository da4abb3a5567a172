// What is wrong with a daemon.json as JSON, as the decoder of a version of dockerd sees it.
import type { DaemonJson, JsonFault, JsonFaultKind } from "../syntax/daemonJson.ts";
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import type { Problem } from "./problem.ts";
import type { TextRange } from "../syntax/textRange.ts";

export interface JsonFile {
  readonly uri: string;
  readonly text: string;
}

/** The first thing that is no JSON, which is as far as dockerd gets; and what it minds besides. */
export function jsonSyntaxProblems(
  file: JsonFile,
  { root, faults }: DaemonJson,
  version: EngineVersion,
): readonly Problem[] {
  const [first] = faults;
  const problems: Problem[] = [];
  const add = (problem: Pick<Problem, "code" | "range"> & Partial<Problem>): void => {
    problems.push({ severity: "error", uri: file.uri, args: {}, ...problem });
  };
  const isOld = !isAtLeast(version, "23.0");
  if (isOld && file.text.startsWith("\uFEFF")) {
    add({ code: "jsonByteOrderMark", range: { start: 0, end: 1 } });
  }
  const blank = /^\uFEFF?[ \t\r\n]*(?=(?!\uFEFF)[^\S \t\r\n])/.exec(file.text)?.[0];
  if (isOld && blank !== undefined) {
    const args = { detail: "JSON knows no blank such as this" };
    add({ code: "jsonSyntax", args, range: { start: blank.length, end: blank.length + 1 } });
  }
  const isMalformed = first !== undefined && first.kind !== "trailingContent";
  const isWhole = root === undefined || root.kind === "object" || root.kind === "null";
  if (!isMalformed && !isWhole) add({ code: "jsonNotObject", range: root.range });
  else if (first !== undefined) problems.push(...faultProblems(file, first, isOld));
  return problems;
}

/** True where dockerd of some version gets as far as the keys. */
export function isReadable({ root, faults }: DaemonJson): boolean {
  return root?.kind === "object" && faults.every(({ kind }) => kind === "trailingContent");
}

function faultProblems(
  { uri, text }: JsonFile,
  { kind, range }: JsonFault,
  isOld: boolean,
): readonly Problem[] {
  const base = { severity: "error", uri, range, args: {} } as const;
  switch (kind) {
    case "comment":
      return [{ ...base, code: "jsonComment", replacement: "" }];
    case "trailingComma": {
      const comma = commaBefore(text, range);
      return [{ ...base, code: "jsonTrailingComma", range: comma, replacement: "" }];
    }
    case "trailingContent": {
      const severity = isOld ? "warning" : "error";
      return [{ ...base, code: "jsonTrailingContent", severity }];
    }
    case "empty":
      return isOld ? [{ ...base, code: "jsonEmpty" }] : [];
    default: {
      const replacement = meant(kind, text.slice(range.start, range.end));
      const problem = { ...base, code: "jsonSyntax", args: { detail: details[kind] } } as const;
      return [replacement === undefined ? problem : { ...problem, replacement }];
    }
  }
}

/** The JSON for a token of another language's, where that is clear. */
function meant(kind: JsonFaultKind, written: string): string | undefined {
  if (kind === "badBlank") return written.replace(/./g, " ");
  if (kind !== "bareKey" && kind !== "badToken") return undefined;
  if (kind === "badToken" && /^(?:true|false|null)$/i.test(written)) return written.toLowerCase();
  const text = /^['‘’“”](.*)['‘’“”]$/.exec(written)?.[1];
  const name = kind === "bareKey" ? /^[A-Za-z][\w.-]*$/.exec(written)?.[0] : undefined;
  const meaning = text ?? name;
  return meaning === undefined ? undefined : JSON.stringify(meaning);
}

const details = {
  unterminatedString: "this text has no closing quotation mark on its line",
  badEscape: "there is no such escape in a text",
  badCharacter: "this character has to be escaped in a text",
  missingComma: "a comma is missing before this",
  missingColon: "a colon is missing before this",
  missingBracket: "a closing bracket is missing",
  missingValue: "something is missing before this",
  badBlank: "JSON knows no blank such as this",
  bareKey: "a key stands in double quotation marks",
  badToken: "this is neither a number, true, false or null, nor a text in double quotation marks",
} as const satisfies Record<
  Exclude<JsonFaultKind, "comment" | "trailingComma" | "trailingContent" | "empty">,
  string
>;

/** The comma that a closing bracket comes right after. */
function commaBefore(text: string, { start }: TextRange): TextRange {
  const comma = text.lastIndexOf(",", start);
  return { start: comma, end: comma + 1 };
}
