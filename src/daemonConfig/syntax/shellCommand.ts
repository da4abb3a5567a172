// dockerd started through a shell: `ExecStart=/bin/sh -c 'exec dockerd $OPTIONS >/dev/null'`.
import type { Command } from "./commandWords.ts";
import type { Argument, ArgumentPiece } from "./expandedWords.ts";
import type { MappedText } from "./mappedText.ts";
import { readWord, type SplitWord } from "./wordSplitting.ts";

/** The words of the command that a shell is told to run, after what only prepares it. None for another program. */
export function shellWords(command: Command): readonly Argument[] {
  return (shellScript(command)?.words ?? []).map(({ text }) => shellArgument(text));
}

export interface ShellScript {
  /** The command's, as the shell splits them; with what it puts in left as it is written. */
  readonly words: readonly SplitWord[];
  /** Where one more word could end: before an operator, or at the script's end. */
  readonly end: number;
}

/** The command in `sh -c SCRIPT`; undefined for another program, and where the script has no command. */
export function shellScript(command: Command): ShellScript | undefined {
  const script = scriptText(command);
  if (script === undefined) return undefined;
  const all = allWords(script);
  const start = all.findIndex(({ text }) => !preparation.test(text.text));
  if (start === -1) return undefined;
  const length = all.slice(start).findIndex(({ text }) => operator.test(text.text));
  const own = all.slice(start, length === -1 ? all.length : start + length);
  return { words: own, end: length === -1 ? script.range.end : (own.at(-1)?.range.end ?? 0) };
}

/** All that a shell is told to run; undefined for another program. */
export function scriptText({ program, words }: Command): MappedText | undefined {
  const isShell = /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(program.text.text);
  const flag = words.findIndex(({ text }) => /^-\w*c$/.test(text.text));
  return isShell && flag !== -1 ? words[flag + 1]?.text : undefined;
}

/** A `$(…)` or a pair of back-ticks is one word with all that is inside. */
function allWords(script: MappedText): readonly SplitWord[] {
  const words: SplitWord[] = [];
  let word = readWord(script, 0, "value");
  let start = 0;
  let open = "";
  while (word !== undefined) {
    const isInside = open !== "";
    open = openAfter(open, word.text.text);
    const first = words.at(-1);
    if (isInside && first !== undefined) {
      const text = script.slice(start, script.text.slice(0, word.next).trimEnd().length);
      words[words.length - 1] = { ...first, text, range: text.range, next: word.next };
    } else words.push(word);
    const { next } = word;
    if (open === "") start = next;
    word = readWord(script, next, "value");
  }
  return words;
}

/** What is open behind a text: a `(` for each bracket, or a back-tick. */
function openAfter(before: string, text: string): string {
  let open = before;
  for (const [token] of text.matchAll(/\$\(|[()`]/g)) {
    if (token === "`") open = open.endsWith("`") ? open.slice(0, -1) : `${open}\``;
    else if (token === "$(" || (token === "(" && open !== "")) open += "(";
    else if (token === ")" && open.endsWith("(")) open = open.slice(0, -1);
  }
  return open;
}

const preparation = /^(?:exec|command|(?:.*\/)?(?:nohup|env|setsid)|[A-Za-z_]\w*=.*)$/s;
const operator = /^(?:[|&;<>(){}]|\d*[<>])/;

/** A word of a shell's. What the shell puts in for a variable or a command is not known here. */
export function shellArgument(text: MappedText): Argument {
  const { range } = text;
  const open = text.text.search(/[$`]/);
  const literal = { text, variable: undefined };
  if (open === -1) return { text: text.text, range, pieces: [literal] };
  const before = text.slice(0, open);
  const after = text.slice(open, text.text.length);
  const variable = { name: "", form: "braced", range: after.range, definition: undefined } as const;
  const pieces: readonly ArgumentPiece[] = [
    { text: before, variable: undefined },
    { text: after, variable },
  ];
  return { text: text.text, range, pieces };
}
