// That languages of other extensions stay on the files which they have them for.
import { strict as assert } from "node:assert";
import { setTimeout as delay } from "node:timers/promises";
import { it } from "mocha";
import * as vscode from "vscode";

const [folder] = vscode.workspace.workspaceFolders ?? [];
assert.ok(folder);

for (const [file, language] of [
  ["docker.service", "systemd-conf"],
  ["docker.service.j2", "jinja"],
] as const) {
  it(`leaves ${file} its ${language}, and ours to who chooses it`, async () => {
    const uri = vscode.Uri.joinPath(folder.uri, file);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    while (document.languageId !== language) await delay(20);
    await vscode.languages.setTextDocumentLanguage(document, "portolan-systemd-unit");
    // An answer of the extension comes after all that it did about the opening.
    await vscode.commands.executeCommand("portolan.daemonConfig.refresh");
    assert.equal(document.languageId, "portolan-systemd-unit");
  });
}
