// Drop-ins in place of changes to a packaged unit, which the next upgrade would take away.
import { uriOfPath, type SourceFile } from "../configFile.ts";
import type { UnitSetting } from "../effectiveUnit.ts";
import { nodeAt } from "./rangeLookup.ts";
import type { FileContext } from "./fileContext.ts";
import type { Changes, Fix } from "./fix.ts";
import { changeBetween } from "./textChange.ts";

/** True for a unit that a package owns. */
export function isPackaged({ path }: SourceFile, { configuration }: FileContext): boolean {
  const inside = path.slice(configuration.root?.length ?? 0);
  return /^(?:\/usr)?\/lib\/systemd\//.test(inside);
}

/** Makes a drop-in that sets the directive at the offset, instead of changing it in the packaged unit. */
export function makeDropIn(context: FileContext, offset: number): Fix | undefined {
  const { file, parsed, configuration, translate } = context;
  if (parsed.syntax !== "unit" || file.kind !== "unit" || !isPackaged(file, context)) {
    return undefined;
  }
  const directive = nodeAt(parsed.unit.nodes, offset, parsed.text);
  if (directive?.kind !== "directive" || directive.value.text === "") return undefined;
  const isOverridden =
    directive.key === "ExecStart" &&
    !configuration.commands.some(({ start }) => start?.setting.directive === directive);
  if (isOverridden || configuration.unit === undefined) return undefined;
  const { text } = parsed;
  const { start, end } = directive.value.range;
  return {
    title: translate("Set {key}= in a drop-in instead of the packaged unit", {
      key: directive.key,
    }),
    ...dropInFor(context, { file, directive }, text.slice(start, end)),
  };
}

/** Lines to put above the assignment at an offset. */
export interface LinesAbove {
  readonly at: number;
  readonly lines: readonly string[];
}

/**
 * Changes words of dockerd's command line in a file: in a drop-in if a package owns it. The edit gets the
 * file's text, and changes nothing outside of the command, nor before the offset of the lines above.
 */
export function changeWords(
  context: FileContext,
  file: SourceFile,
  edit: (text: string) => string,
  above: LinesAbove = { at: 0, lines: [] },
): Changes {
  const text = edit(file.text);
  const setting = context.configuration.commands
    .map(({ start }) => start?.setting)
    .find((each) => each?.file.uri === file.uri);
  if (setting !== undefined && isPackaged(file, context)) {
    const { start, end } = setting.directive.value.range;
    const value = text.slice(start, end + text.length - file.text.length);
    return dropInFor(context, setting, value, above.lines);
  }
  const lines = above.lines.map((line) => `${line}\n`).join("");
  const changed = text.slice(0, above.at) + lines + text.slice(above.at);
  return { changes: [{ uri: file.uri, ...changeBetween(file.text, changed) }] };
}

/** The change that sets a directive in a drop-in, with more lines above it. */
export function dropInFor(
  context: FileContext,
  { file, directive }: UnitSetting,
  value: string,
  lines: readonly string[] = [],
): Changes {
  const { configuration } = context;
  const { section, key } = directive;
  // An empty assignment first: otherwise the command would be a second one, and systemd refuses that.
  const reset = key.startsWith("Exec") ? [`${key}=`] : [];
  const text = [`[${section}]`, ...lines, ...reset, `${key}=${value}`, ""].join("\n");
  const path = overridePath(context, file);
  const existing = configuration.unit?.dropIns.find((dropIn) => dropIn.path === path);
  if (existing === undefined) {
    return { changes: [], newFiles: [{ uri: uriOfPath(path, file), text }] };
  }
  const end = existing.text.length;
  const lead = existing.text === "" || existing.text.endsWith("\n") ? "\n" : "\n\n";
  return { changes: [{ uri: existing.uri, range: { start: end, end }, newText: lead + text }] };
}

/** Where `systemctl edit` would write it. */
function overridePath({ configuration }: FileContext, { path }: SourceFile): string {
  const name = configuration.unit?.name ?? "docker.service";
  const { root } = configuration;
  const folder =
    root === undefined ? path.slice(0, path.lastIndexOf("/")) : `${root}/etc/systemd/system`;
  return `${folder}/${name}.d/override.conf`;
}
