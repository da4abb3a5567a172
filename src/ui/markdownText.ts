// Texts of others in Markdown, as the plain words that they are.

/**
 * The text with everything escaped that Markdown could take for its own, links and entities included.
 * Unlike VS Code's `appendText` it leaves spaces as they are, so that long lines wrap.
 */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\s\u0000-\u001f]+/g, " ")
    .trim()
    .replaceAll(/[!-/:-@[-`{-~]/g, "\\$&");
}
