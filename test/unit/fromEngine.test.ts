// Engine API JSON -> model, with the answers that real engines gave and with what they should never give.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { attachmentTo, type Container, type PublishedPort } from "../../src/model/container.ts";
import {
  containerFromInspect,
  containerFromList,
  engineInfoFromEngine,
  networkFromEngine,
} from "../../src/model/fromEngine.ts";
import { asList, asRecord } from "../../src/model/json.ts";
import { isPredefined, type Network } from "../../src/model/network.ts";
import {
  recorded,
  recordedContainer,
  recordedEngines,
  recordedNetwork,
  type RecordedEngine,
} from "../fixtures/recordedEngines.ts";

const dockers = ["docker-20.10", "docker-28.5"] as const;

function networkOf(engine: RecordedEngine, name: string): Network {
  return networkFromEngine(recordedNetwork(engine, name));
}

function listed(engine: RecordedEngine, name: string): Container {
  return containerFromList(recordedContainer(engine, name));
}

function inspected(engine: RecordedEngine, name: string): Container {
  return containerFromInspect(asRecord(recorded(engine, "containerInspect"))[name]);
}

function networkNames(container: Container): readonly string[] {
  return container.attachments.map(({ networkName }) => networkName).sort();
}

for (const engine of recordedEngines) {
  describe(`the networks of ${engine}`, () => {
    it("have driver, scope, subnets, IPv6 and labels", () => {
      const back = networkOf(engine, "shop_back");
      assert.match(back.id, /^[0-9a-f]{64}$/);
      assert.deepEqual(
        [back.name, back.driver, back.scope, back.ipv6, back.internal, back.ingress],
        ["shop_back", "bridge", "local", true, false, false],
      );
      assert.deepEqual(
        back.ipamPools.map(({ subnet }) => subnet),
        ["10.200.0.0/24", "fd00:200::/64"],
      );
      assert.equal(back.ipamPools[0]?.gateway, "10.200.0.1");
      assert.equal(back.labels["com.docker.compose.project"], "shop");
      assert.ok(Date.parse(back.created ?? "") > 0);
    });

    it("tell which are internal and which are of a driver of their own", () => {
      assert.equal(networkOf(engine, "quiet").internal, true);
      assert.equal(networkOf(engine, "lan").driver, "macvlan");
    });

    it("read the same from the listing as from an inspect", () => {
      const alone = networkFromEngine(recorded(engine, "networkInspect"));
      assert.deepEqual(alone, networkOf(engine, "shop_front"));
    });

    it("tell which are predefined", () => {
      const networks = asList(recorded(engine, "networks")).map(networkFromEngine);
      const names = networks.filter(isPredefined).map(({ name }) => name);
      const expected = engine === "podman" ? ["bridge"] : ["bridge", "host", "none"];
      assert.deepEqual(names.sort(), expected);
    });
  });

  describe(`the containers of ${engine}`, () => {
    it("have their name, image, state and labels", () => {
      const web = listed(engine, "web");
      assert.deepEqual([web.name, web.state], ["web", "running"]);
      assert.match(web.image, /busybox/);
      assert.equal(web.labels["com.docker.compose.service"], "web");
      const states = ["stopped", "created", "paused"].map((name) => listed(engine, name).state);
      assert.deepEqual(states, ["exited", "created", "paused"]);
    });

    it("have an endpoint on each network, with both addresses", () => {
      const web = listed(engine, "web");
      assert.deepEqual(networkNames(web), ["shop_back", "shop_front"]);
      const back = attachmentTo(web, networkOf(engine, "shop_back"))?.endpoint;
      assert.equal(back?.ipv4Address, "10.200.0.10");
      assert.equal(back.ipv4PrefixLength, 24);
      assert.match(back.ipv6Address ?? "", /^fd00:200::/);
      assert.equal(back.ipv6PrefixLength, 64);
      assert.match(back.macAddress ?? "", /^([\da-f]{2}:){5}[\da-f]{2}$/);
      assert.equal(back.gateway, "10.200.0.1");
      const front = attachmentTo(web, networkOf(engine, "shop_front"))?.endpoint;
      assert.equal(front?.ipv6Address, undefined);
    });

    it("are on their network by name before they ever ran, without an address", () => {
      const created = listed(engine, "created");
      const attachment = attachmentTo(created, networkOf(engine, "shop_front"));
      assert.equal(attachment?.endpoint.ipv4Address, undefined);
      assert.equal(attachment?.endpoint.ipv4PrefixLength, undefined);
      assert.equal(attachment?.endpoint.macAddress, undefined);
      assert.equal(attachment?.endpoint.id, "");
    });

    it("have their aliases in an inspect", () => {
      const aliases = inspected(engine, "web").attachments.flatMap(
        ({ endpoint }) => endpoint.aliases ?? [],
      );
      for (const alias of ["web", "shop", "www"]) assert.ok(aliases.includes(alias), alias);
    });

    it("have a list of aliases in an inspect even where they have none", () => {
      for (const name of ["web", "stopped", "created", "healthy"]) {
        for (const { endpoint } of inspected(engine, name).attachments) {
          assert.ok(endpoint.aliases !== undefined, name);
        }
      }
    });

    it("name the owner of a shared namespace by its id", () => {
      const owner = inspected(engine, "web").id;
      assert.deepEqual(inspected(engine, "sidecar").networkMode, { kind: "container", owner });
    });

    it("read the same from the listing as from an inspect, but for what listings leave out", () => {
      const names = ["web", "stopped", "created", "host", "sidecar", "healthy"];
      for (const name of names) {
        const one = inspected(engine, name);
        if (engine === "podman" && one.networkMode.kind === "container") continue;
        const other = listed(engine, one.name);
        const leftOut =
          engine === "podman" ? { networkMode: one.networkMode, health: one.health } : {};
        const attachments = other.attachments.map((attachment, index) => {
          const aliases = one.attachments[index]?.endpoint.aliases;
          return { ...attachment, endpoint: { ...attachment.endpoint, aliases } };
        });
        assert.deepEqual({ ...other, ...leftOut, attachments }, one, name);
      }
    });
  });
}

