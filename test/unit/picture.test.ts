// The picture of an engine: who is on which network, and what a step truly changed.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { containerFromList, engineInfoFromEngine } from "../../src/model/fromEngine.ts";
import { Picture } from "../../src/model/picture.ts";
import { isEmptyChange, noChange, type PictureChange } from "../../src/model/pictureChange.ts";
import { fakeId, type FakeContainerSpec } from "../fixtures/fakeContent.ts";
import { inspected, listed, listing, names, network } from "../fixtures/modelObjects.ts";

function membersOf(picture: Picture, name: string): readonly string[] {
  const found = picture.findNetwork(name);
  assert.ok(found !== undefined, name);
  const members = names(picture.membersOf(found).map(({ container }) => container));
  assert.equal(picture.memberCount(found), members.length);
  return members;
}

/** A change in names: networks, containers, and whether the list is another one. */
function shown(change: PictureChange): readonly unknown[] {
  const known = ["front", "back", "new", "web", "db", "side", "box"];
  const name = (kind: "network" | "container") => (id: string) =>
    known.find((one) => fakeId(kind, one) === id) ?? id;
  return [
    [...change.networks].map(name("network")).sort(),
    [...change.containers].map(name("container")).sort(),
    change.list,
  ];
}

const web: FakeContainerSpec = { name: "web", networks: ["front", "back"], address: 2 };
const db: FakeContainerSpec = { name: "db", networks: ["back"], address: 3 };
const side: FakeContainerSpec = {
  name: "side",
  networks: [],
  mode: `container:${fakeId("container", "web")}`,
};

function shop(): Picture {
  const networks = [network("front"), network("back")];
  return new Picture(listing(networks, [web, db, side].map(listed)));
}

describe("membership", () => {
  it("joins containers and networks by the network's id", () => {
    const picture = shop();
    assert.deepEqual(membersOf(picture, "front"), ["web"]);
    assert.deepEqual(membersOf(picture, "back"), ["db", "web"]);
    const found = picture.findContainer("web");
    assert.deepEqual(names(found === undefined ? [] : picture.networksOf(found)), [
      "back",
      "front",
    ]);
  });

  it("gives the attachment to that very network with each member", () => {
    const picture = shop();
    const [member] = picture.membersOf(network("front"));
    assert.equal(member?.attachment.networkName, "front");
  });

  it("joins by name a container that never ran, which has no network id yet", () => {
    const picture = shop();
    const created = containerFromList({
      Id: "c1",
      Names: ["/created"],
      State: "created",
      NetworkSettings: { Networks: { front: { NetworkID: "", EndpointID: "" } } },
    });
    assert.deepEqual(shown(picture.putContainer(created)), [["front"], ["c1"], false]);
    assert.deepEqual(membersOf(picture, "front"), ["created", "web"]);
  });

  it("joins by name as Podman lists: the name in place of the id", () => {
    const picture = shop();
    const box = containerFromList({
      Id: "c2",
      Names: ["box"],
      State: "running",
      NetworkSettings: { Networks: { back: { NetworkID: "back", IPAddress: "10.0.0.9" } } },
    });
    picture.putContainer(box);
    assert.deepEqual(membersOf(picture, "back"), ["box", "db", "web"]);
    assert.deepEqual(names(picture.networksOf(box)), ["back"]);
    picture.removeContainer("c2");
    assert.deepEqual(membersOf(picture, "back"), ["db", "web"]);
  });

  it("counts a container once that an engine first named by name, then by id", () => {
    const picture = shop();
    const spec = { name: "box", networks: ["front"] };
    const byName = containerFromList({
      Id: fakeId("container", "box"),
      Names: ["/box"],
      State: "created",
      NetworkSettings: { Networks: { front: { NetworkID: "" } } },
    });
    picture.putContainer(byName);
    assert.deepEqual(membersOf(picture, "front"), ["box", "web"]);
    picture.putContainer(inspected(spec));
    assert.deepEqual(membersOf(picture, "front"), ["box", "web"]);
  });

  it("forgets a member that leaves, and tells of the network it left", () => {
    const picture = shop();
    const change = picture.putContainer(inspected({ ...web, networks: ["back"] }));
    assert.deepEqual(shown(change), [["back", "front"], ["web"], false]);
    assert.deepEqual(membersOf(picture, "front"), []);
  });

  it("finds members of a network that comes after them", () => {
    const picture = new Picture(listing([], [listed(db)]));
    assert.deepEqual(shown(picture.putNetwork(network("back"))), [["back"], [], true]);
    assert.deepEqual(membersOf(picture, "back"), ["db"]);
  });
});

