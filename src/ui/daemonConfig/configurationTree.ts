// The rows of the daemon configuration view: of the file in the editor, else of this machine.
import * as vscode from "vscode";
import type { Configuration } from "../../daemonConfig/configuration.ts";
import { nodesOf, type ConfigurationNode } from "./configurationNodes.ts";
import { describeNode } from "./describeConfiguration.ts";

export class ConfigurationTree {
  readonly #gather: (signal: AbortSignal) => Promise<Configuration | undefined>;
  #reading = new AbortController();
  #conflicts: ReadonlySet<string> = new Set();

  constructor(gather: (signal: AbortSignal) => Promise<Configuration | undefined>) {
    this.#gather = gather;
  }

  /** The rows at the top, each with those below it. A newer question ends an older one. */
  async rows(): Promise<readonly ConfigurationNode[]> {
    this.#reading.abort();
    this.#reading = new AbortController();
    const configuration = await this.#gather(this.#reading.signal);
    this.#conflicts = configuration === undefined ? new Set() : conflictsIn(configuration);
    return configuration === undefined ? [] : nodesOf(configuration);
  }

  getTreeItem(node: ConfigurationNode): vscode.TreeItem {
    const name = node.kind === "option" ? node.option.option.name : "";
    return describeNode(node, this.#conflicts.has(name));
  }
}

/** The options that are in both sources; only runtimes may be. */
function conflictsIn({ options }: Configuration): ReadonlySet<string> {
  const names = (source: string): readonly string[] =>
    options.filter((option) => option.source === source).map(({ option }) => option.name);
  const inFile = new Set(names("daemonJson"));
  return new Set(names("commandLine").filter((name) => inFile.has(name) && name !== "add-runtime"));
}
