// Taking members and items out of JSON text, with their commas and the lines they leave empty.
import type { JsonMember, JsonValue } from "../syntax/daemonJson.ts";
import type { TextRange } from "../syntax/textRange.ts";

/** What to take out so that a member of an object, or an item of a list, is gone. */
export function removalInJson(text: string, { start, end }: TextRange): TextRange {
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length;
  if (comma === undefined) {
    const before = /,\s*$/.exec(text.slice(0, start));
    return { start: before?.index ?? start, end };
  }
  const lead = /(?<=[\r\n])[ \t]*$/.exec(text.slice(0, start))?.[0].length;
  const lineEnd = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(end + comma))?.[0].length;
  if (lead !== undefined && lineEnd !== undefined) {
    return { start: start - lead, end: end + comma + lineEnd };
  }
  const blanks = /^[ \t]*/.exec(text.slice(end + comma))?.[0].length ?? 0;
  return { start, end: end + comma + blanks };
}

/** The innermost member that a range lies in. */
export function memberAt(value: JsonValue | undefined, range: TextRange): JsonMember | undefined {
  switch (value?.kind) {
    case "object": {
      const member = memberIn(value, range);
      return member && (memberAt(member.value, range) ?? member);
    }
    case "array":
      return memberAt(
        value.items.find((item) => contains(item.range, range)),
        range,
      );
    default:
      return undefined;
  }
}

/** An option's key, and what of it a range lies in: an item or a member of its value, or all of it. */
export interface SettingRange {
  readonly key: string;
  readonly range: TextRange;
}

/** The option of a daemon.json that a range lies in. `proxies.http-proxy` is one. */
export function settingIn(root: JsonValue | undefined, range: TextRange): SettingRange | undefined {
  const member = memberIn(root, range);
  if (member === undefined) return undefined;
  const { key, value } = member;
  const inner = memberIn(value, range);
  if (key === "proxies" && inner !== undefined) {
    return { key: `${key}.${inner.key}`, range: inner.range };
  }
  const item =
    value.kind === "array" ? value.items.find((each) => contains(each.range, range)) : inner;
  return { key, range: item?.range ?? member.range };
}

function memberIn(value: JsonValue | undefined, range: TextRange): JsonMember | undefined {
  if (value?.kind !== "object") return undefined;
  return value.members.find((each) => contains(each.range, range));
}

function contains(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
