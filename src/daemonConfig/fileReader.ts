// How the daemon configuration reaches files besides the one at hand.

/** Reads files. Whoever provides it lets open documents stand in for what is on disk. */
export interface FileReader {
  /** The text of a file, undefined where there is none. Rejects where there is one that can't be read. */
  read(path: string, signal: AbortSignal): Promise<string | undefined>;
  /** The names in a folder, none where there is no such folder. */
  list(path: string, signal: AbortSignal): Promise<readonly string[]>;
}
