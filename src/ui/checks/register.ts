// The little of network checks that is there from the start: it waits for a file of them, and loads the rest
// then.
import { Disposable as VscodeDisposable, workspace, type LogOutputChannel } from "vscode";
import type { Disposable } from "../../base/event.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { OnDemand } from "../onDemand.ts";
import type { ProbeHelpers } from "../probeHelpers.ts";

export interface ChecksParts {
  readonly store: () => Promise<NetworkStore>;
  readonly log: LogOutputChannel;
  readonly helpers: () => Promise<ProbeHelpers>;
}

/** What the files are called: `network-checks.yaml`, and that with a name before it. */
const checkFiles = "**/{network-checks,*.network-checks}.{yaml,yml}";

/** Waits for the first file of network checks, in a folder of the workspace or in an editor. */
export function registerNetworkChecks(parts: ChecksParts): Disposable {
  const feature = new OnDemand(async () => {
    const { NetworkChecks } = await import("./networkChecks.ts");
    return NetworkChecks.open({ ...parts, checkFiles });
  });
  const start = (): void => {
    // Nobody has asked for anything, so a failure is for the log.
    feature.get().catch((error: unknown) => {
      parts.log.error(error instanceof Error ? error : String(error));
    });
  };
  // Once the activation is over: whoever waits for it, for the first rows above all, needs none of this.
  let looking: VscodeDisposable | undefined;
  const afterActivation = setImmediate(() => {
    looking = lookForFiles(start, parts.log);
  });
  return VscodeDisposable.from(feature, {
    dispose: () => {
      clearImmediate(afterActivation);
      looking?.dispose();
    },
  });
}

/** Calls `start` where there is a file of network checks, and for each that comes. */
function lookForFiles(start: () => void, log: LogOutputChannel): VscodeDisposable {
  const look = (document: { readonly fileName: string }): void => {
    if (/network-checks\.ya?ml$/.test(document.fileName)) start();
  };
  workspace.textDocuments.forEach(look);
  const search = (): void => {
    if (workspace.workspaceFolders === undefined) return;
    workspace.findFiles(checkFiles, "**/node_modules/**", 1).then(([first]) => {
      if (first !== undefined) start();
    }, log.error.bind(log));
  };
  search();
  const watcher = workspace.createFileSystemWatcher(checkFiles, false, true, true);
  return VscodeDisposable.from(
    watcher,
    watcher.onDidCreate(start),
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeWorkspaceFolders(search),
  );
}
