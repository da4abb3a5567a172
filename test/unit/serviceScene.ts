// A language service over files that are given as texts, one of which has the cursor in it.
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  RenameFile,
  TextDocumentEdit,
  type TextEdit,
  type Position,
  type WorkspaceEdit,
} from "vscode-languageserver-types";
import { english } from "../../src/base/translate.ts";
import {
  createDaemonConfigService,
  type DaemonConfigService,
  type DocumentSettings,
} from "../../src/daemonConfig/languageService.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import { markedText } from "../fixtures/markedText.ts";
import { readerOf } from "./configuredFiles.ts";

const data = await loadOptionData();

export const unitPath = "/etc/systemd/system/docker.service";
export const dropInPath = "/etc/systemd/system/docker.service.d/override.conf";
export const environmentPath = "/etc/sysconfig/docker";
export const daemonJsonPath = "/etc/docker/daemon.json";

export interface Scene {
  readonly service: DaemonConfigService;
  readonly document: TextDocument;
  readonly at: Position;
  /** Every file, without the cursor. */
  readonly files: Readonly<Record<string, string>>;
}

/** The first of the files is the one that is open, with `|` where the cursor stands. */
export function scene(
  marked: Readonly<Record<string, string>>,
  settings: Partial<DocumentSettings> = {},
): Scene {
  const [path = "", first = ""] = Object.entries(marked)[0] ?? [];
  const { text, offset } = markedText(first.includes("|") ? first : `${first}|`);
  const files = { ...marked, [path]: text };
  const document = TextDocument.create(`file://${path}`, "plaintext", 1, text);
  const service = createDaemonConfigService({
    reader: readerOf(files),
    data,
    translate: english,
    settingsFor: () => ({ version: [28, 5, 2], ...settings }),
  });
  return { service, document, at: document.positionAt(offset), files };
}

/** For calls that nobody cancels. */
export const unending = new AbortController().signal;

/** The files after an edit, new ones included. */
export function applied(
  { changes = {}, documentChanges = [] }: WorkspaceEdit,
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const result: Record<string, string> = { ...files };
  const edit = (uri: string, edits: TextEdit[]): void => {
    const path = uri.replace("file://", "");
    const document = TextDocument.create(uri, "", 0, result[path] ?? "");
    result[path] = TextDocument.applyEdits(document, edits);
  };
  const move = ({ oldUri, newUri }: RenameFile): void => {
    const path = oldUri.replace("file://", "");
    result[newUri.replace("file://", "")] = result[path] ?? "";
    Reflect.deleteProperty(result, path);
  };
  for (const [uri, edits] of Object.entries(changes)) edit(uri, edits);
  for (const change of documentChanges) {
    if (RenameFile.is(change)) move(change);
    if (!TextDocumentEdit.is(change)) continue;
    const edits = change.edits.filter((each) => "newText" in each);
    edit(change.textDocument.uri, edits);
  }
  return result;
}
