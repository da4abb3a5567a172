// "Suggest Network Checks for Compose File": reads it, and writes what its networks say as checks.
import * as vscode from "vscode";
import { suggestedFile } from "../../connectivity/checks/compose/suggestedFile.ts";
import { suggestProblems } from "../../connectivity/checks/compose/suggestTexts.ts";
import { pick } from "../choose.ts";
import { UserError } from "../engineErrors.ts";
import { documentText } from "./documentText.ts";
import { translate } from "../translate.ts";

/** Suggests checks in a new document, for the file at hand where it is one of Compose, else for a chosen one. */
export async function suggestChecks(argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : await chosenFile();
  const file = nameOf(uri);
  const texts = [await textOf(uri), ...(await overridesOf(uri))];
  const projectName = (await namedInEnvironment(uri)) ?? nameOf(vscode.Uri.joinPath(uri, ".."));
  const suggested = suggestedFile({ file, texts, projectName }, translate);
  if ("problem" in suggested) {
    const { code, args } = suggested.problem;
    throw new UserError(translate(suggestProblems[code], args));
  }
  const { content } = suggested;
  const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
  await vscode.window.showTextDocument(document);
}

const composeFile = /^(docker-)?compose([.-].+)?\.ya?ml$/;

async function chosenFile(): Promise<vscode.Uri> {
  const open = vscode.window.activeTextEditor?.document.uri;
  if (open !== undefined && composeFile.test(nameOf(open))) return open;
  const files = await vscode.workspace.findFiles(
    "**/{compose,compose.*,compose-*,docker-compose,docker-compose.*,docker-compose-*}.{yaml,yml}",
    "**/node_modules/**",
  );
  const [only, ...others] = files;
  if (only === undefined) {
    throw new UserError(
      vscode.l10n.t("There is no Compose file here. Open its folder, or the file itself."),
    );
  }
  if (others.length === 0) return only;
  const items = files
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((one, other) => one.label.localeCompare(other.label));
  return (await pick(items, vscode.l10n.t("Compose file to suggest checks for"))).uri;
}

/** What Compose reads besides a file of its own choice. */
async function overridesOf(uri: vscode.Uri): Promise<readonly string[]> {
  const name = nameOf(uri);
  if (!/^(docker-)?compose\.ya?ml$/.test(name)) return [];
  const stem = name.replace(/\.ya?ml$/, ".override");
  const texts = await Promise.all(
    [`${stem}.yml`, `${stem}.yaml`].map((other) =>
      documentText(vscode.Uri.joinPath(uri, "..", other)),
    ),
  );
  return texts.flatMap((text) => text ?? []).slice(0, 1);
}

/** The project's name where the `.env` beside the file sets it; nothing else is taken from there. */
async function namedInEnvironment(uri: vscode.Uri): Promise<string | undefined> {
  const text = (await documentText(vscode.Uri.joinPath(uri, "..", ".env"))) ?? "";
  const value = /^(?:export )?COMPOSE_PROJECT_NAME=(.*)$/m.exec(text)?.[1];
  return value?.replace(/\s+#.*$/, "").replaceAll(/["'\s]/g, "");
}

async function textOf(uri: vscode.Uri): Promise<string> {
  const text = await documentText(uri);
  if (text !== undefined) return text;
  throw new UserError(vscode.l10n.t("The Compose file “{0}” cannot be read.", nameOf(uri)));
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
