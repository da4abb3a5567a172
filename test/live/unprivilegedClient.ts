// A program that gives root up, looks at the engine at the address in its argument, and prints the
// kind of its failure. A process of its own, because nothing gives root back.
import { EngineError } from "../../src/engine/errors.ts";
import { connectTo, never } from "./connectTo.ts";

const nobody = 65534;

const [, , address = ""] = process.argv;
const client = await connectTo(address);
process.setgroups?.([]);
process.setgid?.(nobody);
process.setuid?.(nobody);
const outcome = await client.listing(never).then(
  () => "no failure",
  (error: unknown) => (error instanceof EngineError ? error.kind : String(error)),
);
console.log(outcome);
client.dispose();
