// What a word of a command line is made of: literal text, variables and specifiers, found after its quotes are gone.
import { MappedTextBuilder, type MappedText } from "./mappedText.ts";
import type { TextRange } from "./textRange.ts";

export interface LiteralPart {
  readonly kind: "literal";
  /** With `$$` and `%%` replaced. */
  readonly text: MappedText;
  readonly range: TextRange;
}

export interface VariablePart {
  readonly kind: "variable";
  /** Whatever systemd looks up, be it a possible name or not. */
  readonly name: string;
  /** `word` is a whole word `$NAME`, which is split; `braced` is `${NAME}`, which is not. */
  readonly form: "word" | "braced";
  readonly range: TextRange;
}

export interface SpecifierPart {
  readonly kind: "specifier";
  readonly letter: string;
  /** False where systemd refuses the unit for it. */
  readonly isKnown: boolean;
  readonly range: TextRange;
}

export type WordPart = LiteralPart | VariablePart | SpecifierPart;

/** What a stretch of a word's text stands for. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly meaning:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "variable"; readonly name: string; readonly form: "word" | "braced" }
    | { readonly kind: "specifier"; readonly letter: string };
}

// Systemd 252 knows all of them but D, which later ones added.
const knownSpecifiers = "abcdfghijlmnopqrstuvwyABCDEGHIJLMNPRSTUVWY";

/** The parts of a word, in order. With `literal` variables are not looked for, as after the prefix `:`. */
export function partsOf(word: MappedText, variables: "expanded" | "literal"): readonly WordPart[] {
  const parts: WordPart[] = [];
  const spans = variables === "expanded" ? variableSpans(word.text) : [];
  let at = 0;
  for (const span of [...spans, undefined]) {
    parts.push(...plainParts(word, { start: at, end: span?.start ?? word.text.length }));
    if (span !== undefined) parts.push(partFor(word, span));
    at = span?.end ?? word.text.length;
  }
  return joined(parts);
}

/** The specifiers in a word that systemd refuses, those in a variable's name included. */
export function unknownSpecifiersIn(word: MappedText): readonly TextRange[] {
  if (!word.text.includes("%")) return [];
  return specifierSpans(word.text, { start: 0, end: word.text.length })
    .filter(
      ({ meaning }) => meaning.kind === "specifier" && !knownSpecifiers.includes(meaning.letter),
    )
    .map(({ start, end }) => word.sourceRange(start, end));
}

function plainParts(word: MappedText, range: TextRange): readonly WordPart[] {
  const parts: WordPart[] = [];
  let at = range.start;
  for (const span of specifierSpans(word.text, range)) {
    if (at < span.start) parts.push(literal(word.slice(at, span.start)));
    parts.push(partFor(word, span));
    at = span.end;
  }
  if (at < range.end) parts.push(literal(word.slice(at, range.end)));
  return parts;
}

function partFor(word: MappedText, { start, end, meaning }: Span): WordPart {
  const range = word.sourceRange(start, end);
  switch (meaning.kind) {
    case "text": {
      const builder = new MappedTextBuilder(range.start);
      builder.add(meaning.text, range);
      return literal(builder.build());
    }
    case "variable":
      return { kind: "variable", name: meaning.name, form: meaning.form, range };
    case "specifier": {
      const { letter } = meaning;
      return { kind: "specifier", letter, isKnown: knownSpecifiers.includes(letter), range };
    }
  }
}

function literal(text: MappedText): LiteralPart {
  return { kind: "literal", text, range: text.range };
}

/** Literal parts side by side become one. */
function joined(parts: readonly WordPart[]): readonly WordPart[] {
  const result: WordPart[] = [];
  let builder: MappedTextBuilder | undefined;
  for (const part of [...parts, undefined]) {
    if (part?.kind === "literal") {
      builder ??= new MappedTextBuilder(part.range.start);
      builder.copy(part.text, 0, part.text.text.length);
      continue;
    }
    if (builder !== undefined) result.push(literal(builder.build()));
    builder = undefined;
    if (part !== undefined) result.push(part);
  }
  return result;
}

/** `%` before anything but a letter, a digit or `%` is just that. */
function specifierSpans(text: string, { start, end }: TextRange): readonly Span[] {
  if (!text.includes("%")) return [];
  return Array.from(text.slice(start, end).matchAll(/%([a-zA-Z0-9%])/g), (match) => {
    const letter = match[1] ?? "";
    const at = start + match.index;
    const meaning =
      letter === "%"
        ? ({ kind: "text", text: "%" } as const)
        : ({ kind: "specifier", letter } as const);
    return { start: at, end: at + 2, meaning };
  });
}

function variableSpans(text: string): readonly Span[] {
  if (text.startsWith("$") && !/^\$[{$]/.test(text)) {
    // Whatever follows is taken for the name, so `$A-x` is a variable that nobody sets.
    const meaning = { kind: "variable", name: text.slice(1), form: "word" } as const;
    return [{ start: 0, end: text.length, meaning }];
  }
  const spans: Span[] = [];
  // A colon ends a name that then is none: `${A:-b}` stays as it is.
  for (const match of text.matchAll(/\$(?:(\$)|\{([^}:]*)\}|\{[^}:]*:?)/g)) {
    const [all, dollar, name] = match;
    const start = match.index;
    const end = start + all.length;
    if (dollar !== undefined) spans.push({ start, end, meaning: { kind: "text", text: "$" } });
    if (name !== undefined) {
      spans.push({ start, end, meaning: { kind: "variable", name, form: "braced" } });
    }
  }
  return spans;
}
