// JUnit's XML, in the form that CI systems agree on: a suite for each file, a case for each check.
import type { ReportedCheck, ReportedFile } from "./checkReport.ts";
import { printable } from "./outputText.ts";

/** The report as XML, with a line end after its last line. */
export function junitReport(files: readonly ReportedFile[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...files.flatMap(suiteLines),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteLines({ file, problems, checks }: ReportedFile): readonly string[] {
  const failed = checks.filter(({ outcome }) => outcome === "failed").length;
  const errors = checks.filter(({ outcome }) => outcome === "couldNotRun").length + problems.length;
  const counts = `tests="${checks.length + problems.length}" failures="${failed}" errors="${errors}"`;
  return [
    `  <testsuite name="${xmlText(file)}" ${counts}>`,
    ...problems.flatMap(({ message, range }) =>
      caseLines(
        { file, name: `line ${range.start.line + 1} can be read`, seconds: "0.000" },
        resultLines("error", [message]),
      ),
    ),
    ...checks.flatMap((check) =>
      caseLines(
        { file, name: check.name, seconds: (check.decidedAfterMs / 1000).toFixed(3) },
        outcomeLines(check),
      ),
    ),
    "  </testsuite>",
  ];
}

function caseLines(
  {
    file,
    name,
    seconds,
  }: { readonly file: string; readonly name: string; readonly seconds: string },
  content: readonly string[],
): readonly string[] {
  const attributes = `classname="${xmlText(file)}" name="${xmlText(name)}" time="${seconds}"`;
  return content.length === 0
    ? [`    <testcase ${attributes}/>`]
    : [`    <testcase ${attributes}>`, ...content, "    </testcase>"];
}

function outcomeLines({ outcome, messages, pairs }: ReportedCheck): readonly string[] {
  const causes = [...new Set(pairs.flatMap(({ cause }) => cause?.code ?? []))];
  switch (outcome) {
    case "passed":
      return [];
    case "failed":
      return resultLines("failure", messages, causes);
    case "couldNotRun":
      return resultLines("error", messages, causes);
    default:
      return outcome satisfies never;
  }
}

/** `type` says what kind of failure it is: here the codes of its causes. */
function resultLines(
  element: "failure" | "error",
  messages: readonly string[],
  causes: readonly string[] = [],
): readonly string[] {
  const [first = ""] = messages;
  const text = messages.map(xmlText).join("\n");
  const type = causes.length === 0 ? "" : ` type="${xmlText(causes.join(" "))}"`;
  return [`      <${element}${type} message="${xmlText(first)}">${text}</${element}>`];
}

/** For text and for attributes. XML has no place for most control characters, and none for half a pair. */
function xmlText(text: string): string {
  return printable(text)
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
