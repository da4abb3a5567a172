// The last results of networks and containers: what they tell, and when they are void.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Emitter } from "../../src/base/event.ts";
import { LastResults } from "../../src/connectivity/networkTest/lastResults.ts";
import type { TestRun } from "../../src/connectivity/networkTest/testRun.ts";
import type { Picture } from "../../src/model/picture.ts";
import type { PictureChange } from "../../src/model/pictureChange.ts";
import { inspected } from "../fixtures/modelObjects.ts";
import {
  containerNamed,
  containerRun,
  networkNamed,
  networkRun,
  pictureOf,
} from "../fixtures/testScene.ts";

describe("the last results", () => {
  const scene = (): {
    readonly picture: Picture;
    readonly results: LastResults;
    take: (run: TestRun) => void;
    change: (change: PictureChange) => void;
  } => {
    const picture = pictureOf();
    const changes = new Emitter<PictureChange>();
    const results = new LastResults({ picture, onDidChange: changes.event });
    const take = (run: TestRun): void => {
      results.take(run, results.basisOf(run.plan.subject));
    };
    return {
      ...{ picture, results, take },
      change: (change) => {
        changes.fire(change);
      },
    };
  };

  it("are of the network, of each asker on it, and of a container by itself", () => {
    const { picture, results, take } = scene();
    const front = networkNamed(picture, "front").id;
    const web = containerNamed(picture, "web").id;
    take(networkRun((from) => (from === "web" ? "noAnswer" : "reachable"), picture));
    assert.deepEqual(
      [results.ofNetwork(front)?.reachable, results.ofNetwork(front)?.failed],
      [4, 2],
    );
    assert.equal(results.ofContainer(web, front)?.failed, 2);
    assert.equal(results.ofContainer(web, networkNamed(picture, "bridge").id), undefined);
    take(containerRun("web", () => "reachable", picture));
    assert.equal(results.ofContainer(web, networkNamed(picture, "bridge").id)?.failed, 0);
  });

  it("leave out who does not run, which rows say already", () => {
    const { picture, results, take } = scene();
    const front = networkNamed(picture, "front").id;
    take(networkRun(() => "reachable", picture));
    assert.deepEqual(results.ofNetwork(front)?.answered, results.ofNetwork(front)?.reachable);
    const old = containerNamed(picture, "old").id;
    assert.equal(results.ofContainer(old, front), undefined);
  });

  it("go when members change, and stay when what does not matter does", () => {
    const { picture, results, take, change } = scene();
    const front = networkNamed(picture, "front").id;
    const told: ReadonlySet<string>[] = [];
    results.onDidChange((ids) => told.push(ids));
    take(networkRun(() => "reachable", picture));
    change(picture.putContainer(inspected({ name: "elsewhere", networks: ["back"], address: 8 })));
    const web = containerNamed(picture, "web");
    change(picture.putContainer({ ...web, health: "healthy" }));
    assert.ok(results.ofNetwork(front));
    change(picture.putContainer({ ...web, state: "exited" }));
    assert.equal(results.ofNetwork(front), undefined);
    assert.equal(results.ofContainer(web.id, front), undefined);
    assert.deepEqual(told, [new Set([front]), new Set([front])]);
  });

  it("of what changed while it was asked are never kept", () => {
    const { picture, results } = scene();
    const run = networkRun(() => "reachable", picture);
    const basis = results.basisOf(run.plan.subject);
    picture.putContainer({ ...containerNamed(picture, "web"), state: "exited" });
    results.take(run, basis);
    assert.equal(results.ofNetwork(networkNamed(picture, "front").id), undefined);
  });
});
