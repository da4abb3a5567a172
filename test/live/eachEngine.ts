// The same suite against each of the engines, with what it stands on made once for each of them.
import { suite } from "node:test";
import { type EngineName, engineNames } from "../engines/engineKinds.ts";
import { suiteGround } from "./suiteGround.ts";

/** The engines that know swarm. */
export const dockerNames = ["docker-20.10", "docker-28.5"] as const;

export interface EachEngine<T> {
  /** Makes what the suite's tests stand on. What is put on the stack goes when they are over. */
  readonly make: (name: EngineName, stack: AsyncDisposableStack) => Promise<T>;
  /** Declares the tests; `given()` works inside them only. */
  readonly tests: (given: () => T, name: EngineName) => void;
}

/** Declares a suite for each engine. They run one after the other. */
export function eachEngine<T>(title: string, { make, tests }: EachEngine<T>): void {
  for (const name of engineNames) {
    suite(`${title}: ${name}`, () => {
      tests(
        suiteGround((stack) => make(name, stack)),
        name,
      );
    });
  }
}
