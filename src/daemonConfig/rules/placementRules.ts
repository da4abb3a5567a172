// What is wrong with where a unit's files are, whatever is in them.
import { unitFolders, type SourceFile } from "../configFile.ts";
import type { Configuration } from "../configuration.ts";
import { filesOfUnit } from "../effectiveUnit.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";

export const placementRules: readonly Rule[] = [
  misnamedDropIn,
  misplacedDropIn,
  packagedUnit,
  hiddenFile,
];

function misnamedDropIn({ file }: RuleContext): readonly Problem[] {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  const isIn = /\.service\.d\/[^/]+$/.test(file.path);
  if (file.kind !== "dropIn" || !isIn || /^[^.].*\.conf$/.test(name)) return [];
  return [atTop("misnamedDropIn", "warning", file)];
}

/** `/etc/systemd/docker.service.d`, `/etc/systemd/system/docker.d` and the like. */
function misplacedDropIn({ file, configuration }: RuleContext): readonly Problem[] {
  if (file.kind !== "dropIn" || configuration.root !== undefined) return [];
  const match =
    /^(.*)\/(?:etc|usr\/lib|lib)\/(?:systemd|docker)\/(?:.*\/)?docker(?:\.service)?\.d\/[^/]+$/.exec(
      file.path,
    );
  if (match === null) return [];
  const folder = `${match[1] ?? ""}/etc/systemd/system/docker.service.d`;
  return [{ ...atTop("misplacedDropIn", "warning", file), args: { folder } }];
}

function packagedUnit({ file, configuration: { scope } }: RuleContext): readonly Problem[] {
  const isPackaged = file.kind === "unit" && /^(?:\/usr)?\/lib\//.test(file.path);
  return isPackaged && scope === "machine" ? [atTop("packagedUnit", "information", file)] : [];
}

/** Another file of the name is in a stronger folder. */
function hiddenFile({ file, configuration }: RuleContext): readonly Problem[] {
  const winner = winnerOver(file, configuration);
  if (winner === undefined) return [];
  const problem = atTop("hiddenFile", "information", file);
  const range = { start: 0, end: 0 };
  return [{ ...problem, args: { path: winner.path }, related: [{ uri: winner.uri, range }] }];
}

function winnerOver(file: SourceFile, { unit, root }: Configuration): SourceFile | undefined {
  if (unit === undefined || root === undefined) return undefined;
  const files = filesOfUnit(unit);
  if (files.some(({ uri }) => uri === file.uri)) return undefined;
  if (file.kind === "unit") return unit.main;
  const name = file.path.slice(file.path.lastIndexOf("/"));
  const isUnitFolder = unitFolders.some((folder) => file.path.startsWith(`${root}${folder}/`));
  if (file.kind !== "dropIn" || !isUnitFolder) return undefined;
  return files.find(({ kind, path }) => kind === "dropIn" && path.endsWith(name));
}

/** On the first line. */
function atTop(
  code: Problem["code"],
  severity: Problem["severity"],
  { uri, text }: SourceFile,
): Problem {
  const end = /^[^\r\n]*/.exec(text)?.[0].length ?? 0;
  return { code, severity, uri, range: { start: 0, end }, args: {} };
}