for (const engine of dockers) {
  describe(`what only ${engine} tells`, () => {
    it("is the mode of every container", () => {
      assert.deepEqual(listed(engine, "hostmode").networkMode, { kind: "host" });
      assert.deepEqual(listed(engine, "nonemode").networkMode, { kind: "none" });
      assert.deepEqual(listed(engine, "web").networkMode, { kind: "network", name: "shop_front" });
      const owner = listed(engine, "web").id;
      assert.deepEqual(listed(engine, "sidecar").networkMode, { kind: "container", owner });
      assert.deepEqual(listed(engine, "sidecar").attachments, []);
    });

    it("is health inside the status text", () => {
      assert.equal(listed(engine, "healthy").health, "healthy");
      assert.equal(listed(engine, "web").health, undefined);
    });

    it("is that a listing does not know aliases", () => {
      const [attachment] = listed(engine, "web").attachments;
      assert.equal(attachment?.endpoint.aliases, undefined);
    });

    it("is an IP range, and options by Docker's names", () => {
      const back = networkOf(engine, "shop_back");
      assert.equal(back.ipamPools[0]?.ipRange, "10.200.0.128/25");
      assert.equal(back.options["com.docker.network.driver.mtu"], "1400");
      assert.deepEqual(networkOf(engine, "host").ipamPools, []);
    });

    it("is every port, published or only exposed", () => {
      assert.deepEqual(listed(engine, "ported").ports, [
        port(53, "udp", 5353, "0.0.0.0"),
        port(53, "udp", 5353, "::"),
        port(80, "tcp", 8080, "127.0.0.1"),
        port(9000, "tcp"),
      ]);
    });
  });
}

