// Notices that another program changes, adds or removes a file which was looked at, while somebody sees what it says.
import * as vscode from "vscode";

/** Watches the folders of the files that it is told of. VS Code does the watching, one folder deep. */
export class FileWatch implements vscode.Disposable {
  readonly #onDidChange: () => void;
  readonly #files = new Set<string>();
  /** Folders of which every file matters. */
  readonly #folders = new Set<string>();
  /** By folder, while it is watched or found out whether it exists. */
  readonly #watchers = new Map<string, Disposables>();
  #isActive = false;

  constructor(onDidChange: () => void) {
    this.#onDidChange = onDidChange;
  }

  /** A file was looked at, whether it is there or not. */
  file(uri: vscode.Uri): void {
    this.#files.add(uri.toString());
    this.#watch(folderOf(uri));
  }

  /** A folder was listed, whether it is there or not. */
  folder(uri: vscode.Uri): void {
    this.#folders.add(uri.toString());
    this.#watch(uri);
  }

  /** Nothing is watched while nobody looks. */
  setActive(isActive: boolean): void {
    if (this.#isActive === isActive) return;
    this.#isActive = isActive;
    if (!isActive) {
      this.#stop();
      return;
    }
    for (const file of this.#files) this.#watch(folderOf(vscode.Uri.parse(file)));
    for (const folder of this.#folders) this.#watch(vscode.Uri.parse(folder));
  }

  dispose(): void {
    this.#isActive = false;
    this.#stop();
  }

  #stop(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
    this.#watchers.clear();
  }

  #watch(folder: vscode.Uri): void {
    const key = folder.toString();
    if (!this.#isActive || this.#watchers.has(key)) return;
    const watcher = new Disposables();
    this.#watchers.set(key, watcher);
    void this.#open(folder, watcher);
  }

  /** A folder that is missing is watched for from the one above it, if that is there. */
  async #open(folder: vscode.Uri, watcher: Disposables): Promise<void> {
    if (await isFolder(folder)) {
      this.#listen(watcher, new vscode.RelativePattern(folder, "*"), (uri) => this.#matters(uri));
      return;
    }
    const above = folderOf(folder);
    if (!(await isFolder(above))) return;
    const name = folder.path.slice(above.path.replace(/\/$/, "").length + 1);
    this.#listen(watcher, new vscode.RelativePattern(above, name), () => {
      // From now on the folder itself can be watched.
      watcher.dispose();
      this.#watchers.delete(folder.toString());
      this.#watch(folder);
      return true;
    });
  }

  #listen(
    watcher: Disposables,
    pattern: vscode.RelativePattern,
    matters: (uri: vscode.Uri) => boolean,
  ): void {
    if (watcher.isDisposed) return;
    const system = vscode.workspace.createFileSystemWatcher(pattern);
    const tell = (uri: vscode.Uri): void => {
      if (matters(uri)) this.#onDidChange();
    };
    watcher.add(
      system,
      system.onDidCreate(tell),
      system.onDidChange(tell),
      system.onDidDelete(tell),
    );
  }

  #matters(uri: vscode.Uri): boolean {
    const key = uri.toString();
    return (
      this.#files.has(key) || this.#folders.has(key) || this.#folders.has(folderOf(uri).toString())
    );
  }
}

class Disposables {
  isDisposed = false;
  readonly #owned: vscode.Disposable[] = [];

  add(...owned: readonly vscode.Disposable[]): void {
    this.#owned.push(...owned);
  }

  dispose(): void {
    this.isDisposed = true;
    for (const one of this.#owned.splice(0)) one.dispose();
  }
}

function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, "..");
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    // What is not there, or nobody may see, can't be watched.
    return false;
  }
}
