// Fixes and refactorings of the daemon's configuration, taken from VS Code and applied by it.
import { strict as assert } from "node:assert";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";

const [folder] = vscode.workspace.workspaceFolders ?? [];
assert.ok(folder);
const inFolder = (path: string): vscode.Uri => vscode.Uri.joinPath(folder.uri, path);

type Texts = Readonly<Record<string, string>>;

/** Writes files below a root of their own, and gives the URI of each. */
async function scene(name: string, files: Texts): Promise<(path: string) => vscode.Uri> {
  const uriOf = (path: string): vscode.Uri => inFolder(`${name}/${path}`);
  for (const [path, text] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
  }
  return uriOf;
}

/** The actions at the first place of a text in a file, as soon as one of them has the title. */
async function actionAt(uri: vscode.Uri, text: string, title: string): Promise<vscode.CodeAction> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const start = document.positionAt(document.getText().indexOf(text));
  const range = new vscode.Range(start, start);
  for (;;) {
    // The first answers come before the helper is loaded.
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      range,
    );
    const action = actions.find((each) => each.title === title);
    if (action !== undefined) return action;
  }
}

/** Applies an action, and gives the texts of these files afterwards, as the editor has them. */
async function after(action: vscode.CodeAction, ...uris: vscode.Uri[]): Promise<string[]> {
  assert.ok(action.edit);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  const documents = await Promise.all(uris.map((uri) => vscode.workspace.openTextDocument(uri)));
  return documents.map((document) => document.getText());
}

const unit = (command: string): string => `[Service]\nExecStart=/usr/bin/dockerd ${command}\n`;
const unitPath = "etc/systemd/system/docker.service";
const jsonPath = "etc/docker/daemon.json";

describe("an action of VS Code", () => {
  before(async () => {
    await vscode.extensions.getExtension("portolan.portolan")?.activate();
  });

  it("mends a misspelled flag", async () => {
    const uriOf = await scene("misspelled", { [unitPath]: unit("--live-restor") });
    const uri = uriOf(unitPath);
    const action = await actionAt(
      uri,
      "--live-restor",
      "Replace --live-restor with --live-restore",
    );
    assert.deepEqual(await after(action, uri), [unit("--live-restore")]);
  });

  it("gives a key its name in daemon.json", async () => {
    const uriOf = await scene("legacyKey", { [jsonPath]: '{\n  "label": ["a=1"]\n}\n' });
    const uri = uriOf(jsonPath);
    const action = await actionAt(uri, '"label"', 'Replace "label" with "labels"');
    assert.deepEqual(await after(action, uri), ['{\n  "labels": ["a=1"]\n}\n']);
  });

  it("moves a flag to daemon.json", async () => {
    const uriOf = await scene("toKey", { [unitPath]: unit("--mtu 1400 -D"), [jsonPath]: "{}\n" });
    const action = await actionAt(uriOf(unitPath), "--mtu", "Move --mtu to daemon.json");
    assert.deepEqual(await after(action, uriOf(unitPath), uriOf(jsonPath)), [
      unit("-D"),
      '{\n  "mtu": 1400\n}\n',
    ]);
  });

  it("moves a flag to a daemon.json that is not there yet", async () => {
    const uriOf = await scene("toNewKey", { [unitPath]: unit("--mtu 1400 -D") });
    const action = await actionAt(uriOf(unitPath), "--mtu", "Move --mtu to daemon.json");
    assert.deepEqual(await after(action, uriOf(unitPath), uriOf(jsonPath)), [
      unit("-D"),
      '{\n  "mtu": 1400\n}\n',
    ]);
  });

  it("makes a drop-in instead of a change to the packaged unit", async () => {
    const packaged = "usr/lib/systemd/system/docker.service";
    const uriOf = await scene("packaged", { [packaged]: unit("-H fd://") });
    const title = "Set ExecStart= in a drop-in instead of the packaged unit";
    const action = await actionAt(uriOf(packaged), "ExecStart", title);
    const dropIn = uriOf("etc/systemd/system/docker.service.d/override.conf");
    assert.deepEqual(await after(action, uriOf(packaged), dropIn), [
      unit("-H fd://"),
      "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd -H fd://\n",
    ]);
  });

  it("renames a drop-in that systemd does not read", async () => {
    const path = "etc/systemd/system/docker.service.d/options";
    const text = "[Service]\nEnvironment=A=b\n";
    const uriOf = await scene("misnamed", { [unitPath]: unit("-D"), [path]: text });
    const action = await actionAt(uriOf(path), "[Service]", "Rename the file to options.conf");
    assert.deepEqual(await after(action, uriOf(`${path}.conf`)), [text]);
    await assert.rejects(async () => vscode.workspace.fs.stat(uriOf(path)));
  });

  it("has the unit read a file that an environment file sources", async () => {
    const environmentPath = "etc/sysconfig/docker";
    const uriOf = await scene("sourced", {
      [unitPath]: `[Service]\nEnvironmentFile=-/${environmentPath}\nExecStart=/usr/bin/dockerd $A $B\n`,
      [environmentPath]: ". /etc/sysconfig/docker-network\nA=-D\n",
      "etc/sysconfig/docker-network": "B=--mtu=1400\n",
    });
    const title = "Read the file by an EnvironmentFile= line in the unit";
    const action = await actionAt(uriOf(environmentPath), ". /etc", title);
    assert.deepEqual(await after(action, uriOf(environmentPath), uriOf(unitPath)), [
      "A=-D\n",
      "[Service]\nEnvironmentFile=-/etc/sysconfig/docker-network\n" +
        `EnvironmentFile=-/${environmentPath}\nExecStart=/usr/bin/dockerd $A $B\n`,
    ]);
  });

  it("renames a variable in the unit and in its environment file", async () => {
    const environmentPath = "etc/sysconfig/docker";
    const text = `[Service]\nEnvironmentFile=/${environmentPath}\nExecStart=/usr/bin/dockerd $OPTS\n`;
    const uriOf = await scene("renamed", {
      [unitPath]: text,
      [environmentPath]: "OPTS='--mtu 1400'\n",
    });
    const document = await vscode.workspace.openTextDocument(uriOf(unitPath));
    const position = document.positionAt(text.indexOf("OPTS"));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      position,
      "DOCKER_OPTS",
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    const environment = await vscode.workspace.openTextDocument(uriOf(environmentPath));
    assert.equal(document.getText(), text.replace("OPTS", "DOCKER_OPTS"));
    assert.equal(environment.getText(), "DOCKER_OPTS='--mtu 1400'\n");
  });

  it("formats continuation lines, and a second time changes nothing", async () => {
    const uriOf = await scene("formatted", { [unitPath]: unit("\\\n -D \\\n      --mtu 1400") });
    const document = await vscode.workspace.openTextDocument(uriOf(unitPath));
    const format = async (): Promise<vscode.TextEdit[]> =>
      (await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        "vscode.executeFormatDocumentProvider",
        document.uri,
        { insertSpaces: true, tabSize: 2 },
      )) ?? [];
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, await format());
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /dockerd \\\n( +)-D \\\n\1--mtu 1400\n$/);
    assert.deepEqual(await format(), []);
  });
});
