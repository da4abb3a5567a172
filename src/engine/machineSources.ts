// The real machine as the source of the address lookup.
import { access, readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import type { AddressSources } from "./address.ts";

/** Environment, files and user of this process. What cannot be read counts as not there. */
export const machineSources: AddressSources = {
  env: process.env,
  platform: process.platform,
  homeFolder: homedir(),
  userId: process.getuid?.(),
  readText: async (file) => readFile(file, "utf8").catch(() => undefined),
  listFolder: async (folder) => readdir(folder).catch(() => []),
  exists: async (file) =>
    access(file).then(
      () => true,
      () => false,
    ),
};
