// systemd's own checker of units, which the tests of our rules are compared with. It starts nothing.
import { ensurePackages } from "./debian.ts";

/** Makes sure that `systemd-analyze` is there. */
export async function ensureSystemd(): Promise<void> {
  await ensurePackages(["systemd"]);
}
