// Drop-ins in place of changes to a packaged unit, which the next upgrade would take away.
import { uriOfPath, type SourceFile } from "../configFile.ts";
import type { UnitSetting } from "../effectiveUnit.ts";
import { nodeAt } from "./rangeLookup.ts";
import type { FileContext } from "./fileContext.ts";
import type { Fix } from "./fix.ts";
import { runsOfDirective } from "./optionRuns.ts";
import { appendedWords } from "./runEdits.ts";
import { withChanges } from "./textChange.ts";

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
  return {
    title: translate("Set {key}= in a drop-in instead of the packaged unit", {
      key: directive.key,
    }),
    ...dropInFor(context, { file, directive }),
  };
}

/** The change that sets a directive in a drop-in, with more words behind its command line. */
export function dropInFor(
  context: FileContext,
  { file, directive }: UnitSetting,
  words: readonly string[] = [],
): Pick<Fix, "changes" | "newFiles"> {
  const { configuration } = context;
  const { section, key } = directive;
  // An empty assignment first: otherwise the command would be a second one, and systemd refuses that.
  const reset = key.startsWith("Exec") ? [`${key}=`] : [];
  const assignment = `${key}=${valueWith({ file, directive }, words)}`;
  const text = [`[${section}]`, ...reset, assignment, ""].join("\n");
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

/** A value as it is written, continued lines and all. */
function valueWith({ file, directive }: UnitSetting, words: readonly string[]): string {
  const { start, end } = directive.value.range;
  const [run] = runsOfDirective(directive);
  const more = run && words.length > 0 ? appendedWords(file, run, words) : undefined;
  const text = withChanges(file.text, more === undefined ? [] : [more]);
  return text.slice(start, end + text.length - file.text.length);
}
