// `npm test`: every check, cheap ones first, ending at the first that fails.
import { spawn } from "node:child_process";

/** npm scripts in order. */
const stages = [
  "check:format",
  "check:types",
  "check:lint",
  "test:unit",
  "setup",
  "package",
  "test:package",
  "test:live",
  "test:host",
  "test:ui",
  "test:demo",
];

for (const stage of stages) {
  const started = performance.now();
  console.log(`\n── ${stage}`);
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", stage], { stdio: "inherit" });
    child.once("error", reject);
    child.once("close", resolve);
  });
  console.log(`── ${stage}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  if (code !== 0) {
    console.error(`${stage} failed`);
    process.exit(1);
  }
}
