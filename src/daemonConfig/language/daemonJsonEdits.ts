// Changing daemon.json: keys are put in, changed and taken out as a person would, the rest stays as it is.
import { applyEdits, modify, type JSONPath } from "jsonc-parser";
import type { SourceFile } from "../configFile.ts";
import { uriOfPath } from "../configFile.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import type { FileContext } from "./fileContext.ts";
import type { FileChange, NewFile } from "./fix.ts";
import type { PlainJson } from "./flagToJson.ts";
import { changeBetween } from "./textChange.ts";

export interface KeyChange {
  readonly path: JSONPath;
  /** Undefined to take the key out. (jsonc-parser cannot take an item out of a list on one line.) */
  readonly value: PlainJson | undefined;
}

/** `proxies.http-proxy` stands in an object of its own. */
export function pathOfKey(jsonKey: string): JSONPath {
  return jsonKey.split(".");
}

/** True where the text can be changed with confidence. */
export function isEditable(text: string): boolean {
  return text.trim() === "" || parsedDaemonJson(text).faults.length === 0;
}

/** The change of keys in a daemon.json, one after the other. */
export function changeKeys({ uri, text }: SourceFile, changes: readonly KeyChange[]): FileChange {
  return { uri, ...changeBetween(text, withKeys(text, changes)) };
}

/** Sets keys in the configuration's daemon.json, which may have to be made; undefined where that can't be done. */
export function setKeys(
  { configuration, file }: FileContext,
  changes: readonly KeyChange[],
): { readonly changes: readonly FileChange[]; readonly newFiles: readonly NewFile[] } | undefined {
  const { daemonJson } = configuration;
  if (daemonJson === undefined || daemonJson.status === "unreadable") return undefined;
  if (daemonJson.file === undefined) {
    const newFile = { uri: uriOfPath(daemonJson.path, file), text: `${withKeys("", changes)}\n` };
    return { changes: [], newFiles: [newFile] };
  }
  if (!isEditable(daemonJson.file.text)) return undefined;
  return { changes: [changeKeys(daemonJson.file, changes)], newFiles: [] };
}

function withKeys(text: string, changes: readonly KeyChange[]): string {
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: /^ {4}\S/m.test(text) && !/^ {2}\S/m.test(text) ? 4 : 2,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  return changes.reduce((changed, { path, value }) => {
    const mark = changed.startsWith("\uFEFF") ? "\uFEFF" : "";
    const body = changed.slice(mark.length);
    return mark + applyEdits(body, modify(body, path, value, { formattingOptions }));
  }, text);
}
