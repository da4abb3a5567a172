// Completion of sections, directives and their values in units.
import type { Suggestion } from "./completion.ts";
import type { DirectiveKeyContext, DirectiveValueContext } from "./cursorContext.ts";
import { describedDirectives, directiveDoc } from "./directiveDocs.ts";
import type { FileContext } from "./fileContext.ts";
import { plain } from "./markdown.ts";
import { snippetSuggestions } from "./snippetCompletion.ts";

/** The names of the sections that such a unit has. */
export function sectionSuggestions({ file }: FileContext): readonly Suggestion[] {
  const own = file.kind === "socket" ? "Socket" : "Service";
  return ["Unit", own, "Install"].map((name) => ({ label: name, kind: "section", newText: name }));
}

/** The directives of a section; before the first section, sections. */
export function directiveSuggestions(
  { section, hasEquals }: DirectiveKeyContext,
  context: FileContext,
): readonly Suggestion[] {
  const snippets = hasEquals ? [] : snippetSuggestions(context, section);
  if (section === undefined) {
    const sections = sectionSuggestions(context).map((suggestion): Suggestion => ({
      ...suggestion,
      label: `[${suggestion.label}]`,
      newText: `[${suggestion.newText}]`,
    }));
    return [...sections, ...snippets];
  }
  const { translate } = context;
  const directives = describedDirectives(section).map((name): Suggestion => {
    const doc = directiveDoc(section, name);
    return {
      label: name,
      kind: "directive",
      newText: hasEquals ? name : `${name}=`,
      documentation: doc && plain(translate(doc)),
    };
  });
  return [...directives, ...snippets];
}

/** Values of the directives that Docker's units set. */
export function directiveValueSuggestions(
  { key }: DirectiveValueContext,
  { translate }: FileContext,
): readonly Suggestion[] {
  if (key === "EnvironmentFile") {
    return environmentFiles.map((path) => ({
      label: path,
      kind: "value",
      newText: path,
      detail: translate("may be missing"),
    }));
  }
  const values = /^(After|Before|Wants|Requires|BindsTo|PartOf|Requisite|Upholds)$/.test(key)
    ? units
    : (targets.get(key) ?? []);
  return values.map((value) => ({ label: value, kind: "value", newText: value }));
}

const environmentFiles = ["-/etc/default/docker", "-/etc/sysconfig/docker"];

const units = [
  "network-online.target",
  "docker.socket",
  "containerd.service",
  "firewalld.service",
  "nss-lookup.target",
  "time-set.target",
];

const targets: ReadonlyMap<string, readonly string[]> = new Map([
  ["WantedBy", ["multi-user.target", "sockets.target"]],
  ["RequiredBy", ["multi-user.target"]],
  ["Also", ["docker.socket"]],
  ["Service", ["docker.service"]],
  ["Sockets", ["docker.socket"]],
  ["ListenStream", ["/run/docker.sock"]],
]);
