// Tells files that a tool makes configuration from (Ansible, Puppet, Helm…) from the configuration itself.
import type { TextRange } from "./textRange.ts";

/** The languages of templates. */
export type TemplateLanguage = "jinja" | "erb" | "go";

/** The language of a template, undefined for a file that is what it is. Templates get no findings. */
export function templateLanguage(path: string, text: string): TemplateLanguage | undefined {
  return languageOfName(path) ?? languageOfText(text);
}

/** The path of what becomes of a template, as far as its name tells; that of any other file as it is. */
export function pathOfMade(path: string): string {
  return path.replace(ending, "$2");
}

/** `docker.service.j2`, and `daemon.j2.json` too. */
const ending = /\.(j2|jinja2?|erb|epp|tmpl|gotmpl|tpl)(\.\w+)?$/i;

function languageOfName(path: string): TemplateLanguage | undefined {
  switch (ending.exec(path)?.[1]?.toLowerCase()) {
    case undefined:
      return undefined;
    case "erb":
    case "epp":
      return "erb";
    case "tmpl":
    case "gotmpl":
    case "tpl":
      return "go";
    default:
      return "jinja";
  }
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

/** What a template puts in or decides by: `{{ mtu }}`, `{% if tls %}`, `<%= @ip %>`. */
export function templateStretches(text: string): readonly TextRange[] {
  return Array.from(text.matchAll(stretch), ({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
}

/** Bounded, so that many that nobody closes cost no more than their number. */
const stretch =
  /\{\{[\s\S]{0,1000}?\}\}|\{%[\s\S]{0,1000}?%\}|\{#[\s\S]{0,1000}?#\}|<%[\s\S]{0,1000}?%>/g;

/**
 * A text that can be read as what becomes of a template, each character where it was: what only decides is
 * blank, and what is put in is a part of a word, or a number for JSON.
 */
export function readableTemplate(text: string, as: "word" | "number"): string {
  return text.replace(stretch, (written) => {
    if (isSilent(written)) return written.replace(/[^\n\r]/g, " ");
    if (as === "number") return written.replace(/[^\n\r]/g, "1");
    return written.replace(/[\s"'\\$%;#]/g, "\u00a0");
  });
}

/** A comment or a decision, which leaves nothing in the text. */
function isSilent(written: string): boolean {
  if (/^(?:\{[%#]|<%(?!=))/.test(written)) return true;
  return /^\{\{-?\s*(?:\/\*|(?:if|else|end|range|with|define|block|template)\b)/.test(written);
}
