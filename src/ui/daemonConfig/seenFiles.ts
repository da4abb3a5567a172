// What configuration files said at the times they were looked at: the only way to know what a daemon has read.
import type { DiskFile } from "./workspaceFiles.ts";

export type EarlierText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "missing" }
  /** Nobody looked before it was changed. */
  | { readonly kind: "unknown" };

export class SeenFiles {
  readonly #versions = new Map<string, DiskFile[]>();
  readonly #missing = new Set<string>();
  readonly #applied = new Map<string, { readonly text: string | undefined; readonly at: number }>();

  /** Notes what is on disk now; undefined for no file. */
  see(path: string, file: DiskFile | undefined): void {
    const versions = this.#versions.get(path) ?? [];
    if (file === undefined) {
      if (versions.length === 0) this.#missing.add(path);
      return;
    }
    if (versions.at(-1)?.changedAt === file.changedAt) return;
    this.#versions.set(path, [...versions, file]);
  }

  /** Notes what the daemon has taken over at a moment; undefined for no file. */
  accept(path: string, text: string | undefined, at: number): void {
    this.#applied.set(path, { text, at });
  }

  /** What a file said when a daemon that started at that moment read it, or when it took the last change over. */
  textAt(path: string, startedAt: number, now: DiskFile | undefined): EarlierText {
    const applied = this.#applied.get(path);
    if (applied !== undefined && applied.at > startedAt) return textOf(applied.text);
    if (now !== undefined && now.changedAt <= startedAt) return textOf(now.text);
    const seen = this.#versions.get(path)?.findLast(({ changedAt }) => changedAt <= startedAt);
    if (seen !== undefined) return textOf(seen.text);
    const wasMissing = this.#missing.has(path) || (now === undefined && !this.#versions.has(path));
    return wasMissing ? { kind: "missing" } : { kind: "unknown" };
  }
}

function textOf(text: string | undefined): EarlierText {
  return text === undefined ? { kind: "missing" } : { kind: "text", text };
}
