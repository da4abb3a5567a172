// What `portolan lint` found in one place of one file.
import type { Severity } from "../daemonConfig/rules/problem.ts";
import type { Position } from "../daemonConfig/syntax/textRange.ts";

export interface LintFinding {
  /** The path as the caller would write it. */
  readonly file: string;
  /** Zero-based, in UTF-16 code units, as the Language Server Protocol counts. */
  readonly range: { readonly start: Position; readonly end: Position };
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}
