// The language service's diagnostics as VS Code shows them.
import * as vscode from "vscode";
import type { Diagnostic } from "vscode-languageserver-types";
import { toLocation, toRange } from "./fromProtocol.ts";

export function toDiagnostic(from: Diagnostic): vscode.Diagnostic {
  const { range, message, severity, code, codeDescription, relatedInformation = [] } = from;
  const diagnostic = new vscode.Diagnostic(
    toRange(range),
    typeof message === "string" ? message : message.value,
    severities[severity ?? 1] ?? vscode.DiagnosticSeverity.Error,
  );
  diagnostic.source = "Portolan";
  if (code !== undefined) {
    diagnostic.code =
      codeDescription === undefined
        ? code
        : { value: code, target: vscode.Uri.parse(codeDescription.href) };
  }
  diagnostic.tags = (from.tags ?? []).flatMap((tag) => tags[tag] ?? []);
  diagnostic.relatedInformation = relatedInformation.map(
    (related) =>
      new vscode.DiagnosticRelatedInformation(toLocation(related.location), related.message),
  );
  return diagnostic;
}

/** By the protocol's numbers. */
const severities: Readonly<Record<number, vscode.DiagnosticSeverity>> = {
  1: vscode.DiagnosticSeverity.Error,
  2: vscode.DiagnosticSeverity.Warning,
  3: vscode.DiagnosticSeverity.Information,
  4: vscode.DiagnosticSeverity.Hint,
};

const tags: Readonly<Record<number, vscode.DiagnosticTag>> = {
  1: vscode.DiagnosticTag.Unnecessary,
  2: vscode.DiagnosticTag.Deprecated,
};
