// Applies fixes, and compares what there is to say before and after.
import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver-types";
import {
  formatEngineVersion,
  type EngineVersion,
} from "../../src/daemonConfig/options/engineVersion.ts";
import type { DocumentSettings } from "../../src/daemonConfig/languageService.ts";
import type { ProblemCode } from "../../src/daemonConfig/rules/problemTexts.ts";
import { problemsIn, type Files } from "./configuredFiles.ts";
import { applied, scene, unending } from "./serviceScene.ts";

export interface FixCase {
  readonly code: ProblemCode;
  /** The first of them has the problem. */
  readonly files: Files;
  /** The first file afterwards. */
  readonly fixed: string;
  /** Where there are several fixes. */
  readonly title?: string;
  readonly version?: EngineVersion;
  /** Codes that are there afterwards and were not before: what the fix leaves to the next one. */
  readonly leaves?: readonly string[];
}

/** Applies the fix of a case, and sees to it that the problem is gone and no other has come. */
export async function checkFix(fixCase: FixCase): Promise<Files> {
  const { code, files, fixed, version = [28, 5, 2], leaves = [] } = fixCase;
  const [path = ""] = Object.keys(files);
  const result = applied(editOf(await fixesFor(fixCase), fixCase), files);
  assert.equal(result[path], fixed);
  const before = await toldOf(files, version);
  const after = await toldOf(result, version);
  assert.ok(count(after, code) < count(before, code), `${code} is gone: ${after.join(", ")}`);
  const come = after.filter((each) => count(after, each) > count(before, each));
  assert.deepEqual([...new Set(come)], leaves);
  return result;
}

/** The fixes for the problems of that code in the first file. */
export async function fixesFor({
  code,
  files,
  version = [28, 5, 2],
  settings = {},
}: Pick<FixCase, "code" | "files" | "version"> & {
  readonly settings?: Partial<DocumentSettings>;
}): Promise<readonly CodeAction[]> {
  const { service, document } = scene(files, { version, ...settings });
  const start = document.positionAt(0);
  const range = { start, end: document.positionAt(document.getText().length) };
  const actions = await service.codeActions(document, range, ["quickfix"], unending);
  return actions.filter(({ diagnostics = [] }) => diagnostics.some((each) => each.code === code));
}

function editOf(
  actions: readonly CodeAction[],
  { code, title }: FixCase,
): NonNullable<CodeAction["edit"]> {
  const fitting = actions.filter((action) => title === undefined || action.title === title);
  const titles = actions.map((action) => action.title).join(", ");
  const edit = fitting[0]?.edit;
  assert.ok(edit, `a fix for ${code} among: ${titles}`);
  return edit;
}

/** The codes of all problems in all files. */
async function toldOf(files: Files, version: EngineVersion): Promise<readonly string[]> {
  const all = await Promise.all(
    Object.keys(files).map((path) => problemsIn(files, path, formatEngineVersion(version))),
  );
  return all.flat().map(({ code }) => code);
}

function count(codes: readonly string[], code: string): number {
  return codes.filter((each) => each === code).length;
}
