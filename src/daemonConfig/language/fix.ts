// A change that is offered for a place: over one or more files, as offsets, and then in the protocol's words.
import type {
  CreateFile,
  RenameFile,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver-types";
import { groupBy } from "../../base/groupBy.ts";
import type { Place } from "../configFile.ts";
import type { ConfigurationDocuments } from "./fileContext.ts";

export interface FileChange extends Place {
  readonly newText: string;
}

export interface NewFile {
  readonly uri: string;
  readonly text: string;
}

export interface MovedFile {
  readonly from: string;
  /** No file is there yet. */
  readonly to: string;
}

export interface Changes {
  readonly changes: readonly FileChange[];
  readonly newFiles?: readonly NewFile[];
  readonly moves?: readonly MovedFile[];
}

export interface Fix extends Changes {
  /** In the reader's language. */
  readonly title: string;
}

/** All of these changes, none of which concern the same text. */
export function together(...all: readonly Changes[]): Changes {
  return {
    changes: all.flatMap(({ changes }) => changes),
    newFiles: all.flatMap(({ newFiles = [] }) => newFiles),
    moves: all.flatMap(({ moves = [] }) => moves),
  };
}

/** The protocol's edit of a fix. */
export function toWorkspaceEdit(
  { changes, newFiles = [], moves = [] }: Fix,
  documents: ConfigurationDocuments,
): WorkspaceEdit {
  const created = newFiles.flatMap(({ uri, text }): (CreateFile | TextDocumentEdit)[] => {
    const start = { line: 0, character: 0 };
    const edits = [{ range: { start, end: start }, newText: text }];
    return [
      { kind: "create", uri },
      { textDocument: { uri, version: null }, edits },
    ];
  });
  const changed = [...groupBy(changes, ({ uri }) => uri)].map(([uri, all]) => ({
    textDocument: { uri, version: null },
    edits: all.flatMap(({ range, newText }) => {
      const location = documents.locationOf({ uri, range });
      return location === undefined ? [] : [{ range: location.range, newText }];
    }),
  }));
  const moved = moves.map(({ from, to }): RenameFile => ({
    kind: "rename",
    oldUri: from,
    newUri: to,
  }));
  return { documentChanges: [...created, ...changed, ...moved] };
}
