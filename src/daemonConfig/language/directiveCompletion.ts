// Completion of sections, directives and their values in units.
import { choicesOf } from "../rules/directiveChoices.ts";
import { directiveIn, directivesIn, sectionsOf } from "../rules/systemdDirectives.ts";
import type { Suggestion } from "./completion.ts";
import type { DirectiveKeyContext, DirectiveValueContext } from "./cursorContext.ts";
import { directiveDoc } from "./directiveDocs.ts";
import type { FileContext } from "./fileContext.ts";
import { plain } from "./markdown.ts";
import { snippetSuggestions } from "./snippetCompletion.ts";

/** The names of the sections that such a unit has. */
export function sectionSuggestions({ file }: FileContext): readonly Suggestion[] {
  return sectionsOf(file.kind === "socket" ? "socket" : "service").map((name) => ({
    label: name,
    kind: "section",
    newText: name,
  }));
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
  const usable = [...directivesIn(section).values()].filter(({ state }) => state === "usable");
  const directives = usable.map(({ name }): Suggestion => {
    const doc = directiveDoc(section, name);
    return {
      label: name,
      kind: "directive",
      newText: hasEquals ? name : `${name}=`,
      detail: `[${section}]`,
      documentation: doc && plain(translate(doc)),
      // What Docker's units have comes before the hundreds that they don't.
      order: doc === undefined ? 2 : 1,
    };
  });
  return [...directives, ...snippets];
}

/** Values of the directives that Docker's units set. */
export function directiveValueSuggestions(
  { section, key }: DirectiveValueContext,
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
    : (targets.get(key) ?? choicesAt(section, key));
  return values.map((value) => ({ label: value, kind: "value", newText: value }));
}

/** The words of a directive that takes one of a few. */
function choicesAt(section: string, key: string): readonly string[] {
  const directive = directiveIn(section, key);
  return (directive && choicesOf(directive)?.names) ?? [];
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
