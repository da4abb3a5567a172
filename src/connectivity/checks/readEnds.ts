// `from` and `to` of a check: a text, or a map that says what kind of thing the text names.
import type { CheckMap } from "./checkMap.ts";
import type { CheckTarget, Selector } from "./networkCheck.ts";
import { httpPort, readPath } from "./readUrl.ts";
import { readLabel, readPort, readSelector, readTarget, type Read } from "./readTarget.ts";

export interface EndReader<T> {
  readonly text: (text: string) => Read<T>;
  readonly keys: readonly string[];
  readonly map: (map: CheckMap) => T | undefined;
}

/** Reads one end of a path. Undefined where it is missing or none, which is reported. */
export function readEnd<T>(
  check: CheckMap,
  key: "from" | "to",
  reader: EndReader<T>,
): T | undefined {
  const node = check.get(key);
  if (node === undefined) {
    if (check.lacks(key)) check.reportWhole("missingKey", { key });
    return undefined;
  }
  if (node.kind === "map") return reader.map(check.mapOf(node, reader.keys));
  const text = check.text(key);
  if (text === undefined) return undefined;
  const read = reader.text(text);
  if ("value" in read) return read.value;
  check.report(key, read.code, read.args);
  return undefined;
}

export const readFrom: EndReader<Selector> = {
  text: readSelector,
  keys: ["container", "service", "label"],
  map: readSelectorMap,
};

export const readTo: EndReader<CheckTarget> = {
  text: readTarget,
  keys: ["container", "service", "label", "port", "path"],
  map: (map) => {
    const selector = readSelectorMap(map);
    const text = map.text("port");
    const port = text === undefined ? { value: undefined } : readPort(text);
    if ("code" in port) map.report("port", port.code, port.args);
    const path = readMapPath(map);
    if (selector === undefined || "code" in port) return undefined;
    const asked = port.value ?? (path === undefined ? undefined : httpPort);
    return { kind: "containers", selector, port: asked, path };
  },
};

function readMapPath(map: CheckMap): string | undefined {
  const text = map.text("path");
  if (text === undefined) return undefined;
  const path = readPath(text);
  if ("value" in path) return path.value;
  map.report("path", path.code, path.args);
  return undefined;
}

const selectorReaders: readonly (readonly [key: string, read: (text: string) => Read<Selector>])[] =
  [
    ["label", readLabel],
    ["service", (text) => ofKind("service", text)],
    ["container", (text) => ofKind("container", text)],
  ];

function ofKind(kind: Selector["kind"], text: string): Read<Selector> {
  const read = readSelector(text);
  return "value" in read && read.value.kind !== kind
    ? { code: "notASelector", args: { text } }
    : read;
}

function readSelectorMap(map: CheckMap): Selector | undefined {
  const [given, more] = selectorReaders.filter(([key]) => map.get(key) !== undefined);
  if (given === undefined || more !== undefined) {
    if (more !== undefined || selectorReaders.every(([key]) => map.lacks(key)))
      map.reportWhole("oneOf", { keys: "container, service, label" });
    return undefined;
  }
  const [key, read] = given;
  const text = map.text(key);
  if (text === undefined) return undefined;
  const selector = read(text);
  if ("value" in selector) return selector.value;
  map.report(key, selector.code, selector.args);
  return undefined;
}
