// `npm run fuzz [-- --seconds N] [--seed N]`: the language service under random texts for as long as one
// likes. A failure names its seed, and `--seed` shows that one again.
import { parseArgs } from "node:util";
import { askEverything } from "../fixtures/serviceScene.ts";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
  options: { seconds: { type: "string", default: "300" }, seed: { type: "string" } },
});

if (values.seed !== undefined) {
  await askEverything(Number(values.seed));
} else {
  const until = performance.now() + Number(values.seconds) * 1000;
  let seed = Math.floor(Math.random() * 2 ** 31);
  let count = 0;
  for (; performance.now() < until; count += 1, seed += 1) {
    const started = performance.now();
    try {
      await askEverything(seed);
    } catch (error) {
      console.error(`failed: npm run fuzz -- --seed ${seed}`, error);
      process.exit(1);
    }
    const took = performance.now() - started;
    if (took > 5_000) console.warn(`slow (${took.toFixed(0)} ms): npm run fuzz -- --seed ${seed}`);
  }
  console.log(`${count} texts, nothing failed`);
}
