// The daemon's configuration files in the real extension host: language, findings, the view.
import { strict as assert } from "node:assert";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";

const [folder] = vscode.workspace.workspaceFolders ?? [];
assert.ok(folder);

const uriOf = (path: string): vscode.Uri => vscode.Uri.joinPath(folder.uri, path);
const unitUri = uriOf("etc/systemd/system/docker.service");
const jsonUri = uriOf("etc/docker/daemon.json");
const dropInUri = uriOf("etc/systemd/system/docker.service.d/proxy.conf");

/** What the files said when they were opened first, by URI. */
const originals = new Map<string, string>();

async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (!originals.has(uri.toString())) originals.set(uri.toString(), document.getText());
  await vscode.window.showTextDocument(document);
  return document;
}

/** Resolves as soon as the condition holds, which is looked at whenever the event fires. */
function until<T>(event: vscode.Event<T>, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!holds()) return;
      listening.dispose();
      resolve();
    };
    const listening = event(check);
    check();
  });
}

const findings = (uri: vscode.Uri): readonly string[] =>
  vscode.languages.getDiagnostics(uri).flatMap(({ source, code }) => {
    if (source !== "Portolan") return [];
    return typeof code === "object" ? [String(code.value)] : [];
  });

const untilFound = (uri: vscode.Uri, holds: (codes: readonly string[]) => boolean) =>
  until(vscode.languages.onDidChangeDiagnostics, () => holds(findings(uri)));

async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  assert.ok(at !== -1, from);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + from.length));
  edit.replace(document.uri, range, to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe("a daemon's configuration files", () => {
  afterEach(async () => {
    // The workbench may have saved what a test has written.
    for (const document of vscode.workspace.textDocuments) {
      const original = originals.get(document.uri.toString()) ?? document.getText();
      if (original === document.getText()) continue;
      await replace(document, document.getText(), original);
      await document.save();
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("get our languages where nobody else has one for them", async () => {
    const ids = new Map<string, string>();
    const expected = new Map([
      ["docker.service", "portolan-systemd-unit"],
      ["proxy.conf", "portolan-systemd-unit"],
      ["docker", "portolan-docker-environment"],
      ["daemon.json", "json"],
    ]);
    const uris = [unitUri, dropInUri, uriOf("etc/sysconfig/docker"), jsonUri];
    for (const uri of uris) await open(uri);
    const look = (): boolean => {
      for (const { uri, languageId } of vscode.workspace.textDocuments) {
        ids.set(uri.path.slice(uri.path.lastIndexOf("/") + 1), languageId);
      }
      return [...expected].every(([name, id]) => ids.get(name) === id);
    };
    await until(vscode.workspace.onDidOpenTextDocument, look);
  });

  it("show what a rule finds while one types, and no more once it is mended", async () => {
    const document = await open(unitUri);
    await replace(document, "[Service]\n", "[Service]\nLimitNOFILE\n");
    await untilFound(unitUri, (codes) => codes.includes("missingEquals"));
    const [diagnostic] = vscode.languages.getDiagnostics(unitUri);
    assert.equal(diagnostic?.range.start.line, 5);
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    await replace(document, "LimitNOFILE\n", "");
    await untilFound(unitUri, (codes) => !codes.includes("missingEquals"));
  });

  it("count as the settings say", async () => {
    const settings = vscode.workspace.getConfiguration("portolan.daemonConfig", unitUri);
    const document = await open(unitUri);
    await replace(document, "[Service]\n", "[Service]\nLimitNOFILE\nTasksMax\n");
    await untilFound(unitUri, (codes) => codes.includes("missingEquals"));
    const { Workspace } = vscode.ConfigurationTarget;
    await settings.update("rules", { missingEquals: "error" }, Workspace);
    await until(
      vscode.languages.onDidChangeDiagnostics,
      () =>
        vscode.languages.getDiagnostics(unitUri)[0]?.severity === vscode.DiagnosticSeverity.Error,
    );
    await settings.update("rules", { missingEquals: "off" }, Workspace);
    await untilFound(unitUri, (codes) => !codes.includes("missingEquals"));
    await settings.update("rules", undefined, Workspace);
    await untilFound(unitUri, (codes) => codes.includes("missingEquals"));
  });

  it("leave alone what is no such file", async () => {
    const uri = uriOf("etc/nginx.conf");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("[Service]\n"));
    const document = await open(uri);
    assert.equal(document.languageId, "properties");
  });
});
