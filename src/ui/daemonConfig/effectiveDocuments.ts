// Read-only documents of what dockerd gets from a configuration, with links to where each of it is written.
import * as vscode from "vscode";
import {
  effectiveText,
  type EffectiveLine,
} from "../../daemonConfig/language/effectiveDocument.ts";

const scheme = "portolan-effective";

/** Makes the lines for the file that a document's query names. */
export type EffectiveLines = (file: vscode.Uri) => Promise<readonly EffectiveLine[]>;

export class EffectiveDocuments implements vscode.Disposable {
  readonly #lines: EffectiveLines;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** Texts that stay as they are, by the path of their document. */
  readonly #kept = new Map<string, string>();
  readonly #registered: vscode.Disposable;

  constructor(lines: EffectiveLines, onDidChange: vscode.Event<void>) {
    this.#lines = lines;
    this.#registered = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: async (uri) =>
          this.#kept.get(uri.path) ?? effectiveText(await lines(fileOf(uri))),
      }),
      vscode.languages.registerDocumentLinkProvider(
        { scheme },
        { provideDocumentLinks: (document) => this.#linksIn(document) },
      ),
      onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments) {
          if (uri.scheme === scheme) this.#changed.fire(uri);
        }
      }),
    );
  }

  /** Shows the document for a file, and keeps it true while files change. */
  async show(file: vscode.Uri): Promise<void> {
    const uri = vscode.Uri.from({
      scheme,
      path: `/${vscode.l10n.t("Effective Configuration")}`,
      query: file.toString(),
    });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Shows two configurations beside each other, as they are at this moment. */
  async compare(before: readonly EffectiveLine[], after: readonly EffectiveLine[]): Promise<void> {
    const running = this.#keep(vscode.l10n.t("Running"), before);
    const changed = this.#keep(vscode.l10n.t("Changed"), after);
    const title = vscode.l10n.t("Effective Configuration: Running and Changed");
    await vscode.commands.executeCommand("vscode.diff", running, changed, title);
  }

  dispose(): void {
    this.#registered.dispose();
  }

  #keep(name: string, lines: readonly EffectiveLine[]): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    this.#kept.set(uri.path, effectiveText(lines));
    this.#changed.fire(uri);
    return uri;
  }

  async #linksIn(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    if (this.#kept.has(document.uri.path)) return [];
    const lines = await this.#lines(fileOf(document.uri));
    const links = lines.map(async ({ text, place }, index) => {
      if (place === undefined || index >= document.lineCount) return [];
      const start = text.length - text.trimStart().length;
      const range = new vscode.Range(index, start, index, text.length);
      const link = new vscode.DocumentLink(range, await targetOf(place));
      link.tooltip = vscode.l10n.t("Open where it is set");
      return [link];
    });
    return (await Promise.all(links)).flat();
  }
}

function fileOf({ query }: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(query);
}

/** VS Code opens a link at the line that its fragment names. */
async function targetOf({ uri, range }: NonNullable<EffectiveLine["place"]>): Promise<vscode.Uri> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const { line, character } = document.positionAt(range.start);
  return document.uri.with({ fragment: `L${line + 1},${character + 1}` });
}
