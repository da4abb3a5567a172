// The files around a configuration file as the editor has them: open documents first, then what is on disk.
import * as vscode from "vscode";
import type { FileReader } from "../../daemonConfig/fileReader.ts";

/** A file as it was found on disk. */
export interface DiskFile {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** Who wants to know what is asked of the disk. */
export interface FilesListener {
  /** Undefined for a file that is not there. */
  readonly onDidRead?: (path: string, file: DiskFile | undefined) => void;
  readonly onDidList?: (path: string) => void;
}

/**
 * Reads files of the file system that a document is in. What is on disk is read once until `forget`, so
 * that a keystroke costs no reading.
 */
export class WorkspaceFiles implements FileReader {
  readonly #near: vscode.Uri;
  readonly #listener: FilesListener;
  readonly #read = new Map<string, Promise<DiskFile | undefined>>();
  readonly #listed = new Map<string, Promise<readonly string[]>>();

  constructor(near: vscode.Uri, listener: FilesListener = {}) {
    this.#near = near;
    this.#listener = listener;
  }

  /** The document that shows a file, open or not in an editor, as long as VS Code keeps it. */
  documentOf(path: string): vscode.TextDocument | undefined {
    const uri = this.uriOf(path).toString();
    return vscode.workspace.textDocuments.find(
      (document) => !document.isClosed && document.uri.toString() === uri,
    );
  }

  uriOf(path: string): vscode.Uri {
    return this.#near.with({ path, query: "", fragment: "" });
  }

  async read(path: string): Promise<string | undefined> {
    const document = this.documentOf(path);
    return document === undefined ? (await this.onDisk(path))?.text : document.getText();
  }

  /** The file without what is only in an editor; undefined where there is none. */
  onDisk(path: string): Promise<DiskFile | undefined> {
    const known = this.#read.get(path) ?? this.#readNow(path);
    this.#read.set(path, known);
    return known;
  }

  list(path: string): Promise<readonly string[]> {
    const known = this.#listed.get(path) ?? this.#listNow(path);
    this.#listed.set(path, known);
    return known;
  }

  /** Looks at the disk again from now on. */
  forget(): void {
    this.#read.clear();
    this.#listed.clear();
  }

  async #readNow(path: string): Promise<DiskFile | undefined> {
    const file = await readFile(this.uriOf(path));
    this.#listener.onDidRead?.(path, file);
    return file;
  }

  #listNow(path: string): Promise<readonly string[]> {
    this.#listener.onDidList?.(path);
    return listFolder(this.uriOf(path));
  }
}

async function readFile(uri: vscode.Uri): Promise<DiskFile | undefined> {
  try {
    const [{ mtime }, bytes] = await Promise.all([
      vscode.workspace.fs.stat(uri),
      vscode.workspace.fs.readFile(uri),
    ]);
    return { text: new TextDecoder().decode(bytes), changedAt: mtime };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function listFolder(uri: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A folder in the place of a file is no file, and the other way round. */
function isMissing(error: unknown): boolean {
  const missing = ["FileNotFound", "FileNotADirectory", "FileIsADirectory"];
  return error instanceof vscode.FileSystemError && missing.includes(error.code);
}
