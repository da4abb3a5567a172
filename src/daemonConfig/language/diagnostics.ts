// Problems in the protocol's words.
import type {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from "vscode-languageserver-types";
import { diagnose } from "../rules/diagnose.ts";
import type { Problem, Severity } from "../rules/problem.ts";
import { problemMessage } from "../rules/problemMessage.ts";
import type { ProblemCode } from "../rules/problemTexts.ts";
import type { FileContext } from "./fileContext.ts";
import { toLspRange } from "./lspRange.ts";
import { diagnosticSeverity, diagnosticTag } from "./protocolConstants.ts";

/** Where a rule's page is. */
export type RulePage = (code: ProblemCode) => string | undefined;

/** The problems of a file with the severities that the settings give them, those left out that are off. */
export function problemsOf({
  configuration,
  file,
  settings,
}: Pick<FileContext, "configuration" | "file" | "settings">): readonly Problem[] {
  const { machine, severities = {} } = settings;
  return diagnose(configuration, file, machine === undefined ? {} : { machine }).flatMap(
    (problem) => {
      const chosen = severities[problem.code];
      if (chosen === "off") return [];
      // Who sets a severity wants to see it in the list.
      return chosen === undefined ? [problem] : [{ ...problem, severity: chosen, isHint: false }];
    },
  );
}

/** The diagnostics of a file. */
export function diagnosticsOf(context: FileContext, rulePage: RulePage): Diagnostic[] {
  return problemsOf(context).map((problem) => diagnosticOf(problem, context, rulePage));
}

/** One problem as a diagnostic. */
export function diagnosticOf(
  problem: Problem,
  context: FileContext,
  rulePage: RulePage,
): Diagnostic {
  const { document, translate } = context;
  const page = rulePage(problem.code);
  const tags = tagsOf(problem.code);
  const related = relatedInformation(problem, context);
  return {
    range: toLspRange(document, problem.range),
    severity: problem.isHint === true ? diagnosticSeverity.Hint : severities[problem.severity],
    code: problem.code,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: "portolan",
    message: problemMessage(problem, translate),
    ...(tags.length > 0 && { tags }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: diagnosticSeverity.Error,
  warning: diagnosticSeverity.Warning,
  information: diagnosticSeverity.Information,
};

function tagsOf(code: ProblemCode): DiagnosticTag[] {
  if (/deprecated|removed|obsolete/i.test(code)) return [diagnosticTag.Deprecated];
  return unnecessary.has(code) ? [diagnosticTag.Unnecessary] : [];
}

/** What has no effect, and can be taken out without changing any. */
const unnecessary: ReadonlySet<string> = new Set([
  "repeatedOption",
  "repeatedVariable",
  "repeatedKey",
  "unusedVariable",
]);

/** The other places, each with what is written there. */
function relatedInformation(
  { related = [] }: Problem,
  { documents }: FileContext,
): DiagnosticRelatedInformation[] {
  return related.flatMap((place) => {
    const location = documents.locationOf(place);
    if (location === undefined) return [];
    const written = documents.get(place.uri)?.getText(location.range).trim() ?? "";
    const [line = ""] = written.split(/[\r\n]/, 1);
    return [{ location, message: line.slice(0, 100) || documents.labelOf(place) }];
  });
}
