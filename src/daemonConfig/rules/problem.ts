// What a rule has to say about a place in a configuration file: data, whose words stand in problemTexts.ts.
import type { ProblemCode } from "./problemTexts.ts";
import type { TextRange } from "../syntax/textRange.ts";

/**
 * `error`: the daemon or systemd of the target version refuses to start with it. `warning`: it starts,
 * but not as written, or insecurely. `information`: the rest.
 */
export type Severity = "error" | "warning" | "information";

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** The file that the range lies in. */
  readonly uri: string;
  readonly range: TextRange;
  /** True where nothing is wrong: for who wonders about a line, and no news to a list of faults. */
  readonly isHint?: boolean;
  /** What the placeholders of the code's text stand for. */
  readonly args: Readonly<Record<string, string>>;
  /** What to write in place of the range, where that is beyond doubt; empty to take it out. */
  readonly replacement?: string;
  /** Other places that have to do with it. */
  readonly related?: readonly RelatedPlace[];
}

export interface RelatedPlace {
  readonly uri: string;
  readonly range: TextRange;
}
