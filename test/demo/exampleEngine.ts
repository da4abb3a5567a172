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

/** What `workspace/compose.yaml` describes, and two containers besides. */
async function fill(engine: TestEngine): Promise<void> {
  const shop = ["--label", "com.docker.compose.project=shop"];
  await engine.docker("network", "create", ...shop, "shop_frontend");
  await engine.docker("network", "create", "--internal", ...shop, "shop_backend");
  await engine.docker("network", "create", ...shop, "monitoring");
  const start = (name: string, network: string, ...command: readonly string[]): Promise<string> =>
    engine.docker(
      ...["run", "-itd", "--name", name, "--network", network],
      ...[...shop, "--label", `com.docker.compose.service=${name}`, "busybox", ...command],
    );
  const listening = (at: string): readonly string[] => ["httpd", "-f", "-p", at];
  await start("proxy", "shop_frontend");
  await start("web", "shop_frontend", ...listening("80"));
  await engine.docker("network", "connect", "shop_backend", "web");
  await start("db", "shop_backend", ...listening("5432"));
  await start("metrics", "monitoring");
  await engine.docker("network", "connect", "monitoring", "web");
  // A slip that many make, for one check to fail.
  await start("web-log-shipper", "container:web", ...listening("127.0.0.1:9100"));
  await engine.docker("run", "-itd", "--name", "node-exporter", "--network", "host", "busybox");
  await engine.docker("create", "--name", "migrate", "--network", "shop_backend", "busybox");
}
