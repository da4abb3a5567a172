// Asks for what is offered at the cursor of a file, and takes one of it.
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionItem } from "vscode-languageserver-types";
import type { DocumentSettings } from "../../src/daemonConfig/languageService.ts";
import { scene, unending } from "./serviceScene.ts";

export type Files = Readonly<Record<string, string>>;

export async function itemsFor(
  files: Files,
  settings?: Partial<DocumentSettings>,
): Promise<readonly CompletionItem[]> {
  const { service, document, at } = scene(files, settings);
  return service.complete(document, at, unending);
}

export async function labelsFor(
  files: Files,
  settings?: Partial<DocumentSettings>,
): Promise<readonly string[]> {
  return (await itemsFor(files, settings)).map(({ label }) => label);
}

/** The first file after one item is chosen. */
export async function chosen(
  files: Files,
  label: string,
  settings?: Partial<DocumentSettings>,
): Promise<string> {
  const { service, document, at } = scene(files, settings);
  const items = await service.complete(document, at, unending);
  const item = items.find((each) => each.label === label);
  const edit = item?.textEdit;
  assert.ok(edit && "range" in edit, `${label} is offered`);
  return TextDocument.applyEdits(document, [edit, ...(item.additionalTextEdits ?? [])]);
}

export function includesAll(labels: readonly string[], expected: readonly string[]): void {
  assert.deepEqual(
    expected.filter((label) => !labels.includes(label)),
    [],
    `of ${labels.join(" ")}`,
  );
}

export function includesNone(labels: readonly string[], unwanted: readonly string[]): void {
  assert.deepEqual(
    labels.filter((label) => unwanted.includes(label)),
    [],
  );
}
