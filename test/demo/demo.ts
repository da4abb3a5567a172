// `npm run demo`: Portolan over a real engine, in VS Code where it is, else in a browser. It builds and
// packages, takes the engine you have or starts a private one, and removes all it made when it ends.
import { cp, mkdir } from "node:fs/promises";
import path from "node:path";
import { findEngine } from "../../src/engine/address.ts";
import { EngineConnection } from "../../src/engine/connection.ts";
import { machineSources } from "../../src/engine/machineSources.ts";
import { run } from "../setup/process.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { openDesktop } from "./desktop.ts";
import { exampleEngine } from "./exampleEngine.ts";
import { serveWorkbench } from "./servedWorkbench.ts";

const root = path.join(import.meta.dirname, "../..");
const vsix = path.join(root, "dist/portolan.vsix");

/** Ctrl+C comes twice, from the terminal and from npm, and must not cut short what the first began. */
const stopped = new Promise<void>((resolve) => {
  process.on("SIGINT", resolve);
  process.on("SIGTERM", resolve);
});

try {
  await demo();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function demo(): Promise<void> {
  await using resources = new AsyncDisposableStack();
  console.log("Building and packaging Portolan …");
  await run("npm", ["run", "--silent", "package"], { cwd: root });
  const engine = await chooseEngine(resources);
  const { path: folder } = resources.use(await makeTemporaryFolder());
  const workspace = path.join(folder, "portolan-demo");
  await mkdir(workspace);
  // The files are about the example engine.
  if (engine !== undefined) {
    await cp(path.join(import.meta.dirname, "workspace"), workspace, { recursive: true });
  }
  const options = {
    vsix,
    folder,
    workspace,
    env: engine === undefined ? {} : { DOCKER_HOST: engine },
    resources,
  };
  const { closed } = (await openDesktop(options)) ?? (await serveWorkbench(options));
  console.log("Ctrl+C ends it and removes all that it made.");
  await Promise.race([closed, stopped]);
  console.log("\nRemoving what was made …");
}

/** The address of a private engine, or undefined where the user's own one answers. */
async function chooseEngine(resources: AsyncDisposableStack): Promise<string | undefined> {
  if (process.env["PORTOLAN_DEMO_ENGINE"] !== "private") {
    const own = await ownEngine();
    if (own !== undefined) {
      console.log(`Showing the engine at ${own}.`);
      return undefined;
    }
  }
  console.log("Starting a private engine with a few example networks …");
  if (process.getuid?.() !== 0) {
    throw new Error(
      "A private engine needs root. Start an engine of your own, or run the demo as root.",
    );
  }
  const engine = resources.use(await exampleEngine());
  console.log(`Docker ${engine.version} runs at ${engine.address}.`);
  return engine.address;
}

/** The address of the engine that the docker client would use, if it answers. */
async function ownEngine(): Promise<string | undefined> {
  try {
    const target = await findEngine("", machineSources);
    const connection = await EngineConnection.open(target);
    try {
      await connection.json({ method: "GET", path: "/version" }, AbortSignal.timeout(5_000));
      return target.text;
    } finally {
      connection.dispose();
    }
  } catch (error) {
    // None, or not for this user: the demo brings its own.
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`No engine of yours answers: ${reason}`);
    return undefined;
  }
}
