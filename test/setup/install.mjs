// Installs the packages of this checkout where they are missing or older than the lock file. Runs
// before everything else, on the machine's own Node, so it uses nothing but Node itself.
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";

const root = path.join(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  "../..",
);
const changed = (file) => {
  try {
    return statSync(path.join(root, file)).mtimeMs;
  } catch {
    return 0;
  }
};

if (changed("node_modules/.package-lock.json") < changed("package-lock.json")) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) {
    console.error(`Node.js 20 or newer is needed to install; this is ${process.version}.`);
    process.exit(1);
  }
  const { name } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  console.log(`Installing the packages of ${name} …`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  process.exit(result.status ?? 1);
}
