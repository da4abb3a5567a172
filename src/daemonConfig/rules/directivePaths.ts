// Paths, specifiers and addresses of documents in the values of directives.
import type { MappedText } from "../syntax/mappedText.ts";
import type { Problem } from "./problem.ts";
import type { Directive } from "./systemdDirectives.ts";
import { unknownSpecifiersIn } from "../syntax/wordParts.ts";

type Found = Omit<Problem, "uri">;

/** Without these systemd runs nothing. */
const indispensable: ReadonlySet<string> = new Set([
  ...["WorkingDirectory", "RootDirectory", "RootImage", "RootVerity", "User", "Group"],
]);

/** What stands before a path that must be absolute; undefined for directives without such a path. */
function pathPrefix({ name, kind }: Directive): RegExp | undefined {
  if (name === "WorkingDirectory") return /^-?/;
  if (kind === "PATH" && name !== "ExecSearchPath") return /^/;
  if (kind === "OUTPUT" || kind === "INPUT") return /^(?:file|append|truncate):/;
  return /^(?:Condition|Assert)(?:Path|File|Directory)/.test(name) ? /^[|!]*/ : undefined;
}

/** A path that is not absolute. */
export function pathProblem(directive: Directive, value: MappedText): Found | undefined {
  const prefix = pathPrefix(directive)?.exec(value.text)?.[0];
  if (prefix === undefined || value.text === "") return undefined;
  const path = value.slice(prefix.length, value.text.length);
  if (/^[/%]/.test(path.text) || path.text === "~") return undefined;
  const { range } = path;
  const args = { key: directive.name, value: path.text };
  return indispensable.has(directive.name) && prefix === ""
    ? { code: "refusedPath", severity: "error", range, args }
    : { code: "relativePath", severity: "warning", range, args };
}

const kindsWithSpecifiers: ReadonlySet<string> = new Set([
  ...["CONDITION", "UNIT [...]", "PATH", "PATH [...]", "STRING", "URL", "SLICE", "OUTPUT", "INPUT"],
]);

const namesWithSpecifiers: ReadonlySet<string> = new Set([
  ...["PIDFile", "User", "Group", "WorkingDirectory", "RuntimeDirectory", "PassEnvironment"],
]);

/** A specifier that systemd does not know. */
export function specifierProblem({ name, kind }: Directive, value: MappedText): Found | undefined {
  if (!kindsWithSpecifiers.has(kind) && !namesWithSpecifiers.has(name)) return undefined;
  const [range] = unknownSpecifiersIn(value);
  if (range === undefined) return undefined;
  const specifier = /%[A-Za-z0-9]/g;
  const written = [...value.text.matchAll(specifier)].find(
    ({ index }) => value.sourceRange(index, index + 2).start === range.start,
  );
  const severity = indispensable.has(name) ? "error" : "warning";
  return { code: "unknownSpecifier", severity, range, args: { specifier: written?.[0] ?? "%" } };
}

/** Addresses that `systemctl help` can't open. */
export function documentProblems(value: MappedText): readonly Found[] {
  return Array.from(value.text.matchAll(/[^ \t]+/g))
    .filter(({ 0: word }) => !/^(?:https?:\/\/|file:\/|info:|man:)./.test(word))
    .map(({ 0: word, index }) => ({
      code: "badDocumentation",
      severity: "information",
      range: value.sourceRange(index, index + word.length),
      args: { value: word },
    }));
}
