// What reading dockerd's command line gives: which flag says what where, and what is wrong with it.
import type { FaultStage } from "./flagStart.ts";
import type { DaemonOption } from "./optionRecords.ts";

/** One word of a command line, whatever else the caller keeps beside its text. */
export interface Argument {
  readonly text: string;
}

/** A stretch of one word: offsets within its text, `end` exclusive. */
export interface WordRange {
  /** The word's index. */
  readonly argument: number;
  readonly start: number;
  readonly end: number;
}

/** One use of a flag that some release knows. */
export interface FlagUse {
  readonly option: DaemonOption;
  /** As written: `--host`, `-H`; in a bundle `-DH` the letter with a dash. */
  readonly spelling: string;
  /** The value that dockerd gets: `true` for a boolean that has none. */
  readonly value: string;
  /** The flag itself, without its value. */
  readonly at: WordRange;
  /** The value, undefined for a boolean that has none. */
  readonly valueAt: WordRange | undefined;
}

export type FlagProblemCode =
  /** No release knows it. May have a suggestion. */
  | "unknownOption"
  /** The docker client's, not the daemon's. */
  | "clientOption"
  /** A distribution's own, which upstream's daemon refuses. */
  | "distributionOption"
  /** Only Windows has it. */
  | "windowsOption"
  | "optionNotYet"
  | "optionRemoved"
  /** It parses, and the daemon refuses to start with it. */
  | "optionRefused"
  | "optionDeprecated"
  /** A long option with one dash, which is read as a bundle of letters. */
  | "singleDashOption"
  /** A dash that no keyboard writes, which makes the word no option at all. */
  | "typographicDash"
  | "badSyntax"
  | "missingValue"
  /** An option without its value took the next option for it. */
  | "swallowedOption"
  | "invalidValue"
  | "strayWord"
  /** A boolean's value behind a space, which dockerd takes for a stray word. */
  | "separateBoolean"
  /** Said before: only the last one counts. */
  | "repeatedOption"
  /** Uses of one option that do not go together. */
  | "clashingValues"
  /** `--help` and the like: dockerd prints something and ends. */
  | "exitsAtOnce";

export interface FlagProblem {
  readonly code: FlagProblemCode;
  /** `error`: the daemon of that version does not start. */
  readonly severity: "error" | "warning" | "information";
  /** When dockerd finds it. */
  readonly stage: FaultStage;
  readonly at: WordRange;
  /** The text at that place. */
  readonly token: string;
  readonly option: DaemonOption | undefined;
  /** What is wrong, in a few English words; empty where the code says it all. */
  readonly detail: string;
  /** What to write instead of the token, where that is clear. */
  readonly suggestion: string | undefined;
}

export interface CommandFlags {
  /** In the order of the command line, wrong ones included. */
  readonly uses: readonly FlagUse[];
  /** In the order of the command line. */
  readonly problems: readonly FlagProblem[];
}
