// A run as text to be pasted elsewhere: Markdown for people, CSV for tables. Every name in it was written
// by others, and none of them may become markup or a formula.
import type { Translate } from "../../base/translate.ts";
import { cellWords, endWords, lossWords } from "./cellWords.ts";
import { titleOf, type TestEnd } from "./testPlan.ts";
import type { TestAnswer, TestRun } from "./testRun.ts";

/** A heading, how many are reachable, and a table: of everyone to everyone, or of one to all. */
export function runAsMarkdown(run: TestRun, translate: Translate): string {
  const { plan, startedAt } = run;
  const { reachable, answered } = run.counts();
  const time = new Date(startedAt).toISOString().replace(/\.\d+Z$/, "Z");
  const summary = translate("{reachable} of {answered} reachable", { reachable, answered });
  const table = plan.subject.kind === "network" ? matrix(run, translate) : list(run, translate);
  const lines = table.map((row) => `| ${row.join(" | ")} |`);
  const [head = "", ...rest] = lines;
  const rule = `|${" --- |".repeat(table[0]?.length ?? 0)}`;
  return [
    `### ${inline(titleOf(plan.subject))}`,
    "",
    `${time}: ${summary}`,
    "",
    head,
    rule,
    ...rest,
    "",
  ].join("\n");
}

/** One line for each answer, with the lines' ends that CSV has. */
export function runAsCsv(run: TestRun, translate: Translate): string {
  const { plan } = run;
  const head = ["from", "to", "detail", "verdict", "roundTripMs", "loss", "says"];
  const rows = run.answers().map((answer): readonly string[] => {
    const to = plan.columns[answer.question.column];
    return [
      plan.rows[answer.question.row]?.name ?? "",
      to?.name ?? "",
      to === undefined ? "" : endWords(to.detail, translate),
      answer.verdict,
      numberText(answer.decisive?.roundTripMs),
      numberText(answer.decisive?.loss),
      cellWords(answer, translate),
    ];
  });
  return [head, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

type Table = readonly (readonly string[])[];

function matrix(run: TestRun, translate: Translate): Table {
  const { rows, columns } = run.plan;
  const byPlace = new Map<string, TestAnswer>();
  for (const answer of run.answers()) {
    byPlace.set(`${answer.question.row},${answer.question.column}`, answer);
  }
  const body = rows.map(({ name }, row) => [
    `**${inline(name)}**`,
    ...columns.map((_, column) => cell(byPlace.get(`${row},${column}`), translate)),
  ]);
  return [["", ...columns.map(({ name }) => inline(name))], ...body];
}

function list(run: TestRun, translate: Translate): Table {
  const body = run.answers().map((answer) => {
    const to: TestEnd | undefined = run.plan.columns[answer.question.column];
    const detail = to === undefined ? "" : inline(endWords(to.detail, translate));
    return [inline(to?.name ?? ""), detail, cell(answer, translate)];
  });
  return [[translate("Target"), translate("What it is"), translate("Result")], ...body];
}

const symbols = { reachable: "✓", blocked: "✗", unresolved: "✗", unknown: "?" } as const;

function cell(answer: TestAnswer | undefined, translate: Translate): string {
  if (answer === undefined) return "";
  const words = [cellWords(answer, translate), lossWords(answer, translate)];
  return `${symbols[answer.verdict]} ${inline(words.filter((word) => word !== "").join(", "))}`;
}

/** Text within a line of Markdown, where nothing of it is markup or ends the line or the cell. */
function inline(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .replace(/[\\`*_[\]<>|~$&!@#]/g, "\\$&");
}

/** What a table's program would take for a formula gets an apostrophe, which keeps it text. */
function field(text: string): string {
  const guarded = /^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) || guarded !== text
    ? `"${guarded.replaceAll('"', '""')}"`
    : guarded;
}

function numberText(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}
