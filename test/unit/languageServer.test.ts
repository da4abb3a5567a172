// `portolan language-server` as an editor sees it: a process, and the protocol over its pipes.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  CodeActionRequest,
  CompletionRequest,
  createProtocolConnection,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  ExitNotification,
  FoldingRangeRequest,
  HoverRequest,
  InitializedNotification,
  PublishDiagnosticsNotification,
  RenameRequest,
  SemanticTokensRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
} from "vscode-languageserver-protocol/node";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";

const program = path.join(import.meta.dirname, "../../src/cli/main.ts");
const unit = `[Service]
Type=notify
EnvironmentFile=-/etc/sysconfig/docker
ExecStart=/usr/bin/dockerd -H fd:// $DOCKER_OPTS --mtuu=1400
`;
const options = "OPTIONS=--debug\n";

/** An editor with a server of its own and one machine's files in a folder. */
class Editor implements AsyncDisposable {
  readonly server: InitializeResult;
  readonly #connection: ProtocolConnection;
  readonly #end: () => Promise<void>;
  readonly #root: string;
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly #waiting = new Set<() => void>();

  private constructor(
    connection: ProtocolConnection,
    server: InitializeResult,
    root: string,
    end: () => Promise<void>,
  ) {
    this.server = server;
    this.#connection = connection;
    this.#root = root;
    this.#end = end;
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.#diagnostics.set(uri, diagnostics);
      for (const look of [...this.#waiting]) look();
    });
  }

  static async start(initializationOptions: unknown): Promise<Editor> {
    const folder = await makeTemporaryFolder();
    const child = spawn(process.execPath, [program, "language-server", "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const server = await connection.sendRequest<InitializeResult>("initialize", {
      ...{ processId: process.pid, rootUri: null, capabilities: {}, initializationOptions },
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return new Editor(connection, server, folder.path, async () => {
      const exit = once(child, "exit");
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      assert.deepEqual(await exit, [0, null]);
      connection.dispose();
      await folder[Symbol.asyncDispose]();
    });
  }

  get connection(): ProtocolConnection {
    return this.#connection;
  }

  uri(file: string): string {
    return pathToFileURL(path.join(this.#root, file)).href;
  }

  async save(file: string, text: string): Promise<void> {
    const target = path.join(this.#root, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }

  async open(file: string): Promise<string> {
    const uri = this.uri(file);
    const text = await readFile(fileURLToPath(uri), "utf8");
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: "ini", version: 1, text },
    });
    return uri;
  }

  async change(uri: string, version: number, text: string): Promise<void> {
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  /** Resolves with the findings in a file once they are as wanted. */
  async findings(
    uri: string,
    isWanted: (codes: readonly unknown[]) => boolean,
  ): Promise<readonly Diagnostic[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.#diagnostics.get(uri);
        if (found === undefined || !isWanted(found.map(({ code }) => code))) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#end();
  }
}

async function makeEditor(initializationOptions: unknown = {}): Promise<Editor> {
  const editor = await Editor.start(initializationOptions);
  await editor.save(unitFile, unit);
  await editor.save(optionsFile, options);
  return editor;
}

const unitFile = "usr/lib/systemd/system/docker.service";
const optionsFile = "etc/sysconfig/docker";

/** Where a text stands in the unit, so many characters after its start. */
function inUnit(text: string, after = 1): Position {
  const offset = unit.indexOf(text) + after;
  const before = unit.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

// A server that never says what is waited for must not hold up the run.
describe("the language server", { timeout: 120_000 }, () => {
  it("says what is wrong, across files and with every change", async () => {
    await using editor = await makeEditor();
    const uri = await editor.open(unitFile);
    const first = await editor.findings(uri, (codes) => codes.includes("misspelledOption"));
    assert.ok(first.some(({ code }) => code === "misspelledVariable"));
    // Not saved: what the editor has open counts, also for the other file.
    const opened = await editor.open(optionsFile);
    await editor.change(opened, 2, "DOCKER_OPTS=--debug\n");
    await editor.findings(uri, (codes) => !codes.includes("misspelledVariable"));
    await editor.change(uri, 2, unit.replace("--mtuu", "--mtu"));
    await editor.findings(uri, (codes) => !codes.includes("misspelledOption"));
  });

  it("takes the release and the severities from the editor's settings", async () => {
    await using editor = await makeEditor({
      engineVersion: "20.10",
      rules: { misspelledVariable: "off" },
    });
    await editor.save(optionsFile, "DOCKER_OPTS=--cluster-store=etcd://10.0.0.1:2379\n");
    const uri = await editor.open(optionsFile);
    const found = await editor.findings(uri, (codes) => codes.length > 0);
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [["optionDeprecated", 2]],
    );
  });

  it("answers what an editor asks at a place", async () => {
    await using editor = await makeEditor();
    assert.equal(editor.server.serverInfo?.name, "portolan");
    const { connection } = editor;
    const uri = await editor.open(unitFile);
    const textDocument = { uri };
    const here = (text: string, after?: number) => ({
      ...{ textDocument, position: inUnit(text, after) },
    });
    const hover = await connection.sendRequest(HoverRequest.type, here("-H fd"));
    assert.ok(JSON.stringify(hover).includes("--host"));
    const completion = await connection.sendRequest(
      CompletionRequest.type,
      here("--mtuu", "--mtu".length),
    );
    assert.ok(JSON.stringify(completion).includes("--mtu"));
    const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    assert.ok(JSON.stringify(symbols).includes("ExecStart"));
    const folds = await connection.sendRequest(FoldingRangeRequest.type, { textDocument });
    assert.ok(Array.isArray(folds));
    const tokens = await connection.sendRequest(SemanticTokensRequest.type, { textDocument });
    assert.ok(tokens !== null && tokens.data.length > 0 && tokens.data.length % 5 === 0);
    const edits = await connection.sendRequest(DocumentFormattingRequest.type, {
      textDocument,
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.deepEqual(edits, []);
  });

  it("follows and renames a variable across files", async () => {
    await using editor = await makeEditor();
    await editor.save(optionsFile, "DOCKER_OPTS=--debug\n");
    const uri = await editor.open(unitFile);
    const position = inUnit("$DOCKER_OPTS", 3);
    const target = { textDocument: { uri }, position };
    const definitions = await editor.connection.sendRequest(DefinitionRequest.type, target);
    assert.ok(JSON.stringify(definitions).includes(editor.uri(optionsFile)));
    const edit = await editor.connection.sendRequest(RenameRequest.type, {
      ...target,
      newName: "OPTIONS",
    });
    const changed = JSON.stringify(edit);
    assert.ok(changed.includes(editor.uri(optionsFile)) && changed.includes(uri));
  });

  it("offers what mends a finding", async () => {
    await using editor = await makeEditor();
    const uri = await editor.open(unitFile);
    const found = await editor.findings(uri, (codes) => codes.includes("misspelledOption"));
    const unknown = found.find(({ code }) => code === "misspelledOption");
    assert.ok(unknown);
    const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: unknown.range,
      context: { diagnostics: [unknown] },
    });
    assert.ok(JSON.stringify(actions).includes('"newText":"--mtu"'));
  });

  it("has nothing to say of other documents", async () => {
    await using editor = await makeEditor();
    await editor.save("src/main.c", "int main;");
    const uri = await editor.open("src/main.c");
    assert.deepEqual(await editor.findings(uri, () => true), []);
    const answer = await editor.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line: 0, character: 1 },
    });
    assert.equal(answer, null);
  });
});
