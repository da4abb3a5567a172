// The composition root: makes the parts and hands each what it needs. No work is done here; a command's
// own code is loaded at its first call.
import * as vscode from "vscode";
import { NetworkStore } from "./engine/networkStore.ts";
import { registerCommands } from "./ui/commands.ts";
import { onDidChangeSetting, setSetting } from "./ui/config.ts";
import { registerDaemonConfig } from "./ui/daemonConfig/register.ts";
import { registerInspectDocuments, inspect } from "./ui/inspectDocument.ts";
import { registerNetworkTree } from "./ui/networkTree/register.ts";

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Portolan", { log: true });
  const store = new NetworkStore({
    connect: async () => (await import("./ui/openEngine.ts")).openEngine(),
    log,
  });
  const view = registerNetworkTree(store);
  const daemonConfig = registerDaemonConfig({
    ...{ store, log, storage: context.globalStorageUri },
    rulePages: vscode.Uri.joinPath(context.extensionUri, "media/rules"),
  });
  const change = { store, log };
  const ping = { ...change, memory: context.globalState };
  const hideStopped = "portolan.networks.hideStoppedContainers";
  context.subscriptions.push(
    log,
    store,
    view,
    daemonConfig,
    registerInspectDocuments(store),
    onDidChangeSetting(["portolan.engine.address"], () => {
      store.reconnect();
    }),
    registerCommands(
      {
        "portolan.engine.select": async () => (await import("./ui/selectEngine.ts")).selectEngine(),
        "portolan.engine.retry": () => {
          store.retry();
        },
        "portolan.network.refresh": () => store.refreshOrRetry(),
        "portolan.network.create": async (spec) =>
          (await import("./ui/createNetwork.ts")).createNetwork(change, spec),
        "portolan.network.remove": async (row, rows) =>
          (await import("./ui/removeNetwork.ts")).removeNetworks(change, row, rows ?? []),
        "portolan.network.inspect": (row) => inspect(store, row),
        "portolan.network.connect": async (row) =>
          (await import("./ui/connect.ts")).connect(change, row),
        "portolan.network.disconnect": async (row) =>
          (await import("./ui/connect.ts")).disconnect(change, row),
        "portolan.container.run": async (row) =>
          (await import("./ui/runContainer.ts")).runContainerFlow(change, row),
        "portolan.container.openShell": async (row) =>
          (await import("./ui/openShell.ts")).openShell(change, row),
        "portolan.ping": async (row, rows) =>
          (await import("./ui/pingFlow.ts")).pingFlow(ping, row, rows ?? []),
        "portolan.copyName": async (row) =>
          (await import("./ui/copy.ts")).copyField(store, "name", row),
        "portolan.copyId": async (row) =>
          (await import("./ui/copy.ts")).copyField(store, "id", row),
        "portolan.copyAddress": async (row) =>
          (await import("./ui/copy.ts")).copyField(store, "address", row),
        "portolan.copyMacAddress": async (row) =>
          (await import("./ui/copy.ts")).copyField(store, "macAddress", row),
        "portolan.networks.groupBy": async () =>
          (await import("./ui/networkTree/grouping.ts")).chooseGrouping(),
        "portolan.networks.hideStopped": () => setSetting(hideStopped, true),
        "portolan.networks.showStopped": () => setSetting(hideStopped, false),
        "portolan.networks.showPredefined": () => {
          view.tree.showPredefinedAlone();
        },
        ...daemonConfig.commands,
        "portolan.showLog": () => {
          log.show();
        },
      },
      log,
    ),
  );
}
