// The checks of each file as items of the Testing view, at their lines, and what is wrong with the file as
// diagnostics.
import * as vscode from "vscode";
import { checkTexts } from "../../connectivity/checks/checkTexts.ts";
import type { NetworkCheck } from "../../connectivity/checks/networkCheck.ts";
import { readChecks, type ReadChecks } from "../../connectivity/checks/readChecks.ts";
import type { YamlRange } from "../../connectivity/checks/yamlTree.ts";
import { documentText } from "./documentText.ts";
import { translate } from "../translate.ts";

export class CheckItems implements vscode.Disposable {
  readonly #controller: vscode.TestController;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection("portolan.checks");
  readonly #checks = new WeakMap<vscode.TestItem, NetworkCheck>();

  constructor(controller: vscode.TestController) {
    this.#controller = controller;
  }

  /** The check of an item; undefined for the item of a file. */
  checkOf(item: vscode.TestItem): NetworkCheck | undefined {
    return this.#checks.get(item);
  }

  /** Shows a file's checks as its text has them now. */
  async show(uri: vscode.Uri): Promise<void> {
    const text = await documentText(uri);
    if (text === undefined) {
      this.remove(uri);
      return;
    }
    const read = readChecks(text);
    const place = placing(text);
    this.#diagnostics.set(
      uri,
      read.problems.map((problem) => diagnosticOf(problem, place)),
    );
    const file = this.#fileItem(uri);
    const isBroken = read.problems.some(({ code }) => code === "syntax");
    file.error =
      read.problems.length > 0
        ? vscode.l10n.t("The file has problems, see its editor.")
        : undefined;
    // While somebody types, the text is broken now and then: what is known of its checks stays.
    if (!isBroken) file.children.replace(this.#itemsOf(file, read, place));
  }

  /** Takes a file away that is not there any more. */
  remove(uri: vscode.Uri): void {
    this.#controller.items.delete(uri.toString());
    this.#diagnostics.delete(uri);
  }

  dispose(): void {
    this.#diagnostics.dispose();
  }

  #fileItem(uri: vscode.Uri): vscode.TestItem {
    const id = uri.toString();
    const known = this.#controller.items.get(id);
    if (known !== undefined) return known;
    const item = this.#controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
    this.#controller.items.add(item);
    return item;
  }

  /** An item is the same as long as its name is, and its place among those of its name. */
  #itemsOf(file: vscode.TestItem, { checks }: ReadChecks, place: Place): vscode.TestItem[] {
    const names = new Map<string, number>();
    return checks.map((check, index) => {
      const count = names.get(check.name) ?? 0;
      names.set(check.name, count + 1);
      const id = `${file.id}#${check.name}#${count}`;
      const item =
        file.children.get(id) ?? this.#controller.createTestItem(id, check.name, file.uri);
      item.range = place(check.range);
      item.sortText = String(index).padStart(6, "0");
      this.#checks.set(item, check);
      return item;
    });
  }
}

type Place = (range: YamlRange) => vscode.Range;

function placing(text: string): Place {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  const positionOf = (offset: number): vscode.Position => {
    const line = starts.findLastIndex((start) => start <= offset);
    return new vscode.Position(line, offset - (starts[line] ?? 0));
  };
  return ({ start, end }) => new vscode.Range(positionOf(start), positionOf(end));
}

function diagnosticOf(
  { code, args, range }: ReadChecks["problems"][number],
  place: Place,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(place(range), translate(checkTexts[code], args));
  diagnostic.source = "portolan";
  diagnostic.code = code;
  return diagnostic;
}
