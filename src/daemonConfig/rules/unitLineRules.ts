// Lines of a unit or drop-in that systemd ignores, or takes for something else than they look like.
import type { ConfigFileKind, SourceFile } from "../configFile.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";
import {
  directiveIn,
  nearestDirective,
  nearestSection,
  rightSection,
  sectionsOf,
  type UnitKind,
} from "./systemdDirectives.ts";
import type { TextRange } from "../syntax/textRange.ts";
import type {
  UnitDirective,
  UnitFile,
  UnitIgnored,
  UnitNode,
  UnitSection,
} from "../syntax/unitFile.ts";

export const unitLineRules: readonly Rule[] = [lineProblems];

/** What sort of unit a file is, or is a drop-in of. */
export function unitKindOf({ kind, path }: Pick<SourceFile, "kind" | "path">): UnitKind {
  return kind === "socket" || path.includes(".socket.d/") ? "socket" : "service";
}

/** True for the kinds of files that systemd reads as units. */
export function isUnit({ kind }: Pick<SourceFile, "kind">): boolean {
  return kind === "unit" || kind === "dropIn" || kind === "socket";
}

type Found = Omit<Problem, "uri">;

/** Comments and blank lines say nothing. */
type TellingNode = Exclude<UnitNode, { readonly kind: "comment" | "blank" }>;

/** Where one line stands: its file, and what is before it. */
interface LineContext {
  readonly uri: string;
  readonly fileKind: ConfigFileKind;
  readonly kind: UnitKind;
  readonly unit: UnitFile;
  readonly guesses: Guesses;
  /** What the line would be lost from: the command before it, on its own lines or such as are lost too. */
  readonly command: UnitDirective | undefined;
}

function lineProblems({ file }: RuleContext): readonly Problem[] {
  if (!isUnit(file)) return [];
  const unit = parsedUnit(file.text);
  const kind = unitKindOf(file);
  const guesses = new Guesses();
  const problems: Found[] = [];
  let command: UnitDirective | undefined;
  for (const node of unit.nodes) {
    if (node.kind === "comment" || node.kind === "blank") continue;
    const found = nodeProblems(node, {
      uri: file.uri,
      fileKind: file.kind,
      kind,
      unit,
      guesses,
      command,
    });
    problems.push(...found);
    command = commandAfter(node, found, command);
  }
  return problems.map((problem) => ({ ...problem, uri: file.uri }));
}

function nodeProblems(node: TellingNode, context: LineContext): readonly Found[] {
  switch (node.kind) {
    case "section":
      return sectionProblems(node, context.kind);
    case "ignored":
      return [...ignoredProblems(node, context), ...continuationProblems(node)];
    case "directive":
      return [
        ...directiveProblems(node, context),
        ...continuationProblems(node),
        ...swallowedLines(node, context),
      ];
    default:
      return node satisfies never;
  }
}

/** The command that the next line may be lost from. */
function commandAfter(
  node: TellingNode,
  found: readonly Found[],
  before: UnitDirective | undefined,
): UnitDirective | undefined {
  if (found.some(({ code }) => code === "lostContinuation")) return before;
  return node.kind === "directive" && isCommand(node.key) ? node : undefined;
}

function isCommand(key: string): boolean {
  return key.startsWith("Exec");
}

function sectionProblems({ name, nameRange }: UnitSection, kind: UnitKind): readonly Found[] {
  if (name.startsWith("X-") || sectionsOf(kind).includes(name)) return [];
  const suggestion = nearestSection(kind, name);
  const found = { severity: "warning", range: nameRange } as const;
  return suggestion === undefined
    ? [{ ...found, code: "unknownSection", args: { section: name } }]
    : [
        {
          ...found,
          code: "misspelledSection",
          args: { section: name, suggestion },
          replacement: suggestion,
        },
      ];
}

function ignoredProblems(node: UnitIgnored, context: LineContext): readonly Found[] {
  const { range } = node.content;
  switch (node.reason) {
    case "outsideSection": {
      const key = /^[^=]*/.exec(node.content.text)?.[0].trim() ?? "";
      const section = sectionFor(key, context.kind);
      return [{ code: "outsideSection", severity: "warning", range, args: { section } }];
    }
    case "missingEquals":
      return [lost(node, range, context) ?? ignored("missingEquals", range)];
    case "missingKey":
      return [ignored("missingKey", range)];
    case "badSectionHeader":
      return [badHeader(node, context)];
    case "tooLong":
      return [{ code: "lineTooLong", severity: severityOfEnd(context), range, args: {} }];
    default:
      return node.reason satisfies never;
  }
}

function ignored(code: "missingEquals" | "missingKey", range: TextRange): Found {
  return { code, severity: "warning", range, args: {} };
}

function sectionFor(key: string, kind: UnitKind): string {
  const own = kind === "service" ? "Service" : "Socket";
  return sectionsOf(kind).find((section) => directiveIn(section, key) !== undefined) ?? own;
}

