// Event messages -> what they make stale, with the streams that real engines sent.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changeFor, watchedActions, type Change } from "../../src/model/changeFor.ts";
import { asRecord, asText, type JsonRecord } from "../../src/model/json.ts";
import {
  recordedEngines,
  recordedEvents,
  type RecordedEngine,
} from "../fixtures/recordedEngines.ts";

function events(engine: RecordedEngine): readonly JsonRecord[] {
  const lines = recordedEvents(engine)
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => asRecord(JSON.parse(line)));
}

function actorOf(event: JsonRecord): { readonly id: string; readonly attributes: JsonRecord } {
  const actor = asRecord(event["Actor"]);
  return { id: asText(actor["ID"]), attributes: asRecord(actor["Attributes"]) };
}

/** The id of the container that was called by this name when it was made. */
function idOf(engine: RecordedEngine, name: string): string {
  const found = events(engine).find(
    (event) => event["Action"] === "create" && actorOf(event).attributes["name"] === name,
  );
  assert.ok(found !== undefined, name);
  return actorOf(found).id;
}

/** The kinds of change that the events about one object stand for, in order. */
function kindsFor(engine: RecordedEngine, id: string): readonly string[] {
  return events(engine).flatMap((event) => {
    const change = changeFor(event);
    return change?.id === id ? [change.kind] : [];
  });
}

for (const engine of recordedEngines) {
  describe(`the events of ${engine}`, () => {
    it("tell of a container's whole life, its removal last", () => {
      const kinds = kindsFor(engine, idOf(engine, "eventbox"));
      assert.equal(kinds.at(-1), "containerRemoved");
      assert.deepEqual(new Set(kinds.slice(0, -1)), new Set(["container"]));
      // Created, started, connected, disconnected, paused, unpaused, renamed, died: at the least.
      assert.ok(kinds.length >= 9, String(kinds.length));
    });

    it("say with a connect and a disconnect which container they are about", () => {
      const id = idOf(engine, "eventbox");
      const about = events(engine).filter(
        (event) =>
          event["Type"] === "network" &&
          [actorOf(event).id, actorOf(event).attributes["container"]].includes(id),
      );
      const actions = new Set(about.map((event) => event["Action"]));
      assert.deepEqual(actions, new Set(["connect", "disconnect"]));
      for (const event of about) assert.deepEqual(changeFor(event), { kind: "container", id });
    });

    it("are no change where they are about an exec or a kill", () => {
      const others = events(engine).filter((event) =>
        /^(exec_|kill|init)/.test(asText(event["Action"])),
      );
      assert.ok(others.length > 0);
      for (const event of others) assert.equal(changeFor(event), undefined);
    });

    it("are asked for by the very actions that are understood", () => {
      for (const event of events(engine).filter((one) => changeFor(one) !== undefined)) {
        const action = asText(event["Action"]).split(":")[0];
        const watched: readonly string[] = [...watchedActions.network, ...watchedActions.container];
        assert.ok(watched.includes(action ?? ""), action);
      }
    });
  });
}

for (const engine of ["docker-20.10", "docker-28.5"] as const) {
  describe(`the network events of ${engine}`, () => {
    it("tell of a network's coming and going", () => {
      const kinds = kindsFor(engine, idOf(engine, "event_net"));
      assert.deepEqual(kinds, ["network", "networkRemoved"]);
    });

    it("tell of health", () => {
      const healthy = events(engine).find((event) => event["Action"] === "health_status: healthy");
      const id = idOf(engine, "healthy");
      assert.deepEqual(changeFor(healthy), { kind: "container", id });
    });
  });
}

describe("the events of podman", () => {
  it("tell after a death when the container is seen to have ended", () => {
    const id = idOf("podman", "stopped");
    const last = events("podman").findLast((event) => actorOf(event).id === id);
    assert.equal(last?.["Action"], "cleanup");
    assert.deepEqual(changeFor(last), { kind: "container", id });
  });
});

describe("changeFor", () => {
  const id = "ab".repeat(32);
  const cases: readonly (readonly [string, string, Change | undefined])[] = [
    ["network", "update", { kind: "network", id }],
    ["network", "remove", { kind: "networkRemoved", id }],
    ["container", "remove", { kind: "containerRemoved", id }],
    ["container", "update", { kind: "container", id }],
    ["container", "health_status: unhealthy", { kind: "container", id }],
    ["container", "resize", undefined],
    ["container", "connect", undefined],
    ["network", "start", undefined],
    ["image", "create", undefined],
    ["volume", "destroy", undefined],
  ];
  for (const [type, action, expected] of cases) {
    it(`reads ${type} ${action}`, () => {
      const event = { Type: type, Action: action, Actor: { ID: id, Attributes: {} } };
      assert.deepEqual(changeFor(event), expected);
    });
  }

  it("understands a connect without any id as nothing", () => {
    assert.equal(changeFor({ Type: "network", Action: "connect", Actor: {} }), undefined);
  });

  for (const odd of [undefined, null, 1, "x", [], {}, { Type: 1, Action: {}, Actor: "" }]) {
    it(`does not mind ${JSON.stringify(odd)}`, () => {
      assert.equal(changeFor(odd), undefined);
    });
  }
});
