// What Podman's API says otherwise, evened out: the same facts as from Docker's engines.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  evenedContainer,
  evenedListing,
  isStandIn,
  needsInspect,
} from "../../src/engine/podman.ts";
import { attachmentTo, type Container } from "../../src/model/container.ts";
import {
  containerFromInspect,
  containerFromList,
  engineInfoFromEngine,
  networkFromEngine,
} from "../../src/model/fromEngine.ts";
import { asList, asRecord } from "../../src/model/json.ts";
import { isPredefined, type Network } from "../../src/model/network.ts";
import type { Listing } from "../../src/model/picture.ts";
import { recorded, recordedEngines, type RecordedEngine } from "../fixtures/recordedEngines.ts";

function listingOf(engine: RecordedEngine): Listing {
  return {
    engine: engineInfoFromEngine(recorded(engine, "version"), recorded(engine, "info")),
    networks: asList(recorded(engine, "networks")).map(networkFromEngine),
    containers: asList(recorded(engine, "containers")).map(containerFromList),
  };
}

function inspected(name: string): Container {
  return containerFromInspect(asRecord(recorded("podman", "containerInspect"))[name]);
}

function named<T extends { readonly name: string }>(items: readonly T[], name: string): T {
  const found = items.find((item) => item.name === name);
  assert.ok(found !== undefined, name);
  return found;
}

describe("evenedListing", () => {
  it("leaves Docker's listings as they are", () => {
    for (const engine of ["docker-20.10", "docker-28.5"] as const) {
      const listing = listingOf(engine);
      assert.equal(evenedListing(listing), listing);
    }
  });

  it("gives every engine the networks bridge, host and none", () => {
    for (const engine of recordedEngines) {
      const names = evenedListing(listingOf(engine)).networks.filter(isPredefined);
      assert.deepEqual(names.map(({ name }) => name).sort(), ["bridge", "host", "none"]);
    }
  });

  it("marks the networks that the engine does not know itself", () => {
    const { networks } = evenedListing(listingOf("podman"));
    const standIns = networks.filter(isStandIn).map(({ name, driver }) => `${name} ${driver}`);
    assert.deepEqual(standIns.sort(), ["host host", "none null"]);
  });

  it("puts containers without a choice on the default network", () => {
    for (const engine of recordedEngines) {
      const { networks, containers } = evenedListing(listingOf(engine));
      const bridge: Network = named(networks, "bridge");
      assert.ok(attachmentTo(named(containers, "defaultmode"), bridge), engine);
    }
  });

  it("has no date that changes with every look", () => {
    const { networks } = evenedListing(listingOf("podman"));
    assert.equal(named(networks, "bridge").created, undefined);
    assert.notEqual(named(networks, "shop_front").created, undefined);
  });
});

describe("evenedContainer", () => {
  it("leaves no attachment to those who share another's namespace", () => {
    for (const name of ["sidecar", "orphan"]) {
      assert.notDeepEqual(inspected(name).attachments, []);
      assert.deepEqual(evenedContainer(inspected(name)).attachments, []);
    }
  });

  it("attaches a container in host mode to the network of that name", () => {
    const [attachment] = evenedContainer(inspected("host")).attachments;
    assert.equal(attachment?.networkName, "host");
    assert.equal(attachment.endpoint.ipv4Address, undefined);
  });

  it("changes nothing about others", () => {
    const web = inspected("web");
    assert.deepEqual({ ...evenedContainer(web), networkMode: web.networkMode }, web);
  });
});

describe("needsInspect", () => {
  it("is true of exactly those whose mode the listing leaves open", () => {
    const { containers } = listingOf("podman");
    assert.deepEqual(
      containers
        .filter(needsInspect)
        .map(({ name }) => name)
        .sort(),
      ["hostmode", "nonemode", "orphan", "sidecar"],
    );
  });

  it("is never true of Docker's", () => {
    for (const engine of ["docker-20.10", "docker-28.5"] as const) {
      assert.deepEqual(listingOf(engine).containers.filter(needsInspect), []);
    }
  });
});