describe("a shared namespace", () => {
  it("stands under its owner, and on no network of its own", () => {
    const picture = shop();
    const owner = picture.findContainer("web");
    assert.ok(owner !== undefined);
    assert.deepEqual(names(picture.sharersOf(owner)), ["side"]);
    assert.equal(picture.ownerOf(listed(side)), owner);
    assert.deepEqual(membersOf(picture, "front"), ["web"]);
    assert.deepEqual(picture.orphans(), []);
  });

  it("changes the networks of its owner, where it shows", () => {
    const picture = shop();
    const change = picture.putContainer(inspected({ ...side, state: "exited" }));
    assert.deepEqual(shown(change), [["back", "front"], ["side"], false]);
  });

  it("is an orphan once its owner is gone, and no longer once the owner is back", () => {
    const picture = shop();
    const gone = picture.removeContainer(fakeId("container", "web"));
    assert.deepEqual(shown(gone), [["back", "front"], ["web"], true]);
    const [orphans, ...others] = picture.orphans();
    assert.equal(orphans?.owner, fakeId("container", "web"));
    assert.deepEqual(names(orphans.containers), ["side"]);
    assert.deepEqual(others, []);
    const back = picture.putContainer(inspected(web));
    assert.deepEqual(shown(back), [["back", "front"], ["web"], true]);
    assert.deepEqual(picture.orphans(), []);
  });

  it("may be known before its owner is", () => {
    const picture = new Picture(listing([network("front"), network("back")], [listed(side)]));
    assert.equal(picture.orphans().length, 1);
    assert.equal(picture.putContainer(listed(web)).list, true);
    assert.equal(picture.orphans().length, 0);
  });

  it("changes the list when an orphan comes and when it goes", () => {
    const picture = new Picture(listing([], []));
    assert.equal(picture.putContainer(listed(side)).list, true);
    assert.equal(picture.removeContainer(fakeId("container", "side")).list, true);
    assert.deepEqual(picture.orphans(), []);
  });

  it("may name its owner by name, and loses it when that is renamed", () => {
    const picture = shop();
    picture.putContainer(listed({ ...side, mode: "container:web" }));
    assert.deepEqual(picture.orphans(), []);
    const renamed = { ...inspected(web), name: "www" };
    assert.equal(picture.putContainer(renamed).list, true);
    assert.deepEqual(
      picture.orphans().map(({ owner }) => owner),
      ["web"],
    );
  });
});

describe("a change", () => {
  it("is none where the same is seen again", () => {
    const picture = shop();
    for (const spec of [web, db, side]) {
      assert.ok(isEmptyChange(picture.putContainer(listed(spec))), spec.name);
    }
    assert.ok(isEmptyChange(picture.putNetwork(network("front"))));
    assert.ok(isEmptyChange(picture.removeContainer("nobody")));
    assert.ok(isEmptyChange(picture.removeNetwork("nobody")));
  });

  it("of a name is one of the container and its networks, not of the list", () => {
    const picture = shop();
    const renamed = { ...inspected(db), name: "sql" };
    assert.deepEqual(shown(picture.putContainer(renamed)), [["back"], ["db"], false]);
    assert.equal(picture.findContainer("db"), undefined);
    assert.equal(picture.findContainer("sql")?.id, fakeId("container", "db"));
  });

  it("of a network's details is no change of the list; its coming and going is", () => {
    const picture = shop();
    const internal = { ...network("front"), internal: true };
    assert.deepEqual(shown(picture.putNetwork(internal)), [["front"], [], false]);
    assert.deepEqual(shown(picture.putNetwork(network("new"))), [["new"], [], true]);
    assert.deepEqual(shown(picture.removeNetwork(fakeId("network", "new"))), [["new"], [], true]);
  });
});

describe("replaceAll", () => {
  it("says nothing where nothing is different", () => {
    const picture = shop();
    const networks = [network("back"), network("front")];
    const same = listing(networks, [side, db, web].map(listed));
    assert.deepEqual(picture.replaceAll(same), noChange);
  });

  it("says nothing where an inspect knew more than the listing", () => {
    const picture = shop();
    picture.putContainer(inspected(web));
    const networks = [network("front"), network("back")];
    assert.deepEqual(picture.replaceAll(listing(networks, [web, db, side].map(listed))), noChange);
    const known = picture.findContainer("web")?.attachments[0]?.endpoint.aliases;
    assert.deepEqual(known, ["web"], "aliases are kept");
  });

  it("says exactly what came, went and changed", () => {
    const picture = shop();
    const networks = [network("back"), network("new")];
    const containers = [listed({ ...db, state: "exited" }), listed(side), listed(web)];
    assert.deepEqual(shown(picture.replaceAll(listing(networks, containers))), [
      ["back", "front", "new"],
      ["db"],
      true,
    ]);
    assert.deepEqual([...picture.networks.values()].map(({ name }) => name).sort(), [
      "back",
      "new",
    ]);
    const fewer = listing(networks, [listed({ ...db, state: "exited" })]);
    assert.deepEqual(shown(picture.replaceAll(fewer)), [["back"], ["side", "web"], true]);
    assert.deepEqual(picture.orphans(), []);
  });

  it("takes over what the engine says of itself", () => {
    const picture = shop();
    const engine = engineInfoFromEngine({ Version: "30.0.0" }, {});
    picture.replaceAll({ ...listing([], []), engine });
    assert.equal(picture.engine.version, "30.0.0");
  });
});

describe("aliases", () => {
  it("are kept from an inspect as long as the endpoint is the same", () => {
    const picture = shop();
    picture.putContainer(inspected(db));
    picture.putContainer(listed({ ...db, state: "paused" }));
    const { state, attachments } = picture.findContainer("db") ?? assert.fail("no db");
    assert.equal(state, "paused");
    assert.deepEqual(attachments[0]?.endpoint.aliases, ["db"]);
  });

  it("are unknown again with another endpoint", () => {
    const picture = shop();
    picture.putContainer(inspected(db));
    const [attachment] = listed(db).attachments;
    assert.ok(attachment !== undefined);
    const endpoint = { ...attachment.endpoint, id: "another" };
    picture.putContainer({ ...listed(db), attachments: [{ ...attachment, endpoint }] });
    assert.equal(picture.findContainer("db")?.attachments[0]?.endpoint.aliases, undefined);
  });

  it("are replaced by what a later inspect says", () => {
    const picture = shop();
    picture.putContainer(inspected(db));
    const [attachment] = inspected(db).attachments;
    assert.ok(attachment !== undefined);
    const endpoint = { ...attachment.endpoint, aliases: ["sql"] };
    picture.putContainer({ ...inspected(db), attachments: [{ ...attachment, endpoint }] });
    assert.deepEqual(picture.findContainer("db")?.attachments[0]?.endpoint.aliases, ["sql"]);
  });
});
