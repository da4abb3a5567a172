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
  const all = withoutSubstitutes(splitValue(script));
  const start = all.findIndex(({ text }) => !preparation.test(text));
  const length = all.slice(Math.max(start, 0)).findIndex(({ text }) => operator.test(text));
  const end = length === -1 ? all.length : start + length;
  return start === -1 ? [] : all.slice(start, end).map(shellArgument);
}

/** The words without those that only go on with a `$(…)` or a pair of back-ticks, which are no words of dockerd's. */
function withoutSubstitutes(words: readonly MappedText[]): readonly MappedText[] {
  let open = "";
  return words.filter(({ text }) => {
    const isInside = open !== "";
    open = openAfter(open, text);
    return !isInside;
  });
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
