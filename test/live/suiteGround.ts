// What the tests of a suite stand on: made once before them, and gone after them.
import { after, before } from "node:test";
import { ensureEngines } from "../setup/engines.ts";

/**
 * To be called inside a suite. What is put on the stack goes when the suite is over; what is returned works
 * inside its tests only.
 */
export function suiteGround<T>(make: (stack: AsyncDisposableStack) => Promise<T>): () => T {
  const stack = new AsyncDisposableStack();
  const made: T[] = [];
  before(async () => {
    await ensureEngines();
    made.push(await make(stack));
  });
  after(() => stack.disposeAsync());
  return () => {
    const [first] = made;
    if (first === undefined) throw new Error("Nothing is made before the tests run.");
    return first;
  };
}
