// The rows of the daemon configuration view over real files, as VS Code asks for them.
import { strict as assert } from "node:assert";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import type { Configuration } from "../../src/daemonConfig/configuration.ts";
import { configFileOf } from "../../src/ui/daemonConfig/configDocuments.ts";
import { Configurations } from "../../src/ui/daemonConfig/configurations.ts";
import { ConfigurationTree } from "../../src/ui/daemonConfig/configurationTree.ts";
import type { ConfigurationNode } from "../../src/ui/daemonConfig/configurationNodes.ts";
import { openNode } from "../../src/ui/daemonConfig/openPlace.ts";
import { TargetVersions } from "../../src/ui/daemonConfig/targetVersions.ts";
import { openStore } from "./realEngine.ts";

const [folder] = vscode.workspace.workspaceFolders ?? [];
assert.ok(folder);
const unitUri = vscode.Uri.joinPath(folder.uri, "etc/systemd/system/docker.service");

/** A tree of the configuration around the fixture's unit. */
async function treeOf(
  gather?: (configurations: Configurations) => Promise<Configuration | undefined>,
): Promise<ConfigurationTree> {
  const data = await loadOptionData();
  const configurations = new Configurations(data, new TargetVersions(openStore(), data));
  const document = await vscode.workspace.openTextDocument(unitUri);
  const file = configFileOf(document);
  assert.ok(file);
  return new ConfigurationTree((signal) =>
    gather === undefined ? configurations.around(file, signal) : gather(configurations),
  );
}

describe("daemon configuration view", () => {
  const texts = (tree: ConfigurationTree, nodes: readonly ConfigurationNode[]): string[] =>
    nodes.map((node) => {
      const { label, description } = tree.getTreeItem(node);
      assert.ok(typeof label === "string");
      return [label, String(description)].join(" ").trim();
    });

  it("shows what dockerd gets from where, and all files", async () => {
    const tree = await treeOf();
    const rows = await tree.rows();
    assert.deepEqual(texts(tree, rows), ["Command Line", "daemon.json", "Files"]);
    const [commandLine, json, files] = rows;
    assert.ok(commandLine && json && files);
    assert.deepEqual(texts(tree, commandLine.children), [
      "-H fd://",
      "--mtu 1400",
      "--icc false",
      "--label 2 values",
    ]);
    assert.deepEqual(texts(tree, json.children), [
      "registry-mirrors https://mirror.example.com",
      "mtu 1450",
    ]);
    const root = folder.uri.path;
    assert.deepEqual(texts(tree, files.children), [
      `docker.service unit · ${root}/etc/systemd/system`,
      `proxy.conf drop-in · ${root}/etc/systemd/system/docker.service.d`,
      `docker.socket socket · ${root}/etc/systemd/system`,
      `docker environment · ${root}/etc/sysconfig`,
      `daemon.json ${root}/etc/docker`,
    ]);
  });

  it("marks an option that is in both places, in words too", async () => {
    const tree = await treeOf();
    const [commandLine] = await tree.rows();
    const mtu = commandLine?.children.find((node) => texts(tree, [node])[0] === "--mtu 1400");
    assert.ok(mtu);
    const { iconPath, tooltip } = tree.getTreeItem(mtu);
    assert.ok(iconPath instanceof vscode.ThemeIcon && iconPath.id === "error");
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value.replaceAll("&nbsp;", " "), /does not start/);
  });

  it("leads to where an option is set, in whatever file that is", async () => {
    const tree = await treeOf();
    const [commandLine] = await tree.rows();
    const labels = commandLine?.children.at(-1);
    const second = labels?.children[1];
    assert.ok(second);
    assert.deepEqual(texts(tree, [second]), ["host=a docker"]);
    await openNode(second);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.match(editor.document.uri.path, /\/etc\/sysconfig\/docker$/);
    assert.equal(editor.document.getText(editor.selection), "host=a");
  });

  it("is empty where there is no configuration", async () => {
    const tree = await treeOf(() => Promise.resolve(undefined));
    assert.deepEqual(await tree.rows(), []);
  });
});
