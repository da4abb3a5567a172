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
export function shellScript({ program, words }: Command): ShellScript | undefined {
  const isShell = /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(program.text.text);
  const flag = words.findIndex(({ text }) => /^-\w*c$/.test(text.text));
  const script = words[flag + 1]?.text;
  if (!isShell || flag === -1 || script === undefined) return undefined;
  const all = allWords(script);
  const start = all.findIndex(({ text }) => !preparation.test(text.text));
  if (start === -1) return undefined;
  const length = all.slice(start).findIndex(({ text }) => operator.test(text.text));
  const own = all.slice(start, length === -1 ? all.length : start + length);
  return { words: own, end: length === -1 ? script.range.end : (own.at(-1)?.range.end ?? 0) };
}

function allWords(script: MappedText): readonly SplitWord[] {
  const words: SplitWord[] = [];
  let word = readWord(script, 0, "value");
  while (word !== undefined) {
    words.push(word);
    word = readWord(script, word.next, "value");
  }
  return words;
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
