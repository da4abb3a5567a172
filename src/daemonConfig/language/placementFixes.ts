// Fixes for drop-ins that systemd does not find: by their names, or where they are.
import { uriOfPath } from "../configFile.ts";
import type { Problem } from "../rules/problem.ts";
import type { FileContext } from "./fileContext.ts";
import type { Fix } from "./fix.ts";
import type { Fixers } from "./quickFix.ts";

/** By code of the problem. */
export const placementFixers: Fixers = {
  misnamedDropIn: renameDropIn,
  misplacedDropIn: moveDropIn,
};

function renameDropIn(_problem: Problem, context: FileContext): readonly Fix[] {
  const { file, translate } = context;
  const name = dropInName(file.path);
  const folder = file.path.slice(0, file.path.lastIndexOf("/"));
  const title = translate("Rename the file to {name}", { name });
  return moveTo(`${folder}/${name}`, title, context);
}

function moveDropIn({ args }: Problem, context: FileContext): readonly Fix[] {
  const { folder = "" } = args;
  const title = context.translate("Move the file to {folder}", { folder });
  return moveTo(`${folder}/${dropInName(context.file.path)}`, title, context);
}

/** None where such a file is there already. */
function moveTo(path: string, title: string, { file, configuration }: FileContext): readonly Fix[] {
  const dropIns = configuration.unit?.dropIns ?? [];
  if (dropIns.some((dropIn) => dropIn.path === path)) return [];
  return [{ title, changes: [], moves: [{ from: file.uri, to: uriOfPath(path, file) }] }];
}

/** The name that systemd reads: `.a` and `a.conf.bak` become `a.conf`. */
function dropInName(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/^\.+/, "");
  const stem = name
    .replace(/\.conf(?:\W.*)?$/, "")
    .replace(/\.(?:cfg|config|ini|service|txt)$/, "");
  return `${stem === "conf" || stem === "" ? "override" : stem}.conf`;
}
