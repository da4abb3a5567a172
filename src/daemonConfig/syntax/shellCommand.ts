// dockerd started through a shell: `ExecStart=/bin/sh -c 'exec dockerd $OPTIONS >/dev/null'`.
import type { Command } from "./commandWords.ts";
import type { Argument, ArgumentPiece } from "./expandedWords.ts";
import type { MappedText } from "./mappedText.ts";
import { splitValue } from "./wordSplitting.ts";

/** The words of the command that a shell is told to run, after what only prepares it. None for another program. */
export function shellWords({ program, words }: Command): readonly Argument[] {
  const isShell = /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(program.text.text);
  const flag = words.findIndex(({ text }) => /^-\w*c$/.test(text.text));
  const script = words[flag + 1]?.text;
  if (!isShell || flag === -1 || script === undefined) return [];
  const all = splitValue(script);
  const start = all.findIndex(({ text }) => !preparation.test(text));
  const length = all.slice(Math.max(start, 0)).findIndex(({ text }) => operator.test(text));
  const end = length === -1 ? all.length : start + length;
  return start === -1 ? [] : all.slice(start, end).map(shellArgument);
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
