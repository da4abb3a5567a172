// Environment= and EnvironmentFile= of a unit: what systemd drops of them, or takes literally.
import { variableIn } from "./directiveRules.ts";
import type { MappedText } from "../syntax/mappedText.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { trailingComment } from "./trailingComments.ts";
import { typographicCharacters } from "./typographicCharacters.ts";
import { directivesOf } from "../syntax/unitFile.ts";
import { isUnit } from "./unitLineRules.ts";
import { unknownSpecifiersIn } from "../syntax/wordParts.ts";
import { readWord, type SplitWord } from "../syntax/wordSplitting.ts";

export const unitEnvironmentRules: readonly Rule[] = [environmentProblems];

type Found = Omit<Problem, "uri">;

function environmentProblems({ file }: RuleContext): readonly Problem[] {
  if (!isUnit(file)) return [];
  return directivesOf(parsedUnit(file.text))
    .flatMap(({ key, value }) => {
      if (key === "Environment") return assignmentProblems(value, file.text);
      return key === "EnvironmentFile" && value.text !== "" ? pathProblems(value, file.text) : [];
    })
    .map((problem) => ({ ...problem, uri: file.uri }));
}

function assignmentProblems(value: MappedText, text: string): readonly Found[] {
  const { words, broken } = readWords(value);
  const comment = words.findIndex(
    ({ text: { text: word }, isQuoted }) => !isQuoted && word.startsWith("#"),
  );
  const counting = comment === -1 ? words : words.slice(0, comment);
  const range = { start: words[comment]?.range.start ?? 0, end: value.range.end };
  return [
    ...unread(broken),
    ...droppedWords(counting, text),
    ...counting.flatMap((word) => [...expansions(word.text), ...specifiers(word.text, text)]),
    ...(comment === -1 ? [] : [commentProblem(range)]),
    ...typographicCharacters(value),
  ];
}

function commentProblem(range: Found["range"]): Found {
  return { code: "trailingComment", severity: "warning", range, args: {}, replacement: "" };
}

/** Systemd reads no further than the first word with an open quote, or with an escape that it doesn't know. */
function readWords(value: MappedText): {
  readonly words: readonly SplitWord[];
  readonly broken: SplitWord | undefined;
} {
  const words: SplitWord[] = [];
  let word = readWord(value, 0, "command");
  while (word !== undefined) {
    if (word.openQuote !== undefined || word.unknownEscapes.length > 0) {
      return { words, broken: word };
    }
    words.push(word);
    word = readWord(value, word.next, "command");
  }
  return { words, broken: undefined };
}

function unread(broken: SplitWord | undefined): readonly Found[] {
  if (broken === undefined) return [];
  const { openQuote, range } = broken;
  const found = { severity: "warning", args: {} } as const;
  return openQuote === undefined
    ? [{ ...found, code: "unreadEnvironment", range }]
    : [{ ...found, code: "unbalancedQuotes", range: openQuote }];
}

/** Words that are no assignments, each run of them with the assignment that it was meant to belong to. */
function droppedWords(words: readonly SplitWord[], text: string): readonly Found[] {
  const found: Found[] = [];
  let owner: SplitWord | undefined;
  let run: SplitWord[] = [];
  const flush = (): void => {
    const problem = droppedRun(owner, run, text);
    if (problem !== undefined) found.push(problem);
    run = [];
  };
  for (const word of words) {
    if (!isAssignment(word)) {
      run.push(word);
      continue;
    }
    flush();
    owner = word;
  }
  flush();
  return found;
}

function isAssignment({ text: { text } }: SplitWord): boolean {
  return /^[A-Za-z_](?:[A-Za-z0-9_]|%[A-Za-z])*=/.test(text);
}

function droppedRun(
  owner: SplitWord | undefined,
  run: readonly SplitWord[],
  text: string,
): Found | undefined {
  const [first] = run;
  const end = run.at(-1)?.range.end;
  if (first === undefined || end === undefined) return undefined;
  const words = text.slice(first.range.start, end);
  const severity = "warning";
  if (owner === undefined || owner.isQuoted) {
    const range = { start: first.range.start, end };
    return { code: "badAssignment", severity, range, args: { words } };
  }
  const range = { start: owner.range.start, end };
  const found = { code: "droppedAssignment", severity, range, args: { words } } as const;
  const written = text.slice(range.start, range.end);
  return /["'\\\r\n]/.test(written) ? found : { ...found, replacement: `"${written}"` };
}

function expansions(word: MappedText): readonly Found[] {
  const variable = variableIn(word);
  if (variable === undefined) return [];
  const { range, text } = variable;
  return [{ code: "notExpanded", severity: "warning", range, args: { variable: text } }];
}

function specifiers(word: MappedText, text: string): readonly Found[] {
  return unknownSpecifiersIn(word).map((range) => {
    const args = { specifier: text.slice(range.start, range.end) };
    return { code: "unknownSpecifier", severity: "warning", range, args };
  });
}

function pathProblems(value: MappedText, text: string): readonly Found[] {
  const start = value.text.startsWith("-") ? 1 : 0;
  const path = value.slice(start, value.text.length);
  const { range } = path;
  const found = { severity: "warning", range } as const;
  const comment = trailingComment(path.text);
  if (comment !== undefined) {
    return [commentProblem(path.sourceRange(comment.start, comment.end))];
  }
  const unquoted = /^(["'])(.*)\1$/.exec(path.text)?.[2];
  if (unquoted !== undefined) {
    return [{ ...found, code: "quotedEnvironmentFile", args: {}, replacement: unquoted }];
  }
  const several = path.text.split(/(?<=\S)[ \t]+(?=-?\/)/);
  if (several.length > 1) {
    const replacement = several.join("\nEnvironmentFile=");
    return [{ ...found, code: "severalEnvironmentFiles", args: {}, replacement }];
  }
  if (!/^[/%]/.test(path.text) || /\/\.\.?(?:\/|$)/.test(path.text)) {
    return [{ ...found, code: "relativeEnvironmentFile", args: { path: path.text } }];
  }
  return [...expansions(path), ...specifiers(path, text)];
}
