// What the suggestions from a Compose file say, in words by code: why there are none, and the comments in them.

/** Why nothing is suggested. */
export const suggestProblems = {
  noYaml: "The Compose file cannot be read. Line {line}: {message}",
  noServices: "The Compose file has no services, so there is nothing to check.",
  tooLong: "The Compose file is too large to suggest checks for.",
  nothing: "The Compose file's services run on no networks that could be checked.",
} as const;

export interface SuggestProblem {
  readonly code: keyof typeof suggestProblems;
  readonly args: Readonly<Record<string, string | number>>;
}

/** What stands above a group of checks. */
export const groupTexts = {
  needs: "Who depends on another reaches it, at the port that it is known for.",
  aliases: "Other names that services go by are known where they are used.",
  shared: "Who shares a network reaches everyone there.",
  silent: "Containers of this network are kept apart from each other (enable_icc).",
  apart: "Who shares no network is kept apart.",
  inside: "Who is on internal networks only has no way out.",
  outside: "Who is on a network that is not internal has one.",
} as const;

export type GroupCode = keyof typeof groupTexts;

export const headTexts = {
  origin: "Suggested from {file}: this is what its networks say, and nothing was asked.",
  keep: "Keep what is meant, and remove the rest.",
  project:
    "The Compose project is taken to be “{project}”. Where it runs under another name, replace it.",
  part: "What stands in other files (include, extends) was not read.",
  more: "There would be more: only the first {count} are here.",
} as const;

/** Why a service has no checks. */
export const leftOutTexts = {
  profile: "{service} is left out: it runs with a profile only.",
  once: "{service} is left out: it ends when its work is done.",
  none: "{service} is left out: it is set to run no container.",
  name: "{service} is left out: checks cannot name it.",
  host: "{service} runs on the host's own network, which keeps it apart from nobody.",
  unknown: "{service} is left out: nobody knows here which network it is on.",
} as const;

export type LeftOutCode = keyof typeof leftOutTexts;
