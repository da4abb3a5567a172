// A private engine with something to look at: a small shop on three networks.
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { ensureEngines } from "../setup/engines.ts";

/** Starts the engine and fills it. Disposing of it removes everything. */
export async function exampleEngine(): Promise<TestEngine> {
  await ensureEngines();
  const engine = await startEngine("docker-28.5");
  try {
    await fill(engine);
    return engine;
  } catch (error) {
    await engine[Symbol.asyncDispose]();
    throw error;
  }
}

async function fill(engine: TestEngine): Promise<void> {
  const shop = ["--label", "com.docker.compose.project=shop"];
  await engine.docker("network", "create", ...shop, "shop_frontend");
  await engine.docker("network", "create", "--internal", ...shop, "shop_backend");
  await engine.docker("network", "create", "monitoring");
  const start = (name: string, network: string): Promise<string> =>
    engine.docker("run", "-itd", "--name", name, "--network", network, "busybox");
  await start("proxy", "shop_frontend");
  await start("web", "shop_frontend");
  await engine.docker("network", "connect", "shop_backend", "web");
  await start("db", "shop_backend");
  await start("metrics", "monitoring");
  await engine.docker("network", "connect", "monitoring", "web");
  await start("web-log-shipper", "container:web");
  await start("node-exporter", "host");
  await engine.docker("create", "--name", "migrate", "--network", "shop_backend", "busybox");
}
