// What can be told of a network from its own fields.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { networkFromEngine } from "../../src/model/fromEngine.ts";
import { composeProject, isPredefined, spansHosts } from "../../src/model/network.ts";

describe("isPredefined", () => {
  it("is true of the engine's own networks only", () => {
    const names = ["bridge", "host", "none", "podman", "front", "default", "Bridge", ""];
    const found = names.map((name) => networkFromEngine({ Name: name })).filter(isPredefined);
    assert.deepEqual(
      found.map(({ name }) => name),
      ["bridge", "host", "none", "podman"],
    );
  });
});

describe("spansHosts", () => {
  it("is true of swarm's and of a cluster store's networks", () => {
    const scopes = ["local", "swarm", "global", ""];
    const found = scopes.map((scope) => spansHosts(networkFromEngine({ Scope: scope })));
    assert.deepEqual(found, [false, true, true, false]);
  });
});

describe("composeProject", () => {
  it("is what Compose wrote into the labels", () => {
    assert.equal(composeProject({ "com.docker.compose.project": "shop" }), "shop");
    assert.equal(composeProject({ project: "shop" }), undefined);
  });
});
