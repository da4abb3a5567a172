// A real VS Code to test in: the npm package code-server carries VS Code's own server, workbench and
// extension host. It lives in the cache folder, with the Node that its native parts are compiled for.
import { access, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache.ts";
import { ensurePackages } from "./debian.ts";
import { run } from "./process.ts";

const codeServerVersion = "4.139.1";
const nodeVersion = "24.21.0";

/** What compiling its native parts needs, once. */
const packages = ["libkrb5-dev", "g++", "make", "python3"];

export interface Workbench {
  /** The version of VS Code that this is. */
  readonly version: string;
  /** The Node to run the server with. */
  readonly node: string;
  /** The entry of VS Code's server. */
  readonly server: string;
  /** The browser to open it in, which `launchChromium` installs. */
  readonly chromium: string;
}

/** Makes sure that the workbench is there. Takes some minutes once. */
export async function ensureWorkbench(): Promise<Workbench> {
  const folder = await cached(`code-server-${codeServerVersion}`, install, isInstalled);
  const { vscodeFolder, server, node } = partsOf(folder);
  const manifest: unknown = JSON.parse(
    await readFile(path.join(vscodeFolder, "package.json"), "utf8"),
  );
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) {
    throw new Error(`${vscodeFolder} has no version.`);
  }
  return { version: String(manifest.version), node, server, chromium: "/usr/bin/chromium" };
}

function partsOf(folder: string): { vscodeFolder: string; server: string; node: string } {
  const modules = path.join(folder, "node_modules");
  const vscodeFolder = path.join(modules, "code-server", "lib", "vscode");
  return {
    vscodeFolder,
    server: path.join(vscodeFolder, "out", "server-main.js"),
    node: path.join(modules, "node", "bin", "node"),
  };
}

async function isInstalled(folder: string): Promise<boolean> {
  const { vscodeFolder, server, node } = partsOf(folder);
  // Its installation ends with the link, so nothing before it is missing either.
  const last = path.join(vscodeFolder, "bin", "remote-cli", "code-server");
  const missing = [server, node, last].map((file) => access(file));
  return Promise.all(missing).then(
    () => true,
    () => false,
  );
}

async function install(folder: string): Promise<void> {
  await ensurePackages(packages);
  console.log("Making a VS Code to test in (some minutes, once) …");
  const manifest = {
    private: true,
    dependencies: { node: nodeVersion },
    // npm 11 runs the install scripts of these packages only.
    allowScripts: { node: true, "code-server": true, argon2: true },
  };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  const options = ["--no-audit", "--no-fund", "--no-progress"];
  await run("npm", ["install", ...options], { cwd: folder, env: npmEnvironment(process.env) });
  // code-server refuses to be installed by any other Node, and npm runs on the first of the PATH.
  const nodeFolder = path.dirname(partsOf(folder).node);
  const withNode = { ...process.env, PATH: `${nodeFolder}:${process.env["PATH"] ?? ""}` };
  await run("npm", ["install", ...options, "--save-exact", `code-server@${codeServerVersion}`], {
    cwd: folder,
    env: npmEnvironment(withNode),
  });
  await rm(path.join(folder, "node_modules", ".cache"), { recursive: true, force: true });
}

/**
 * What an outer `npm run` says about itself must not reach this npm: with the outer one's user agent,
 * code-server's installer would see the outer one's Node.
 */
function npmEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const outer =
    /^(npm_(lifecycle|package|command|execpath|node_execpath)|npm_config_(user_agent|local_prefix)|INIT_CWD$)/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !outer.test(name)));
}
