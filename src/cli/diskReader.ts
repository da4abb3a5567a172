// Configuration files as they are on this machine's disk.
import { readdir, readFile } from "node:fs/promises";
import type { FileReader } from "../daemonConfig/fileReader.ts";

export const diskReader: FileReader = {
  async read(path, signal) {
    return orWithout(readFile(path, { encoding: "utf8", signal }), undefined);
  },
  async list(path, signal) {
    const names = await orWithout(readdir(path), []);
    signal.throwIfAborted();
    return names;
  },
};

/** What is there, or `without` where there is nothing of that name. */
async function orWithout<T, U>(reading: Promise<T>, without: U): Promise<T | U> {
  try {
    return await reading;
  } catch (error) {
    if (isAbsence(error)) return without;
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR";
}
