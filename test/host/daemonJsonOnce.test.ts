// That a fault of JSON in a daemon.json is shown once: by VS Code's own service, or by us where that is off.
import { strict as assert } from "node:assert";
import { after, before, it } from "mocha";
import * as vscode from "vscode";

const [folder] = vscode.workspace.workspaceFolders ?? [];
assert.ok(folder);
const uri = vscode.Uri.joinPath(folder.uri, "more/daemon.json");

/** Who tells of faults of JSON: a suite of its own switches VS Code's service off. */
const isOn = vscode.workspace.getConfiguration("json").get<boolean>("validate.enable", true);
const teller = isOn ? "VS Code" : "Portolan";

/** Who tells of each finding, and its line. VS Code names itself for some of its own only. */
const found = (): readonly string[] =>
  vscode.languages
    .getDiagnostics(uri)
    .map(({ source, range }) => {
      const who = source === "Portolan" ? source : "VS Code";
      return `${who} ${range.start.line}`;
    })
    .sort();

function untilFound(expected: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (found().join() !== expected.join()) return;
      listening.dispose();
      resolve();
    };
    const listening = vscode.languages.onDidChangeDiagnostics(check);
    check();
  });
}

async function write(text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const document = await vscode.workspace.openTextDocument(uri);
  edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

before(async () => {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("{}\n"));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  assert.equal(document.languageId, "json");
});

after(async () => {
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await vscode.workspace.fs.delete(uri);
});

it(`a comment is shown once, by ${teller}`, async () => {
  await write('{\n  // more\n  "debug": true,\n  "nope": 1\n}\n');
  await untilFound([`${teller} 1`]);
});

it("what only dockerd minds is shown by us", async () => {
  await write('{\n  "debug": true,\n  "nope": 1\n}\n');
  await untilFound(["Portolan 2"]);
});

it(`a comma too many is shown once, by ${teller}`, async () => {
  await write('{\n  "debug": true,\n}\n');
  await untilFound([`${teller} 1`]);
});
