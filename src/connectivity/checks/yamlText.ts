// Texts of others in a YAML file that we write: they stay texts, and comments stay comments.

/** Quoted where a reader of YAML would take it for something else: a number, a date, a word of its own. */
export function yamlScalar(text: string): string {
  const isPlain = /^[a-zA-Z]([a-zA-Z0-9_./:-]*[a-zA-Z0-9])?$/.test(text);
  const isWord = /^(true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return isPlain && !isWord ? text : JSON.stringify(text);
}

/** One line of a comment, which ends where its line does. */
export function commentText(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g, " ");
}
