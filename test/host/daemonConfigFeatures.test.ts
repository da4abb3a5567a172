// What VS Code gets from us in the daemon's configuration files, asked as its own editor asks.
import { strict as assert } from "node:assert";
import { before, describe, it } from "mocha";
import * as vscode from "vscode";

const [folder] = vscode.workspace.workspaceFolders ?? [];
assert.ok(folder);
const uriOf = (path: string): vscode.Uri => vscode.Uri.joinPath(folder.uri, path);
const unitUri = uriOf("etc/systemd/system/docker.service");
const environmentUri = uriOf("etc/sysconfig/docker");
const jsonUri = uriOf("etc/docker/daemon.json");

const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf("/") + 1);

/** Right behind the first place of a text in a document. */
async function behind(uri: vscode.Uri, text: string): Promise<vscode.Position> {
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.getText().indexOf(text);
  assert.ok(at !== -1, text);
  return document.positionAt(at + text.length);
}

async function ask<T>(command: string, ...args: readonly unknown[]): Promise<T> {
  return vscode.commands.executeCommand<T>(command, ...args);
}

describe("in a daemon's configuration files", () => {
  before(async () => {
    const extension = vscode.extensions.getExtension("portolan.portolan");
    await extension?.activate();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(unitUri));
    // The first answer waits until the helper is loaded.
    const position = await behind(unitUri, "--mtu");
    let hovers: readonly vscode.Hover[] = [];
    while (hovers.length === 0) {
      hovers = await ask<vscode.Hover[]>("vscode.executeHoverProvider", unitUri, position);
    }
  });

  it("hovering tells of an option, and what it effectively is", async () => {
    const position = await behind(unitUri, "--mt");
    const hovers = await ask<vscode.Hover[]>("vscode.executeHoverProvider", unitUri, position);
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ""))
      .join("\n");
    assert.match(text, /mtu/);
    assert.match(text, /1400/);
  });

  it("options are completed, those in use left out", async () => {
    const position = await behind(unitUri, "-H fd:// --");
    const { items } = await ask<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      unitUri,
      position,
    );
    const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.ok(
      labels.some((label) => label.includes("live-restore")),
      labels.join(" "),
    );
    assert.ok(!labels.includes("--icc"), "which the environment file sets");
  });

  it("pieces are offered in daemon.json, whose keys VS Code's own service completes", async () => {
    const document = await vscode.workspace.openTextDocument(jsonUri);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(jsonUri, new vscode.Position(1, 0), "  \n");
    assert.ok(await vscode.workspace.applyEdit(edit));
    const { items } = await ask<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      jsonUri,
      new vscode.Position(1, 2),
    );
    const back = new vscode.WorkspaceEdit();
    back.delete(jsonUri, new vscode.Range(1, 0, 2, 0));
    assert.ok(await vscode.workspace.applyEdit(back));
    await document.save();
    const snippets = items.filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet);
    const labels = snippets.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.ok(labels.includes("log-rotation"), labels.join(" "));
  });

  it("keys of daemon.json come from the schema, and nothing in it is called wrong twice", async () => {
    const document = await vscode.workspace.openTextDocument(jsonUri);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(jsonUri, new vscode.Position(1, 0), '  "ipv6": "yes", "mtoo": 1,\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const messages = (): readonly string[] =>
      vscode.languages
        .getDiagnostics(jsonUri)
        .filter(({ range }) => range.start.line === 1)
        .map(({ source, code }) => {
          return `${source ?? ""} ${typeof code === "object" ? code.value : (code ?? "")}`;
        });
    const isSettled = (): boolean => messages().length === 2;
    await new Promise<void>((resolve) => {
      const listening = vscode.languages.onDidChangeDiagnostics(() => {
        if (!isSettled()) return;
        listening.dispose();
        resolve();
      });
      if (isSettled()) resolve();
    });
    assert.ok(
      messages().every((message) => message.startsWith("Portolan ")),
      messages().join(),
    );
    // The schema is asked for when the file is opened, so a first answer may still be without it.
    let labels: readonly string[] = [];
    while (!labels.some((label) => label.includes("live-restore"))) {
      const { items } = await ask<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        jsonUri,
        new vscode.Position(1, 2),
      );
      labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
    }
    const back = new vscode.WorkspaceEdit();
    back.delete(jsonUri, new vscode.Range(1, 0, 2, 0));
    assert.ok(await vscode.workspace.applyEdit(back));
    await document.save();
  });

  it("a variable leads to where it is set, and is renamed in both files", async () => {
    const position = await behind(unitUri, "$OPT");
    const places = await ask<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      unitUri,
      position,
    );
    assert.deepEqual(
      places.map(({ uri, range }) => `${nameOf(uri)}:${range.start.line}`),
      ["docker:0"],
    );
    const references = await ask<vscode.Location[]>(
      "vscode.executeReferenceProvider",
      environmentUri,
      new vscode.Position(0, 2),
    );
    assert.deepEqual(references.map(({ uri }) => nameOf(uri)).sort(), ["docker", "docker.service"]);
    const edit = await ask<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      unitUri,
      position,
      "DOCKER_OPTS",
    );
    assert.deepEqual(
      edit.entries().map(([uri, edits]) => [nameOf(uri), ...edits.map(({ newText }) => newText)]),
      [
        ["docker.service", "DOCKER_OPTS"],
        ["docker", "DOCKER_OPTS"],
      ],
    );
  });

  it("there is an outline, folding, and colors by meaning", async () => {
    const symbols = await ask<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      unitUri,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["Unit", "Service"],
    );
    const folds = await ask<vscode.FoldingRange[]>("vscode.executeFoldingRangeProvider", unitUri);
    assert.ok(folds.some(({ start, end }) => start === 4 && end > start));
    const tokens = await ask<vscode.SemanticTokens>(
      "vscode.provideDocumentSemanticTokens",
      unitUri,
    );
    assert.ok(tokens.data.length > 20);
  });

  it("continuation lines are lined up", async () => {
    const uri = uriOf("lib/systemd/system/docker.service");
    const text = "[Service]\nExecStart=/usr/bin/dockerd \\\n -D \\\n      --mtu 1400\n";
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const document = await vscode.workspace.openTextDocument(uri);
    const edits = await ask<vscode.TextEdit[]>("vscode.executeFormatDocumentProvider", uri, {
      insertSpaces: true,
      tabSize: 2,
    });
    const edit = new vscode.WorkspaceEdit();
    edit.set(uri, edits);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const indents = document
      .getText()
      .split("\n")
      .slice(2, 4)
      .map((line) => line.search(/\S/));
    assert.equal(indents[0], indents[1]);
    await document.save();
    await vscode.workspace.fs.delete(uri);
  });

  it("a lens above ExecStart= shows the effective configuration, which leads back", async () => {
    const lenses = await ask<vscode.CodeLens[]>("vscode.executeCodeLensProvider", unitUri);
    const [lens] = lenses;
    assert.equal(lens?.range.start.line, 7);
    assert.ok(lens.command);
    assert.deepEqual(lens.command.arguments, [unitUri.toString()]);
    await ask(lens.command.command, unitUri.toString());
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.scheme, "portolan-effective");
    assert.match(shown.getText(), /--icc=false +docker:1/);
    const links = await ask<vscode.DocumentLink[]>("vscode.executeLinkProvider", shown.uri);
    const icc = links.find(({ range }) => shown.getText(range).includes("--icc"));
    assert.equal(icc?.target?.path, environmentUri.path);
    assert.equal(icc.target.fragment, "L1,16");
  });
});
