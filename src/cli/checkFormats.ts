// The formats in which `portolan check` reports: for people, for programs, for CI, and for code hosts.
import type { CheckOutcome } from "../connectivity/checks/judgeCheck.ts";
import type { ReportedCheck, ReportedFile, ReportedProblem, ReportRange } from "./checkReport.ts";
import { junitReport } from "./junit.ts";
import { commandText, printable, propertyText } from "./outputText.ts";

export const checkFormats = ["text", "json", "junit", "github"] as const;

export type CheckFormat = (typeof checkFormats)[number];

/** The whole report, with a line end after its last line. */
export function formatChecks(files: readonly ReportedFile[], format: CheckFormat): string {
  switch (format) {
    case "text":
      return textReport(files);
    case "json":
      return `${JSON.stringify(files, undefined, 2)}\n`;
    case "junit":
      return junitReport(files);
    case "github":
      return files.flatMap(githubCommands).join("");
    default:
      return format satisfies never;
  }
}

const outcomeWords = {
  passed: "passed",
  failed: "failed",
  couldNotRun: "could not run",
} as const satisfies Record<CheckOutcome, string>;

/** `file:line:column: outcome: name`, as compilers write it, and what there is to say under it. */
function textReport(files: readonly ReportedFile[]): string {
  const lines = files.flatMap(({ file, problems, checks }) => [
    ...problems.map((problem) => `${placeOf(file, problem)}: error: ${problem.message}`),
    ...checks.flatMap((check) => [
      `${placeOf(file, check)}: ${outcomeWords[check.outcome]}: ${check.name}`,
      ...check.messages.map((message) => `    ${message}`),
    ]),
  ]);
  const checks = files.flatMap((file) => file.checks);
  const count = (outcome: CheckOutcome): string =>
    `${outcomeWords[outcome]}: ${checks.filter((check) => check.outcome === outcome).length}`;
  const problems = files.reduce((sum, file) => sum + file.problems.length, 0);
  const counts = [count("passed"), count("failed"), count("couldNotRun")];
  const end = problems === 0 ? counts : [...counts, `errors in files: ${problems}`];
  return [...lines.map(printable), `checks: ${checks.length}, ${end.join(", ")}`, ""].join("\n");
}

function placeOf(file: string, { range }: { readonly range: ReportRange }): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1}`;
}

/** Workflow commands of GitHub Actions, which show as notes at the lines; what passed needs none. */
function githubCommands({ file, problems, checks }: ReportedFile): readonly string[] {
  const amiss = checks.filter(({ outcome }) => outcome !== "passed");
  return [
    ...problems.map((problem) => githubCommand(file, problem, titleOf(problem), problem.message)),
    ...amiss.map((check) => githubCommand(file, check, titleOf(check), check.messages.join("\n"))),
  ];
}

function titleOf(one: ReportedCheck | ReportedProblem): string {
  return "outcome" in one ? `${one.name}: ${outcomeWords[one.outcome]}` : one.code;
}

function githubCommand(
  file: string,
  { range: { start, end } }: { readonly range: ReportRange },
  title: string,
  message: string,
): string {
  const properties = [
    `file=${propertyText(file)}`,
    `line=${start.line + 1}`,
    `endLine=${end.line + 1}`,
    `title=${propertyText(title)}`,
  ];
  return `::error ${properties.join(",")}::${commandText(message)}\n`;
}
