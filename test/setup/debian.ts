// Debian packages that a part of the tests needs, installed only when missing.
import { readFile } from "node:fs/promises";
import { run } from "./process.ts";

/**
 * Makes sure that these Debian packages are there. As root on Debian it installs the missing ones;
 * elsewhere it throws an error that names exactly what to install.
 */
export async function ensurePackages(packages: readonly string[]): Promise<void> {
  const missing = await missingPackages(packages);
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0 || !(await isDebian())) {
    throw new Error(
      `These Debian packages are missing: ${missing.join(", ")}.\nInstall them as root on Debian 12 or later:\n  apt-get update && ${install}`,
    );
  }
  console.log(`Installing ${missing.join(", ")} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", install.split(" ").slice(1), { env });
}

async function missingPackages(packages: readonly string[]): Promise<string[]> {
  const installed = await run("dpkg-query", ["-W", "-f", "${Package} ${db:Status-Abbrev}\n"]).catch(
    () => "",
  );
  const names = new Set(
    installed
      .split("\n")
      .filter((line) => line.includes(" ii"))
      .map((line) => line.split(" ")[0]),
  );
  return packages.filter((name) => !names.has(name));
}

async function isDebian(): Promise<boolean> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^ID(_LIKE)?=.*debian/m.test(release);
}
