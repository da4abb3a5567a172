// Tells files that a tool makes configuration from (Ansible, Puppet, Helm…) from the configuration itself.

/** The languages of templates. */
export type TemplateLanguage = "jinja" | "erb" | "go";

/** The language of a template, undefined for a file that is what it is. Templates get no findings. */
export function templateLanguage(path: string, text: string): TemplateLanguage | undefined {
  return languageOfName(path) ?? languageOfText(text);
}

function languageOfName(path: string): TemplateLanguage | undefined {
  if (/\.(?:j2|jinja2?)(?:\.\w+)?$/i.test(path)) return "jinja";
  if (/\.(?:erb|epp)$/i.test(path)) return "erb";
  return /\.(?:tmpl|gotmpl|tpl)$/i.test(path) ? "go" : undefined;
}

function languageOfText(text: string): TemplateLanguage | undefined {
  if (/<%[-=#|\s]/.test(text)) return "erb";
  if (/\{%[-+\s]|\{#[-\s]/.test(text)) return "jinja";
  for (const match of text.matchAll(/\{\{-?([^\n]{1,200}?)-?\}\}/g)) {
    const inside = match[1] ?? "";
    const hasField = /(?:^|[\s(])\./.test(inside);
    if (hasField && isFormat(text, match.index)) continue;
    return /^\s*\./.test(inside) ? "go" : "jinja";
  }
  return undefined;
}

/** Docker itself has templates: the tag of a log, the format of a listing. They are filled in by Docker. */
function isFormat(text: string, at: number): boolean {
  // Lines can be very long, and the option stands near.
  const near = text.slice(Math.max(0, at - 200), at);
  const before = near.slice(near.lastIndexOf("\n") + 1);
  return /\btag\b|--format\b|\s-f\b/.test(before);
}
