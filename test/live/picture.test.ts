// One look at an engine with everything on it, compared with what the engine's own client says.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { attachmentTo, type Container, type Endpoint } from "../../src/model/container.ts";
import { asList, asRecord, asText } from "../../src/model/json.ts";
import { isStandIn } from "../../src/engine/podman.ts";
import { composeProject, isPredefined, type Network } from "../../src/model/network.ts";
import { Picture } from "../../src/model/picture.ts";
import { isEmptyChange } from "../../src/model/pictureChange.ts";
import type { EngineName } from "../engines/engineKinds.ts";
import { stageScene } from "../engines/fixtureScene.ts";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { never, useClient } from "./connectTo.ts";
import { eachEngine } from "./eachEngine.ts";

interface Scene {
  readonly engine: TestEngine;
  readonly client: EngineClient;
  readonly picture: Picture;
}

eachEngine("the picture", { make: makeScene, tests: declareTests });

async function makeScene(name: EngineName, stack: AsyncDisposableStack): Promise<Scene> {
  const engine = stack.use(await startEngine(name));
  await stageScene(engine);
  const client = await useClient(stack, engine.address);
  return { engine, client, picture: new Picture(await client.listing(never)) };
}

function declareTests(given: () => Scene, name: EngineName): void {
  const isPodman = name === "podman";

  test("says which engine it is of", () => {
    const { engine, picture } = given();
    const { product, version, hostName, rootless, swarm, networkDrivers } = picture.engine;
    assert.deepEqual([product, version], [isPodman ? "podman" : "docker", engine.version]);
    assert.deepEqual([hostName, rootless], ["host1", false]);
    assert.deepEqual(swarm, { state: "inactive", isManager: false });
    assert.ok(networkDrivers.includes("macvlan"));
    assert.equal(networkDrivers.includes("overlay"), !isPodman);
  });

  test("has every network with its driver and scope, the predefined ones on every engine", () => {
    const networks = [...given().picture.networks.values()];
    assert.deepEqual(networks.map(summaryOf).sort(), [
      "bridge bridge local predefined",
      "host host local predefined",
      "lan macvlan local",
      "none null local predefined",
      "quiet bridge local internal",
      "shop_back bridge local ipv6",
      "shop_front bridge local",
    ]);
  });

  test("has every subnet of a network, and its options and labels", () => {
    const back = networkOf(given().picture, "shop_back");
    const [first, second, ...more] = back.ipamPools;
    // Podman keeps no range.
    const ipRange = isPodman ? undefined : "10.200.0.128/25";
    assert.deepEqual(first, { subnet: "10.200.0.0/24", ipRange, gateway: "10.200.0.1" });
    assert.equal(second?.subnet, "fd00:200::/64");
    assert.deepEqual(more, []);
    const mtu = isPodman ? "mtu" : "com.docker.network.driver.mtu";
    assert.equal(back.options[mtu], "1400");
    assert.equal(back.labels["com.docker.compose.network"], "back");
    assert.equal(composeProject(back.labels), "shop");
    assert.ok(Date.parse(back.created ?? "") <= Date.now());
  });

  test("has a container on each of its networks, with what it has there", async () => {
    const { picture, client } = given();
    const web = containerOf(picture, "web");
    assert.deepEqual(
      picture
        .networksOf(web)
        .map(({ name }) => name)
        .sort(),
      ["shop_back", "shop_front"],
    );
    const back = endpointOf(picture, "web", "shop_back");
    assert.deepEqual([back.ipv4Address, back.ipv4PrefixLength], ["10.200.0.10", 24]);
    assert.match(back.ipv6Address ?? "", /^fd00:200::/);
    // Docker's listing has no aliases. Not knowing them is not the same as there being none.
    assert.equal(back.aliases === undefined, !isPodman);
    const inspected = await client.container(web.id, never);
    const aliases = attachmentTo(inspected, networkOf(picture, "shop_back"))?.endpoint.aliases;
    assert.ok(aliases?.includes("www"), String(aliases));
  });

  test("has the addresses that the engine's own client sees", async () => {
    const { engine, picture } = given();
    const names = [...picture.containers.values()].map(({ name }) => name);
    const inspected: unknown = JSON.parse(await engine.docker("inspect", ...names));
    for (const json of asList(inspected)) {
      const container = containerOf(picture, asText(asRecord(json)["Id"]));
      const isSharer = container.networkMode.kind === "container";
      const expected = isSharer ? [] : addressesFromEngine(json);
      assert.deepEqual(addressesOf(picture, container), expected, container.name);
    }
  });

  test("has the state of every container", () => {
    const { picture } = given();
    const states = (...names: string[]) => names.map((name) => containerOf(picture, name).state);
    assert.deepEqual(states("web", "paused", "stopped", "created"), [
      "running",
      "paused",
      "exited",
      "created",
    ]);
  });

  test("keeps containers that do not run on their network, without an address", () => {
    const { picture } = given();
    const members = picture.membersOf(networkOf(picture, "shop_front"));
    const addresses = new Map(
      members.map(({ container, attachment }) => [container.name, attachment.endpoint.ipv4Address]),
    );
    assert.deepEqual([addresses.has("stopped"), addresses.get("stopped")], [true, undefined]);
    assert.deepEqual([addresses.has("created"), addresses.get("created")], [true, undefined]);
    assert.match(addresses.get("web") ?? "", /^10\./);
  });

  test("has a container in host or none mode on the network of that name", () => {
    const { picture } = given();
    const members = (network: string) =>
      picture.membersOf(networkOf(picture, network)).map(({ container }) => container.name);
    assert.deepEqual(members("host"), ["hostmode"]);
    assert.deepEqual(members("none"), ["nonemode"]);
    assert.deepEqual(members("bridge"), ["defaultmode"]);
    assert.deepEqual(containerOf(picture, "hostmode").networkMode, { kind: "host" });
    assert.deepEqual(containerOf(picture, "nonemode").networkMode, { kind: "none" });
  });

  test("has a container that shares a namespace under its owner, and on no network", () => {
    const { picture } = given();
    const web = containerOf(picture, "web");
    const sidecar = containerOf(picture, "sidecar");
    assert.deepEqual(picture.sharersOf(web), [sidecar]);
    assert.equal(picture.ownerOf(sidecar), web);
    assert.deepEqual(sidecar.networkMode, { kind: "container", owner: web.id });
    assert.deepEqual(picture.networksOf(sidecar), []);
  });

  test("has a container whose owner is gone among the orphans", async () => {
    const { engine, picture } = given();
    const orphan = containerOf(picture, "orphan");
    const gone = picture.findContainer("gone");
    if (isPodman) {
      // Podman does not let an owner go, so there are no orphans.
      const { status } = await engine.request("DELETE", "/containers/gone?force=1");
      assert.equal(status, 500);
      assert.ok(gone);
      assert.deepEqual(picture.sharersOf(gone), [orphan]);
      assert.deepEqual(picture.orphans(), []);
    } else {
      assert.equal(gone, undefined);
      assert.deepEqual(
        picture.orphans().map(({ containers }) => containers),
        [[orphan]],
      );
      assert.match(picture.orphans()[0]?.owner ?? "", /^[0-9a-f]{64}$/);
    }
  });

  test("has the health of a container that checks it", async () => {
    const { picture, client } = given();
    const healthy = containerOf(picture, "healthy");
    // Podman's listing says nothing of health, and nobody runs the check without systemd.
    assert.equal(healthy.health, isPodman ? "unknown" : "healthy");
    const inspected = await client.container(healthy.id, never);
    assert.equal(inspected.health, isPodman ? "starting" : "healthy");
    assert.equal(containerOf(picture, "web").health, isPodman ? "unknown" : undefined);
  });

  test("has the ports of a container", () => {
    const ports = containerOf(given().picture, "ported").ports.map(
      ({ containerPort, protocol, hostAddress, hostPort }) =>
        `${hostAddress ?? ""}:${hostPort ?? ""}->${containerPort}/${protocol}`,
    );
    // Podman lists published ports only, and no address for "every address".
    const podmanPorts = [":5353->53/udp", "127.0.0.1:8080->80/tcp"];
    assert.deepEqual(ports, isPodman ? podmanPorts : dockerPorts);
  });

  test("has the labels of a container", () => {
    const { labels } = containerOf(given().picture, "web");
    assert.equal(composeProject(labels), "shop");
    assert.equal(labels["com.docker.compose.service"], "web");
  });

  test("is the same at a second look", async () => {
    const { engine, picture } = given();
    await using stack = new AsyncDisposableStack();
    const client = await useClient(stack, engine.address);
    assert.ok(isEmptyChange(picture.replaceAll(await client.listing(never))));
  });

  test("is the same when its objects are looked at one by one", async () => {
    const { client } = given();
    const picture = new Picture(await client.listing(never));
    for (const network of [...picture.networks.values()].filter((one) => !isStandIn(one))) {
      assert.deepEqual(await client.network(network.id, never), network);
    }
    for (const container of [...picture.containers.values()]) {
      const alone = await client.container(container.id, never);
      assert.deepEqual(commonFacts(alone, name), commonFacts(container, name));
      picture.putContainer(alone);
    }
    const changes = picture.replaceAll(await client.listing(never));
    assert.ok(isEmptyChange(changes), [...changes.containers].join(" "));
  });
}