describe("ports", () => {
  it("come in one order, whatever the order of the engine's maps", () => {
    const ports = asList(recordedContainer("docker-28.5", "ported")["Ports"]);
    const turned = containerFromList({ Ports: ports.toReversed() });
    assert.deepEqual(turned.ports, listed("docker-28.5", "ported").ports);
  });

  it("read the same from an inspect", () => {
    const container = containerFromInspect({
      NetworkSettings: {
        Ports: {
          "9000/tcp": null,
          "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "8080" }],
          "53/udp": [
            { HostIp: "0.0.0.0", HostPort: "5353" },
            { HostIp: "::", HostPort: "5353" },
          ],
        },
      },
    });
    assert.deepEqual(container.ports, listed("docker-28.5", "ported").ports);
  });
});

describe("health", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["Up 5 minutes (healthy)", "healthy"],
    ["Up 5 minutes (unhealthy)", "unhealthy"],
    ["Up 2 seconds (health: starting)", "starting"],
    ["Up 2 seconds", undefined],
    ["Up 3 seconds (Paused)", undefined],
    ["Exited (0) 5 seconds ago", undefined],
    ["", undefined],
  ];
  for (const [status, expected] of cases) {
    it(`of "${status}"`, () => {
      assert.equal(containerFromList({ Status: status }).health, expected);
    });
  }

  it("is no fact of a container that does not run, in an inspect as in a listing", () => {
    const health = { Status: "unhealthy" };
    const of = (state: string): string | undefined =>
      containerFromInspect({ State: { Status: state, Health: health } }).health;
    assert.equal(of("running"), "unhealthy");
    assert.equal(of("exited"), undefined);
    assert.equal(of("paused"), undefined);
  });
});

describe("engineInfoFromEngine", () => {
  for (const engine of recordedEngines) {
    it(`reads ${engine}`, () => {
      const info = engineInfoFromEngine(recorded(engine, "version"), recorded(engine, "info"));
      assert.equal(info.product, engine === "podman" ? "podman" : "docker");
      assert.match(info.version, engine === "podman" ? /^4\./ : /^\d+\.\d+\.\d+/);
      assert.match(info.apiVersion, /^1\.\d+$/);
      assert.notEqual(info.hostName, "");
      assert.notEqual(info.kernelVersion, "");
      assert.equal(info.rootless, false);
      assert.deepEqual(info.swarm, { state: "inactive", isManager: false });
      assert.ok(info.networkDrivers.includes("bridge"));
      assert.ok(info.networkDrivers.includes("macvlan"));
    });
  }

  it("reads what a swarm, an old cluster store and a rootless engine say", () => {
    const info = engineInfoFromEngine(
      {},
      {
        Swarm: { LocalNodeState: "active", ControlAvailable: true },
        ClusterStore: "etcd://10.78.0.3:2379",
        SecurityOptions: ["name=seccomp,profile=default", "name=rootless"],
      },
    );
    assert.deepEqual(info.swarm, { state: "active", isManager: true });
    assert.equal(info.clusterStore, "etcd://10.78.0.3:2379");
    assert.equal(info.rootless, true);
    const odd = engineInfoFromEngine({}, { Swarm: { LocalNodeState: "dreaming" } });
    assert.equal(odd.swarm.state, "unknown");
  });
});

describe("anything else than an engine's answer", () => {
  const oddities = [undefined, null, 0, "text", [], {}, [[]], { NetworkSettings: 7, State: [] }];
  for (const json of oddities) {
    it(`does not throw: ${JSON.stringify(json)}`, () => {
      assert.equal(networkFromEngine(json).name, "");
      assert.deepEqual(networkFromEngine(json).ipamPools, []);
      assert.deepEqual(containerFromList(json).attachments, []);
      assert.equal(containerFromInspect(json).networkMode.kind, "unknown");
      assert.equal(engineInfoFromEngine(json, json).version, "");
    });
  }

  it("leaves out what is no text among labels and options", () => {
    const network = networkFromEngine({ Labels: { a: "1", b: 2, c: null }, Options: "none" });
    assert.deepEqual(network.labels, { a: "1" });
    assert.deepEqual(network.options, {});
  });
});

function port(
  containerPort: number,
  protocol: string,
  hostPort?: number,
  hostAddress?: string,
): PublishedPort {
  return { containerPort, protocol, hostPort, hostAddress };
}
