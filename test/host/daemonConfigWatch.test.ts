// That what other programs do to the files of a configuration shows at once in the one that is open.
import { strict as assert } from "node:assert";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, it } from "mocha";
import * as vscode from "vscode";

const [folder] = vscode.workspace.workspaceFolders ?? [];
assert.ok(folder);
const place = (name: string): string => path.join(folder.uri.fsPath, name);
const unitUri = vscode.Uri.joinPath(folder.uri, "etc/systemd/system/docker.service");
const jsonFile = place("etc/docker/daemon.json");
const environmentFile = place("etc/sysconfig/docker");
const originals = new Map<string, string>();

const codes = (): readonly string[] =>
  vscode.languages
    .getDiagnostics(unitUri)
    .flatMap(({ code }) => (typeof code === "object" ? [String(code.value)] : []));

/** Resolves as soon as the unit's findings are such. */
function untilCodes(holds: (codes: readonly string[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!holds(codes())) return;
      listening.dispose();
      resolve();
    };
    const listening = vscode.languages.onDidChangeDiagnostics(check);
    check();
  });
}

before(async () => {
  for (const file of [jsonFile, environmentFile]) {
    originals.set(file, await readFile(file, "utf8"));
  }
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(unitUri));
  await untilCodes((found) => found.includes("optionInBoth"));
});

after(async () => {
  for (const [file, text] of originals) await writeFile(file, text);
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
});

it("a drop-in in a new folder counts", async () => {
  const dropIns = place("etc/systemd/system/service.d");
  await mkdir(dropIns);
  const other = "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd\n";
  await writeFile(path.join(dropIns, "10-other.conf"), other);
  await untilCodes((found) => !found.includes("optionInBoth"));
  await rm(dropIns, { recursive: true });
  await untilCodes((found) => found.includes("optionInBoth"));
});

it("a file that is written counts", async () => {
  await writeFile(jsonFile, "{}\n");
  await untilCodes((found) => !found.includes("optionInBoth"));
});

it("a file that comes back and goes counts", async () => {
  await writeFile(jsonFile, '{ "mtu": 1450 }\n');
  await untilCodes((found) => found.includes("optionInBoth"));
  await rm(jsonFile);
  await untilCodes((found) => !found.includes("optionInBoth"));
});

it("an environment file that is written counts", async () => {
  await writeFile(environmentFile, "OPTION=-D\n");
  await untilCodes((found) => found.some((code) => code.endsWith("Variable")));
});
