// The language service under random texts; `npm run fuzz` does the same for longer and from anywhere.
import { describe, it } from "node:test";
import { askEverything } from "../fixtures/serviceScene.ts";

describe("the language service under random texts", () => {
  for (let first = 0; first < 600; first += 100) {
    it(`answers sensibly, seeds ${first} to ${first + 99}`, async () => {
      for (let seed = first; seed < first + 100; seed += 1) {
        try {
          await askEverything(seed);
        } catch (error) {
          throw new Error(`seed ${seed}`, { cause: error });
        }
      }
    });
  }
});
