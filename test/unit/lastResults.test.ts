// The last results of networks and containers: what they tell, and when they are void.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Emitter } from "../../src/base/event.ts";
import { LastResults } from "../../src/connectivity/networkTest/lastResults.ts";
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
    change: (change: PictureChange) => void;
  } => {
    const picture = pictureOf();
    const changes = new Emitter<PictureChange>();
    const results = new LastResults({ picture, onDidChange: changes.event });
    return {
      picture,
      results,
      change: (change) => {
        changes.fire(change);
      },
    };
  };

  it("are of the network, of each asker on it, and of a container by itself", () => {
    const { picture, results } = scene();
    const front = networkNamed(picture, "front").id;
    const web = containerNamed(picture, "web").id;
    results.take(networkRun((from) => (from === "web" ? "noAnswer" : "reachable"), picture));
    assert.deepEqual(
      [results.ofNetwork(front)?.reachable, results.ofNetwork(front)?.failed],
      [4, 2],
    );
    assert.equal(results.ofContainer(web, front)?.failed, 2);
    assert.equal(results.ofContainer(web, networkNamed(picture, "bridge").id), undefined);
    results.take(containerRun("web", () => "reachable", picture));
    assert.equal(results.ofContainer(web, networkNamed(picture, "bridge").id)?.failed, 0);
  });

  it("go when members change, and stay when what does not matter does", () => {
    const { picture, results, change } = scene();
    const front = networkNamed(picture, "front").id;
    const told: ReadonlySet<string>[] = [];
    results.onDidChange((ids) => told.push(ids));
    results.take(networkRun(() => "reachable", picture));
    change(picture.putContainer(inspected({ name: "elsewhere", networks: ["back"], address: 8 })));
    const web = containerNamed(picture, "web");
    change(picture.putContainer({ ...web, health: "healthy" }));
    assert.ok(results.ofNetwork(front));
    change(picture.putContainer({ ...web, state: "exited" }));
    assert.equal(results.ofNetwork(front), undefined);
    assert.equal(results.ofContainer(web.id, front), undefined);
    assert.deepEqual(told, [new Set([front]), new Set([front])]);
  });
});
