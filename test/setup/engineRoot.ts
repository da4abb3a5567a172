// A small Debian of its own for the newer Docker Engine, beside the one that this machine's Debian has.
import { access, rm } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache.ts";
import { run } from "./process.ts";

const packages = ["docker.io", "docker-cli", "iptables"];

/** Debian's suites with a newer engine, the newest first. A suite can be broken for a day. */
const suites = ["sid", "trixie"];

/** The newer engine's root. Made on the first call, in about a minute. */
export async function ensureEngineRoot(): Promise<string> {
  const folder = await cached("engine-root-3", makeRoot, (folder) =>
    access(path.join(folder, "root/usr/sbin/dockerd")).then(
      () => true,
      () => false,
    ),
  );
  return path.join(folder, "root");
}

async function makeRoot(folder: string): Promise<void> {
  console.log("Making a root for the newer Docker Engine (about a minute) …");
  const failures: unknown[] = [];
  for (const suite of suites) {
    // A failed try leaves half a system behind.
    const root = path.join(folder, "root");
    await rm(root, { recursive: true, force: true });
    const include = `--include=${packages.join(",")}`;
    try {
      await run("debootstrap", ["--variant=minbase", include, suite, root]);
      return;
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, `debootstrap made none of ${suites.join(", ")}.`);
}