/** What both a listing and an inspect of an engine tell. */
function commonFacts(container: Container, name: EngineName): Partial<Container> {
  const attachments = container.attachments.map(({ endpoint, ...attachment }) => ({
    ...attachment,
    endpoint: { ...endpoint, aliases: undefined },
  }));
  const { health } = container;
  return { ...container, attachments, health: name === "podman" ? undefined : health };
}

const dockerPorts = [
  "0.0.0.0:5353->53/udp",
  ":::5353->53/udp",
  "127.0.0.1:8080->80/tcp",
  ":->9000/tcp",
];

function summaryOf(network: Network): string {
  const { name, driver, scope, internal, ipv6 } = network;
  const marks = [
    ...(isPredefined(network) ? ["predefined"] : []),
    ...(internal ? ["internal"] : []),
    ...(ipv6 ? ["ipv6"] : []),
  ];
  return [name, driver, scope, ...marks].join(" ");
}

function networkOf(picture: Picture, name: string): Network {
  const network = picture.findNetwork(name);
  assert.ok(network, name);
  return network;
}

function containerOf(picture: Picture, idOrName: string): Container {
  const container = picture.findContainer(idOrName);
  assert.ok(container, idOrName);
  return container;
}

function endpointOf(picture: Picture, container: string, network: string): Endpoint {
  const found = attachmentTo(containerOf(picture, container), networkOf(picture, network));
  assert.ok(found);
  return found.endpoint;
}

/** `network IPv4 IPv6 MAC` of each network that a container is on. */
function addressesOf(picture: Picture, container: Container): readonly string[] {
  return container.attachments
    .map((attachment) => {
      const { ipv4Address, ipv6Address, macAddress } = attachment.endpoint;
      const name = picture.networkOf(attachment)?.name;
      return [name, ipv4Address, ipv6Address, macAddress].join(" ");
    })
    .sort();
}

/** The same from an answer of `/containers/{id}/json`. */
function addressesFromEngine(json: unknown): readonly string[] {
  const networks = asRecord(asRecord(asRecord(json)["NetworkSettings"])["Networks"]);
  const mode = asText(asRecord(asRecord(json)["HostConfig"])["NetworkMode"]);
  // Podman has no networks for these modes; we show it as Docker does.
  if (mode === "host" || mode === "none") return [`${mode}   `];
  return Object.entries(networks)
    .map(([name, endpoint]) => {
      const fields = ["IPAddress", "GlobalIPv6Address", "MacAddress"];
      const addresses = fields.map((field) => asText(asRecord(endpoint)[field]));
      return [name === "podman" ? "bridge" : name, ...addresses].join(" ");
    })
    .sort();
}
