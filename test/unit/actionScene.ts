// Refactorings at the cursor of a scene, and what the files say after one of them.
import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver-types";
import type { DocumentSettings } from "../../src/daemonConfig/languageService.ts";
import { gather } from "./configuredFiles.ts";
import { applied, scene, unending, unitPath } from "./serviceScene.ts";

export type Files = Readonly<Record<string, string>>;

export const packagedPath = "/usr/lib/systemd/system/docker.service";

/** The refactorings at the cursor, and all files. */
async function actionsFor(
  files: Files,
  settings?: Partial<DocumentSettings>,
): Promise<{ readonly actions: readonly CodeAction[]; readonly files: Files }> {
  const { service, document, at, files: all } = scene(files, settings);
  const range = { start: at, end: at };
  return {
    actions: await service.codeActions(document, range, ["refactor"], unending),
    files: all,
  };
}

/** The files after the action with that title. */
export async function after(
  files: Files,
  title: string,
  settings?: Partial<DocumentSettings>,
): Promise<Files> {
  const { actions, files: all } = await actionsFor(files, settings);
  const edit = actions.find((action) => action.title === title)?.edit;
  assert.ok(edit, `${title} among ${actions.map((action) => action.title).join(", ")}`);
  return applied(edit, all);
}

/** The titles of the refactorings at the cursor. */
export async function titlesFor(
  files: Files,
  settings?: Partial<DocumentSettings>,
): Promise<readonly string[]> {
  return (await actionsFor(files, settings)).actions.map(({ title }) => title);
}

/** What dockerd gets in the end, whichever way. */
export async function optionsOf(files: Files, path: string): Promise<readonly string[]> {
  const { options } = await gather(files, path);
  return options
    .map(({ option, values }) => `${option.name}=${values.map(({ text }) => text).join()}`)
    .sort();
}

/** A unit with that command. */
export function unit(command: string): Files {
  return { [unitPath]: `[Service]\nExecStart=${command}\n` };
}
