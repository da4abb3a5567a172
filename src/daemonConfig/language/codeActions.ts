// What can be done at a place: fixes for its problems, and moves of what stands there.
import type { CodeAction, CodeActionKind } from "vscode-languageserver-types";
import type { TextRange } from "../syntax/textRange.ts";
import { diagnosticOf, problemsOf, type RulePage } from "./diagnostics.ts";
import { makeDropIn } from "./dropIn.ts";
import type { FileContext } from "./fileContext.ts";
import { toWorkspaceEdit, type Fix } from "./fix.ts";
import { moveToDaemonJson, moveToFlag } from "./moveOption.ts";
import { codeActionKind } from "./protocolConstants.ts";
import { quickFixes } from "./quickFixes.ts";
import { swarmInstead } from "./swarmMode.ts";
import { tlsOffers } from "./tlsOffers.ts";

/** The actions for a range of a file; with kinds only those of one of them. */
export function codeActionsFor(
  context: FileContext,
  range: TextRange,
  rulePage: RulePage,
  only?: readonly CodeActionKind[],
): CodeAction[] {
  // What would be moved or rewritten is not known before the template is filled in.
  if (context.file.template !== undefined) return [];
  const actions = [
    ...quickFixActions(context, range, rulePage),
    ...refactorings(range.start, context).map(([kind, fix]) => actionOf(fix, kind, context)),
  ];
  return actions.filter(
    ({ kind = "" }) =>
      only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`)),
  );
}

function quickFixActions(
  context: FileContext,
  range: TextRange,
  rulePage: RulePage,
): readonly CodeAction[] {
  const all = problemsOf(context);
  const here = all.filter(
    (problem) => problem.range.start <= range.end && range.start <= problem.range.end,
  );
  return here.flatMap((problem) => {
    const fixes = quickFixes(problem, all, context);
    const diagnostics = [diagnosticOf(problem, context, rulePage)];
    return fixes.map((fix) => ({
      ...actionOf(fix, codeActionKind.QuickFix, context),
      diagnostics,
      isPreferred: fixes.length === 1,
    }));
  });
}

function refactorings(
  offset: number,
  context: FileContext,
): readonly (readonly [CodeActionKind, Fix])[] {
  const move = [
    moveToDaemonJson(context, offset),
    moveToFlag(context, offset),
    makeDropIn(context, offset),
  ];
  const rewrite = [swarmInstead(context, offset), ...tlsOffers(context, offset)];
  return [
    ...move.flatMap((fix) =>
      fix === undefined ? [] : [[codeActionKind.RefactorMove, fix] as const],
    ),
    ...rewrite.flatMap((fix) =>
      fix === undefined ? [] : [[codeActionKind.RefactorRewrite, fix] as const],
    ),
  ];
}

function actionOf(fix: Fix, kind: CodeActionKind, { documents }: FileContext): CodeAction {
  return { title: fix.title, kind, edit: toWorkspaceEdit(fix, documents) };
}
