// A lossless parser of systemd units and drop-ins, by the rules of systemd 252.
import { groupBy } from "../../base/groupBy.ts";
import type { MappedText } from "./mappedText.ts";
import type { TextRange } from "./textRange.ts";
import { logicalLines, unitBlanks, type LogicalLine } from "./unitLines.ts";

/** Why systemd leaves a line out; at `badSectionHeader` and `tooLong` it gives up on the whole file. */
export type IgnoredReason =
  "outsideSection" | "missingEquals" | "missingKey" | "badSectionHeader" | "tooLong";

export interface UnitComment {
  readonly kind: "comment";
  readonly range: TextRange;
}

export interface UnitBlank {
  readonly kind: "blank";
  readonly range: TextRange;
}

export interface UnitSection {
  readonly kind: "section";
  readonly range: TextRange;
  readonly name: string;
  /** Between the brackets. */
  readonly nameRange: TextRange;
}

export interface UnitDirective {
  readonly kind: "directive";
  readonly range: TextRange;
  /** Any name: which ones systemd knows for a kind of unit is not judged here. */
  readonly section: string;
  readonly key: string;
  readonly keyRange: TextRange;
  readonly equalsRange: TextRange;
  /** Stripped, its lines joined, its quotes and escapes still in it. */
  readonly value: MappedText;
  /** Comment lines between its continued lines. */
  readonly comments: readonly TextRange[];
  /** A backslash with blanks after it, which continues nothing. */
  readonly brokenContinuation: TextRange | undefined;
}

export interface UnitIgnored {
  readonly kind: "ignored";
  readonly range: TextRange;
  readonly reason: IgnoredReason;
  readonly section: string | undefined;
  /** The stripped line. */
  readonly content: MappedText;
  readonly comments: readonly TextRange[];
  readonly brokenContinuation: TextRange | undefined;
}

export type UnitNode = UnitComment | UnitBlank | UnitSection | UnitDirective | UnitIgnored;

export interface UnitFile {
  readonly text: string;
  /** They cover the text without a gap, in order; each range includes the line's end. */
  readonly nodes: readonly UnitNode[];
}

/** Parses a unit file or drop-in. Any text has a result. */
export function parseUnit(text: string): UnitFile {
  const nodes: UnitNode[] = [];
  let section: string | undefined;
  for (const line of logicalLines(text)) {
    const node = nodeOf(line, section);
    nodes.push(node);
    if (node.kind === "section") section = node.name;
    // Systemd reads nothing after this, but what follows is easier to judge as it was meant.
    if (node.kind === "ignored" && node.reason === "badSectionHeader") {
      section = /^\[([^\]]+)/.exec(node.content.text)?.[1] ?? section;
    }
  }
  return { text, nodes };
}

/** The text that was parsed, put together from its nodes. */
export function printUnit({ text, nodes }: UnitFile): string {
  return nodes.map(({ range }) => text.slice(range.start, range.end)).join("");
}

/** The directives of a unit, in order; with a section and a key only those. */
export function directivesOf(
  { nodes }: UnitFile,
  section?: string,
  key?: string,
): readonly UnitDirective[] {
  const all = directivesIn(nodes);
  if (section === undefined) return all.list;
  if (key !== undefined) return all.byName.get(`${section}\n${key}`) ?? [];
  return all.list.filter((directive) => directive.section === section);
}

interface Directives {
  readonly list: readonly UnitDirective[];
  /** By section and key, with a line end between them, which neither has. */
  readonly byName: ReadonlyMap<string, readonly UnitDirective[]>;
}

/** Many rules ask for the same few of a unit that may be long. */
const known = new WeakMap<UnitFile["nodes"], Directives>();

function directivesIn(nodes: UnitFile["nodes"]): Directives {
  const before = known.get(nodes);
  if (before !== undefined) return before;
  const list = nodes.filter((node) => node.kind === "directive");
  const byName = groupBy(list, ({ section, key }) => `${section}\n${key}`);
  known.set(nodes, { list, byName });
  return { list, byName };
}

/** The line that systemd can't read, so that it reads nothing of the file from there on. */
export function unreadableLine({ nodes }: UnitFile): TextRange | undefined {
  return nodes.find(
    (node) =>
      node.kind === "ignored" && (node.reason === "badSectionHeader" || node.reason === "tooLong"),
  )?.range;
}

function nodeOf(line: LogicalLine, section: string | undefined): UnitNode {
  const { range } = line;
  if (line.kind === "comment" && !line.isTooLong) return { kind: "comment", range };
  const content = line.text.trimmed(unitBlanks);
  if (line.isTooLong) return ignored(line, content, "tooLong", section);
  if (content.text === "") return { kind: "blank", range };
  if (content.text.startsWith("[")) return sectionOf(line, content, section);
  if (section === undefined) return ignored(line, content, "outsideSection", section);
  const equals = content.text.indexOf("=");
  if (equals === -1) return ignored(line, content, "missingEquals", section);
  if (equals === 0) return ignored(line, content, "missingKey", section);
  const key = content.slice(0, equals).trimmed(unitBlanks);
  return {
    kind: "directive",
    range,
    section,
    key: key.text,
    keyRange: key.range,
    equalsRange: content.sourceRange(equals, equals + 1),
    value: valueAfter(content, equals),
    comments: line.comments,
    brokenContinuation: line.brokenContinuation,
  };
}

function valueAfter(content: MappedText, equals: number): MappedText {
  return content.slice(equals + 1, content.text.length).trimmed(unitBlanks);
}

function sectionOf(line: LogicalLine, content: MappedText, section: string | undefined): UnitNode {
  const name = content.slice(1, content.text.length - 1);
  if (!content.text.endsWith("]") || !isSafe(name.text)) {
    return ignored(line, content, "badSectionHeader", section);
  }
  return { kind: "section", range: line.range, name: name.text, nameRange: name.range };
}

/** Systemd refuses control characters, quotes and backslashes in a section's name. */
function isSafe(name: string): boolean {
  return !/[\u0001-\u001f\u007f"'\\]/.test(name);
}

function ignored(
  line: LogicalLine,
  content: MappedText,
  reason: IgnoredReason,
  section: string | undefined,
): UnitIgnored {
  const { range, comments, brokenContinuation } = line;
  return { kind: "ignored", range, reason, section, content, comments, brokenContinuation };
}
