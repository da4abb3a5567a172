// Every id of package.json, once. Type-only imports, so that unit tests can load it without VS Code.
import type { Uri } from "vscode";
import type { FixStep } from "../connectivity/diagnosis/fixSteps.ts";
import type { ConfigurationNode } from "./daemonConfig/configurationNodes.ts";
import type { ContainerNode, NetworkNode, TreeNode } from "./networkTree/nodes.ts";
import type { NetworkSpec, RunSpec } from "../engine/operations.ts";

export const viewIds = {
  networks: "portolan.networks",
  daemonConfig: "portolan.daemonConfig",
} as const;

export type ViewId = (typeof viewIds)[keyof typeof viewIds];

/** The schemes of documents that we serve. */
export type DocumentScheme = "portolan-inspect";

/** What `portolan.ping` takes: names or ids of containers; the target may be any host or address. */
export interface PingArguments {
  readonly from: string;
  readonly to: string;
  readonly count?: number;
}

/** What `portolan.network.remove` takes besides a tree row. */
export interface RemoveNetworkArguments {
  readonly network: string;
  /** Takes attached containers off first. Without it a network in use stays. */
  readonly disconnect?: boolean;
}

/** What `portolan.checks.record` takes besides a tree row. */
export interface RecordArguments {
  readonly network: string;
}

/** What `portolan.network.test` takes besides a tree row. */
export interface TestNetworkArguments {
  readonly network: string;
}

/** What `portolan.container.test` takes besides a tree row. */
export interface TestContainerArguments {
  readonly container: string;
}

/** What `portolan.fix.apply` takes. Containers and networks are named by id, or by name. */
export interface FixArguments {
  readonly steps: readonly FixStepArguments[];
  /** What is offered to be asked again once it is done: the network checks that failed. */
  readonly testAgain?: "checks";
}

export interface FixStepArguments {
  readonly kind: FixStep["kind"];
  readonly container?: string;
  readonly network?: string;
  /** More names for what is connected. */
  readonly aliases?: readonly string[];
  /** Of a network to create, and who is to be on it. */
  readonly name?: string;
  readonly containers?: readonly string[];
}

export interface AttachmentArguments {
  readonly network: string;
  readonly container: string;
}

/**
 * Commands with their arguments. Where the tree calls one, VS Code passes the row and all selected
 * rows; keybindings and other extensions pass the plain objects.
 */
export interface CommandArguments {
  "portolan.engine.select": [];
  "portolan.engine.retry": [];
  "portolan.network.refresh": [];
  "portolan.network.create": [NetworkSpec?];
  "portolan.network.remove": [(NetworkNode | RemoveNetworkArguments)?, (readonly TreeNode[])?];
  "portolan.network.inspect": [TreeNode?];
  "portolan.network.test": [(NetworkNode | TestNetworkArguments)?];
  "portolan.network.connect": [(TreeNode | AttachmentArguments)?];
  "portolan.network.disconnect": [(ContainerNode | AttachmentArguments)?];
  "portolan.container.run": [(NetworkNode | RunSpec)?];
  "portolan.container.test": [(ContainerNode | TestContainerArguments)?];
  "portolan.container.openShell": [ContainerNode?];
  "portolan.ping": [(ContainerNode | PingArguments)?, (readonly TreeNode[])?];
  "portolan.checks.record": [(NetworkNode | RecordArguments)?];
  /** The code of a cause; without one, it is asked for. */
  "portolan.explainCause": [string?];
  "portolan.fix.apply": [FixArguments];
  /** A Compose file; without one, that in the editor, or one of the workspace. */
  "portolan.checks.suggest": [Uri?];
  "portolan.copyName": [TreeNode?];
  "portolan.copyId": [TreeNode?];
  "portolan.copyAddress": [TreeNode?];
  "portolan.copyMacAddress": [ContainerNode?];
  "portolan.networks.groupBy": [];
  "portolan.networks.hideStopped": [];
  "portolan.networks.showStopped": [];
  "portolan.networks.showPredefined": [];
  "portolan.daemonConfig.selectVersion": [];
  /** The URI of a configuration file; without one, that in the editor, or this machine's. */
  "portolan.daemonConfig.showEffective": [string?];
  "portolan.daemonConfig.apply": [];
  "portolan.daemonConfig.refresh": [];
  "portolan.daemonConfig.open": [ConfigurationNode?];
  "portolan.daemonConfig.explainRule": [string?];
  "portolan.showLog": [];
}

export type CommandId = keyof CommandArguments;

export const contextKeys = {
  /** Why the view is empty: `unreachable`, `denied`, `failed`, `noCustomNetworks`, or nothing. */
  emptyReason: "portolan.emptyReason",
  canRetry: "portolan.canRetry",
  /** True where there is no configuration to show: neither in the editor nor on this machine. */
  hasNoDaemonConfig: "portolan.hasNoDaemonConfig",
} as const;

export type Grouping = "none" | "driver" | "composeProject";

/** What a rule's findings count as, by its code. */
export type RuleSeverities = Readonly<Record<string, "error" | "warning" | "information" | "off">>;

/** Settings with the type of their value. The defaults stand in package.json. */
export interface Settings {
  "portolan.engine.address": string;
  "portolan.probe.image": string;
  "portolan.probe.count": number;
  "portolan.probe.timeoutSeconds": number;
  "portolan.test.outside": string;
  "portolan.test.sourcesAtOnce": number;
  "portolan.networks.groupBy": Grouping;
  "portolan.networks.hideStoppedContainers": boolean;
  "portolan.daemonConfig.engineVersion": string;
  "portolan.daemonConfig.root": string;
  "portolan.daemonConfig.rules": RuleSeverities;
}

export type SettingId = keyof Settings;
