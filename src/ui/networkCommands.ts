// The commands about networks and containers, each with what loads its code at its first call.
import type { LogOutputChannel, Memento, Uri } from "vscode";
import type { NetworkStore } from "../engine/networkStore.ts";
import type { CommandHandlers } from "./commands.ts";
import type { CommandArguments } from "./contributions.ts";
import type { CopiedField } from "./copy.ts";
import type { NetworkTree } from "./networkTree/networkTree.ts";
import type { NetworkTests } from "./networkTest/networkTests.ts";
import type { ProbeHelpers } from "./probeHelpers.ts";
import type { ChangeContext } from "./removeNetwork.ts";

export interface NetworkCommandParts {
  readonly store: () => Promise<NetworkStore>;
  readonly tree: () => Promise<NetworkTree>;
  readonly log: LogOutputChannel;
  readonly helpers: () => Promise<ProbeHelpers>;
  readonly tests: () => Promise<NetworkTests>;
  /** What stays from one window to the next. */
  readonly memory: Memento;
  /** The folder of the pages about causes. */
  readonly causePages: Uri;
}

type NetworkCommand = Exclude<
  keyof CommandHandlers,
  `portolan.daemonConfig.${string}` | "portolan.showLog"
>;

/** The handlers of all these commands. */
export function networkCommands(parts: NetworkCommandParts): Pick<CommandHandlers, NetworkCommand> {
  const { store, log, memory, helpers } = parts;
  const change = async (): Promise<ChangeContext> => ({ store: await store(), log });
  const copy =
    (field: CopiedField) =>
    async (...[row]: CommandArguments["portolan.copyName"]): Promise<void> =>
      (await import("./copy.ts")).copyField(await store(), field, row);
  const hideStopped = async (isHidden: boolean): Promise<void> =>
    (await import("./config.ts")).setSetting("portolan.networks.hideStoppedContainers", isHidden);
  return {
    "portolan.engine.select": async () => (await import("./selectEngine.ts")).selectEngine(),
    "portolan.engine.retry": async () => {
      (await store()).retry();
    },
    "portolan.network.refresh": async () => (await store()).refreshOrRetry(),
    "portolan.network.create": async (spec) =>
      (await import("./createNetwork.ts")).createNetwork(await change(), spec),
    "portolan.network.remove": async (row, rows) =>
      (await import("./removeNetwork.ts")).removeNetworks(await change(), row, rows ?? []),
    "portolan.network.inspect": async (row) =>
      (await import("./inspectDocument.ts")).inspect(await store(), row),
    "portolan.network.connect": async (row) =>
      (await import("./connect.ts")).connect(await change(), row),
    "portolan.network.disconnect": async (row) =>
      (await import("./connect.ts")).disconnect(await change(), row),
    "portolan.container.run": async (row) =>
      (await import("./runContainer.ts")).runContainerFlow(await change(), row),
    "portolan.network.test": async (row) => (await parts.tests()).testNetwork(row),
    "portolan.container.test": async (row) => (await parts.tests()).testContainer(row),
    "portolan.container.openShell": async (row) =>
      (await import("./openShell.ts")).openShell(await change(), row),
    "portolan.ping": async (row, rows) =>
      (await import("./pingFlow.ts")).pingFlow(
        { ...(await change()), memory, helpers },
        row,
        rows ?? [],
      ),
    "portolan.checks.record": async (row) =>
      (await import("./checks/recordChecks.ts")).recordChecks(parts, row),
    "portolan.explainCause": async (code) =>
      (await import("./fixes/explainCause.ts")).explainCause(parts.causePages, code),
    "portolan.checks.suggest": async (uri) =>
      (await import("./checks/suggestChecks.ts")).suggestChecks(uri),
    "portolan.fix.apply": async (fix) =>
      (await import("./fixes/applyLink.ts")).applyLink(await change(), fix),
    "portolan.copyName": copy("name"),
    "portolan.copyId": copy("id"),
    "portolan.copyAddress": copy("address"),
    "portolan.copyMacAddress": copy("macAddress"),
    "portolan.networks.groupBy": async () =>
      (await import("./networkTree/grouping.ts")).chooseGrouping(),
    "portolan.networks.hideStopped": () => hideStopped(true),
    "portolan.networks.showStopped": () => hideStopped(false),
    "portolan.networks.showPredefined": async () => {
      (await parts.tree()).showPredefinedAlone();
    },
  };
}
