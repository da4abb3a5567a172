// What a fix asks of an engine: by ids and names alone, and the same as its command lines.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { diagnose } from "../../src/connectivity/diagnosis/diagnose.ts";
import type { Fix } from "../../src/connectivity/diagnosis/cause.ts";
import { firstFacts } from "../../src/connectivity/diagnosis/firstFacts.ts";
import { unknownResult } from "../../src/connectivity/probe.ts";
import { Picture } from "../../src/model/picture.ts";
import type { FakeContainerSpec } from "../fixtures/fakeContent.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";

const unresolved = {
  ...unknownResult({ kind: "ping", target: "db" }, "noSuchName"),
  verdict: "unresolved",
} as const;

/** The fix of what keeps web from db. */
function fixOf(
  web: Partial<FakeContainerSpec>,
  db: Partial<FakeContainerSpec>,
  networks: readonly string[] = [],
): Fix | undefined {
  const source = inspected({ name: "web", networks: ["front"], ...web });
  const target = inspected({ name: "db", networks: ["front"], ...db });
  const all = ["front", "back", "bridge", "none", ...networks].map(network);
  const facts = firstFacts({
    picture: new Picture(listing(all, [source, target])),
    ...{ source, target, name: "db", port: undefined, answers: [unresolved] },
  });
  return diagnose(facts)?.fix;
}

const idOf = (name: string): string => network(name).id;
const container = (name: string) => ({ id: inspected({ name, networks: [] }).id, name });

describe("the steps of a fix", () => {
  it("name what they touch by id and name, and nothing else", () => {
    assert.deepEqual(fixOf({}, { networks: ["back"] })?.steps, [
      { kind: "connect", container: container("web"), network: { id: idOf("back"), name: "back" } },
    ]);
    assert.deepEqual(fixOf({}, { state: "exited" })?.steps, [
      { kind: "start", container: container("db") },
    ]);
  });

  it("are the same as the command lines", () => {
    const { steps, commands } = fixOf({}, { networks: [], mode: "none" }) ?? {};
    assert.deepEqual(
      steps?.map(({ kind }) => kind),
      ["disconnect", "connect"],
    );
    assert.deepEqual(commands, [
      ["docker", "network", "disconnect", "none", "db"],
      ["docker", "network", "connect", "front", "db"],
    ]);
  });

  it("are none where only who made a container can, as Compose can make its own anew", () => {
    const orphan = { networks: [], mode: "container:gone" };
    const labels = {
      "com.docker.compose.project": "shop",
      "com.docker.compose.service": "web",
    };
    assert.deepEqual(fixOf(orphan, {})?.commands, []);
    const { steps, commands } = fixOf({ ...orphan, labels }, {}) ?? {};
    assert.equal(steps, undefined);
    const up = ["up", "--detach", "--force-recreate", "web"];
    assert.deepEqual(commands, [["docker", "compose", "--project-name", "shop", ...up]]);
  });

  it("make a network under a name that is free", () => {
    const onBridge = { networks: ["bridge"] };
    const made = (taken: readonly string[]) => fixOf(onBridge, onBridge, taken)?.steps;
    const containers = [container("web"), container("db")];
    assert.deepEqual(made([]), [{ kind: "createNetwork", name: "web-db", containers }]);
    assert.deepEqual(made(["web-db", "web-db-2"]), [
      { kind: "createNetwork", name: "web-db-3", containers },
    ]);
  });
});