function badHeader({ content }: UnitIgnored, { kind, fileKind }: LineContext): Found {
  const name = /^\[\s*([A-Za-z-]+)/.exec(content.text)?.[1] ?? "";
  const known = sectionsOf(kind).find((section) => section === name);
  const found = {
    code: fileKind === "dropIn" ? "badDropInHeader" : "badSectionHeader",
    severity: severityOfEnd({ fileKind }),
    range: content.range,
    args: { section: known ?? nearestSection(kind, name) ?? "Service" },
  } as const;
  return known === undefined ? found : { ...found, replacement: `[${known}]` };
}

/** Where systemd reads no further, a unit is lost, but not for one of its drop-ins. */
function severityOfEnd({ fileKind }: Pick<LineContext, "fileKind">): "error" | "warning" {
  return fileKind === "dropIn" ? "warning" : "error";
}

/** A line that can only be the rest of the command above. */
function lost(
  { range: whole }: TellingNode,
  range: TextRange,
  { command, unit, uri }: LineContext,
): Found | undefined {
  if (command === undefined) return undefined;
  const isIndented = /^[ \t]/.test(unit.text.slice(whole.start, whole.end));
  const isWord = /^[-–—$"'/]/.test(unit.text.slice(range.start, range.end));
  if (!isIndented && !isWord) return undefined;
  const { end } = command.value.range;
  return {
    code: "lostContinuation",
    severity: "warning",
    range,
    args: { key: command.key },
    related: [{ uri, range: { start: end, end } }],
  };
}

function directiveProblems(node: UnitDirective, context: LineContext): readonly Found[] {
  const { section, key, keyRange } = node;
  const { kind } = context;
  if (!sectionsOf(kind).includes(section) || key.startsWith("X-")) return [];
  const directive = directiveIn(section, key);
  if (directive?.state === "dropped") return [obsolete(key, keyRange)];
  if (directive !== undefined) return [];
  if (/^[-–—]/.test(key)) {
    const found = lost(node, { start: keyRange.start, end: node.value.range.end }, context);
    if (found !== undefined) return [found];
  }
  return [unknownKey(node, context)];
}

/** Looks for what was meant, once for each name, and not for ever in a file that is no unit at all. */
class Guesses {
  readonly #found = new Map<string, string | undefined>();
  readonly #most = 30;

  of(section: string, key: string): string | undefined {
    const name = `${section} ${key}`;
    if (!this.#found.has(name) && this.#found.size < this.#most) {
      this.#found.set(name, nearestDirective(section, key));
    }
    return this.#found.get(name);
  }
}

function unknownKey(
  { section, key, keyRange }: UnitDirective,
  { kind, guesses }: LineContext,
): Found {
  const found = { severity: "warning", range: keyRange } as const;
  const right = rightSection(key, section, kind);
  if (right !== undefined) {
    return { ...found, code: "misplacedDirective", args: { key, section, right } };
  }
  const suggestion = guesses.of(section, key);
  if (suggestion === undefined)
    return { ...found, code: "unknownDirective", args: { key, section } };
  return {
    ...found,
    code: "misspelledDirective",
    args: { key, section, suggestion },
    replacement: suggestion,
  };
}

const replacements: ReadonlyMap<string, string> = new Map([
  ["MemoryLimit", "MemoryMax"],
  ["CPUShares", "CPUWeight"],
  ["StartupCPUShares", "StartupCPUWeight"],
  ["BlockIOAccounting", "IOAccounting"],
  ["BlockIOWeight", "IOWeight"],
  ["StartupBlockIOWeight", "StartupIOWeight"],
  ["BlockIODeviceWeight", "IODeviceWeight"],
  ["BlockIOReadBandwidth", "IOReadBandwidthMax"],
  ["BlockIOWriteBandwidth", "IOWriteBandwidthMax"],
  ["Capabilities", "CapabilityBoundingSet"],
]);

/** Those whose values mean the same under the new name. */
const renamed: ReadonlySet<string> = new Set([
  ...["MemoryLimit", "BlockIOAccounting", "BlockIOReadBandwidth", "BlockIOWriteBandwidth"],
]);

function obsolete(key: string, range: TextRange): Found {
  const suggestion = replacements.get(key);
  const found = { severity: "information", range } as const;
  if (suggestion === undefined) return { ...found, code: "obsoleteDirective", args: { key } };
  const problem = { ...found, code: "replacedDirective", args: { key, suggestion } } as const;
  return renamed.has(key) ? { ...problem, replacement: suggestion } : problem;
}

function continuationProblems({ brokenContinuation: range }: UnitDirective | UnitIgnored): Found[] {
  if (range === undefined) return [];
  return [{ code: "brokenContinuation", severity: "warning", range, args: {}, replacement: "\\" }];
}

/** Directives and section headers that a backslash above has made a part of a value. */
function swallowedLines(node: UnitDirective, { unit, kind }: LineContext): readonly Found[] {
  const text = unit.text.slice(node.range.start, node.range.end);
  if (!/[\r\n]./.test(text)) return [];
  return Array.from(text.matchAll(/(?<=[\r\n])(?:\[(\w+)\]|([A-Z]\w+)[ \t]*=)[^\r\n]*/g))
    .filter(([, section, key = ""]) =>
      section === undefined
        ? directiveIn(node.section, key) !== undefined
        : sectionsOf(kind).includes(section),
    )
    .map((match): Found => {
      const start = node.range.start + match.index;
      const range = { start, end: start + match[0].trimEnd().length };
      return { code: "swallowedLine", severity: "warning", range, args: { key: node.key } };
    });
}
