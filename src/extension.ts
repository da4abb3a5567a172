// The composition root: what there is, and what loads its code when somebody needs it. Nothing but this file
// and the registrations that it imports is loaded to activate.
import { Uri, window, workspace, type ExtensionContext } from "vscode";
import type { NetworkStore } from "./engine/networkStore.ts";
import { registerNetworkChecks } from "./ui/checks/register.ts";
import { registerCommands } from "./ui/commands.ts";
import type { DocumentScheme } from "./ui/contributions.ts";
import { registerDaemonConfig } from "./ui/daemonConfig/register.ts";
import { networkCommands } from "./ui/networkCommands.ts";
import { registerNetworkView } from "./ui/networkTree/register.ts";
import { OnDemand } from "./ui/onDemand.ts";
import type { ProbeHelpers } from "./ui/probeHelpers.ts";

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Portolan", { log: true });
  const opened = new OnDemand(async () => (await import("./ui/openStore.ts")).openStore(log));
  const store = async (): Promise<NetworkStore> => (await opened.get()).store;
  const helpers = new OnDemand(async () => {
    return new (await import("./ui/probeHelpers.ts")).ProbeHelpers(log);
  });
  ends.push(helpers);
  const probing = { store, log, helpers: () => helpers.get() };
  const tests = new OnDemand(async () => {
    const { NetworkTests } = await import("./ui/networkTest/networkTests.ts");
    return new NetworkTests({
      ...{ ...(await opened.get()), log, helpers: probing.helpers },
      extension: context.extensionUri,
    });
  });
  const view = registerNetworkView(() => opened.get());
  const daemonConfig = registerDaemonConfig({
    ...{ store, log, storage: context.globalStorageUri },
    rulePages: Uri.joinPath(context.extensionUri, "media/rules"),
  });
  context.subscriptions.push(
    ...[log, opened, tests, view, daemonConfig, registerNetworkChecks(probing)],
    workspace.registerTextDocumentContentProvider("portolan-inspect" satisfies DocumentScheme, {
      provideTextDocumentContent: async (uri, token) =>
        (await import("./ui/inspectDocument.ts")).inspectedText(await store(), uri, token),
    }),
    registerCommands(
      {
        ...networkCommands({
          ...{ ...probing, tree: view.tree, memory: context.globalState },
          tests: () => tests.get(),
          causePages: Uri.joinPath(context.extensionUri, "media/causes"),
        }),
        ...daemonConfig.commands,
        "portolan.showLog": () => {
          log.show();
        },
      },
      log,
    ),
  );
}

/** VS Code waits for this a few seconds, as it does not for subscriptions: helpers of ours go with us. */
export async function deactivate(): Promise<void> {
  await Promise.all(ends.map((one) => one.end()));
}

/** Out here because `deactivate` is called with nothing in its hands. */
const ends: OnDemand<ProbeHelpers>[] = [];
