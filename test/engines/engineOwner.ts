// A process that owns engines and disposes of none: what its end leaves behind is tested with it.
// For each name it prints the host's folder and first process, and it ends with its standard input.
import path from "node:path";
import { engineNames } from "./engineKinds.ts";
import { startEngine } from "./testEngine.ts";

for (const name of engineNames.filter((name) => process.argv.includes(name))) {
  const engine = await startEngine(name);
  for (const box of ["running", "paused"]) {
    await engine.docker("run", "-itd", "--name", box, "busybox");
  }
  await engine.docker("pause", "paused");
  console.log(`${path.dirname(engine.sharedFolder)} ${engine.hostPid}`);
}
process.stdin.resume();
