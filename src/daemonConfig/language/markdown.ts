// Markdown with other people's text in it: what comes from a file is shown, and never means anything.

/** A text as it is. */
export function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()<>#+\-.!|~&$:@^=/"']/g, (character) =>
      character === "&" ? "&amp;" : character === "<" ? "&lt;" : `\\${character}`,
    )
    .replace(/\s+/g, " ");
}

/** A text in a span of code. */
export function code(text: string): string {
  const shown = text.replace(/[\s\p{Cc}]+/gu, " ");
  if (shown.trim() === "") return "` `";
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || shown.startsWith(" ") ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A block of code that no text in it can end. */
export function codeBlock(text: string, language: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A link. Only to addresses of files and of the web. */
export function link(label: string, uri: string): string {
  if (!/^(?:file|https|vscode-[a-z]+):/.test(uri)) return plain(label);
  const target = uri.replace(/[\s<>()\\]/g, (character) =>
    encodeURIComponent(character).replace("(", "%28").replace(")", "%29"),
  );
  return `[${plain(label)}](${target})`;
}
