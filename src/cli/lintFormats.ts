// The formats in which `portolan lint` reports: for people, for programs, and for code hosts.
import { pathToFileURL } from "node:url";
import type { LintFinding } from "./lintFinding.ts";
import { commandText, printable, propertyText } from "./outputText.ts";

export const lintFormats = ["text", "json", "sarif", "github"] as const;

export type LintFormat = (typeof lintFormats)[number];

export interface LintReport {
  readonly findings: readonly LintFinding[];
  /** How many files were judged. */
  readonly fileCount: number;
  /** What `portolan --version` prints. */
  readonly toolVersion: string;
}

/** The whole report, with a line end after its last line. */
export function formatReport(report: LintReport, format: LintFormat): string {
  switch (format) {
    case "text":
      return textReport(report);
    case "json":
      return `${JSON.stringify(report.findings, undefined, 2)}\n`;
    case "sarif":
      return `${JSON.stringify(sarifLog(report), undefined, 2)}\n`;
    case "github":
      return report.findings.map(githubCommand).join("");
    default:
      return format satisfies never;
  }
}

/** `file:line:column: severity: message [code]` as compilers write it, so that editors find the place. */
function textReport({ findings, fileCount }: LintReport): string {
  const lines = findings.map(({ file, range, severity, code, message }) => {
    const { line, character } = range.start;
    const place = `${file}:${line + 1}:${character + 1}`;
    return `${printable(`${place}: ${severity}: ${message} [${code}]`)}\n`;
  });
  const count = (severity: LintFinding["severity"]): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const counts = [
    `errors: ${count("error")}`,
    `warnings: ${count("warning")}`,
    `information: ${count("information")}`,
  ];
  return `${lines.join("")}files: ${fileCount}, ${counts.join(", ")}\n`;
}

const sarifLevels = { error: "error", warning: "warning", information: "note" } as const;

/** SARIF 2.1.0: lines and columns count from one, the end column is exclusive. */
function sarifLog({ findings, toolVersion }: LintReport): unknown {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "portolan", version: toolVersion, rules: codes.map((id) => ({ id })) },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: codes.indexOf(finding.code),
          level: sarifLevels[finding.severity],
          message: { text: finding.message },
          locations: [{ physicalLocation: sarifPlace(finding) }],
        })),
      },
    ],
  };
}

function sarifPlace({ file, range: { start, end } }: LintFinding): unknown {
  return {
    artifactLocation: { uri: addressOf(file) },
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}

/** A relative path stays relative: code hosts resolve it against the repository. */
function addressOf(file: string): string {
  if (file.startsWith("/")) return pathToFileURL(file).href;
  return file.split("/").map(encodeURIComponent).join("/");
}

const githubKinds = { error: "error", warning: "warning", information: "notice" } as const;

/** A workflow command of GitHub Actions, which shows as a note at the line. */
function githubCommand({ file, range: { start, end }, ...finding }: LintFinding): string {
  const properties = [
    `file=${propertyText(file)}`,
    `line=${start.line + 1}`,
    `endLine=${end.line + 1}`,
    // Columns count only within one line.
    ...(start.line === end.line
      ? [`col=${start.character + 1}`, `endColumn=${end.character + 1}`]
      : []),
    `title=${propertyText(finding.code)}`,
  ];
  const kind = githubKinds[finding.severity];
  return `::${kind} ${properties.join(",")}::${commandText(finding.message)}\n`;
}
