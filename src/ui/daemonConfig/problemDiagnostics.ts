// Problems as VS Code shows them: the sentence, the severity that the settings give the rule, the way to its page.
import * as vscode from "vscode";
import type { Place } from "../../daemonConfig/configFile.ts";
import type { Problem, Severity } from "../../daemonConfig/problem.ts";
import { problemTexts } from "../../daemonConfig/problemTexts.ts";
import type { RuleSeverities } from "../contributions.ts";

/** The diagnostics of a document's problems. Those that the settings switch off are left out. */
export function diagnosticsOf(
  problems: readonly Problem[],
  document: vscode.TextDocument,
  rules: RuleSeverities,
): readonly vscode.Diagnostic[] {
  return problems.flatMap((problem) => {
    const severity = rules[problem.code] ?? problem.severity;
    return severity === "off" ? [] : [diagnosticOf(problem, severity, document)];
  });
}

function diagnosticOf(
  { code, args, range, related = [] }: Problem,
  severity: Severity,
  document: vscode.TextDocument,
): vscode.Diagnostic {
  const message = vscode.l10n.t(problemTexts[code], args);
  const diagnostic = new vscode.Diagnostic(rangeIn(document, range), message, severities[severity]);
  diagnostic.source = "Portolan";
  diagnostic.code = { value: code, target: pageOf(code) };
  diagnostic.relatedInformation = related.flatMap((place) => relatedTo(place));
  return diagnostic;
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

function rangeIn(document: vscode.TextDocument, { start, end }: Place["range"]): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function pageOf(code: string): vscode.Uri {
  const query = encodeURIComponent(JSON.stringify([code]));
  return vscode.Uri.parse(`command:portolan.daemonConfig.explainRule?${query}`);
}

/** Only where the other file is open can offsets be told as lines; elsewhere its name alone helps. */
function relatedTo({ uri, range }: Place): readonly vscode.DiagnosticRelatedInformation[] {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  const where = vscode.Uri.parse(uri);
  const place = open === undefined ? new vscode.Position(0, 0) : rangeIn(open, range);
  const name = where.path.slice(where.path.lastIndexOf("/") + 1);
  return [new vscode.DiagnosticRelatedInformation(new vscode.Location(where, place), name)];
}
