// What the recorded engines are made to hold and to do: one of each kind that the model must read.
import assert from "node:assert/strict";
import type { TestEngine } from "./testEngine.ts";

/** The networks and containers of the listings. */
export async function stageScene(engine: TestEngine): Promise<void> {
  for (const network of networks) await done(engine, "POST", "/networks/create", network);
  for (const [name, config] of containers) {
    await done(engine, "POST", `/containers/create?name=${name}`, {
      Image: "busybox",
      Tty: true,
      ...config,
    });
    if (name !== "created") await done(engine, "POST", `/containers/${name}/start`);
  }
  await done(engine, "POST", "/networks/shop_back/connect", {
    Container: "web",
    EndpointConfig: { Aliases: ["www"], IPAMConfig: { IPv4Address: "10.200.0.10" } },
  });
  await done(engine, "POST", "/containers/stopped/stop");
  await done(engine, "POST", "/containers/paused/pause");
  await engine.request("DELETE", "/containers/gone?force=1");
  await until(async () => {
    const { body } = await engine.request("GET", "/containers/healthy/json");
    return engine.name === "podman" || JSON.stringify(body).includes('"Status":"healthy"');
  });
}

const composeLabels = (service: string) => ({
  "com.docker.compose.project": "shop",
  "com.docker.compose.service": service,
  "com.docker.compose.container-number": "1",
});

const networks = [
  {
    Name: "shop_front",
    Driver: "bridge",
    Labels: { "com.docker.compose.project": "shop", "com.docker.compose.network": "front" },
  },
  {
    Name: "shop_back",
    Driver: "bridge",
    EnableIPv6: true,
    IPAM: {
      Config: [
        { Subnet: "10.200.0.0/24", Gateway: "10.200.0.1", IPRange: "10.200.0.128/25" },
        { Subnet: "fd00:200::/64" },
      ],
    },
    Options: { "com.docker.network.driver.mtu": "1400" },
    Labels: { "com.docker.compose.project": "shop", "com.docker.compose.network": "back" },
  },
  { Name: "quiet", Driver: "bridge", Internal: true },
  {
    Name: "lan",
    Driver: "macvlan",
    Options: { parent: "eth0" },
    IPAM: { Config: [{ Subnet: "10.201.0.0/24" }] },
  },
];

const on = (network: string) => ({ HostConfig: { NetworkMode: network } });

const containers: readonly (readonly [string, object])[] = [
  [
    "web",
    {
      Labels: composeLabels("web"),
      HostConfig: { NetworkMode: "shop_front" },
      NetworkingConfig: { EndpointsConfig: { shop_front: { Aliases: ["web", "shop"] } } },
    },
  ],
  ["stopped", on("shop_front")],
  ["created", on("shop_front")],
  ["paused", on("shop_front")],
  ["hostmode", on("host")],
  ["nonemode", on("none")],
  ["defaultmode", {}],
  ["sidecar", on("container:web")],
  ["gone", on("shop_front")],
  ["orphan", on("container:gone")],
  [
    "healthy",
    {
      ...on("shop_back"),
      Labels: composeLabels("db"),
      Healthcheck: { Test: ["CMD", "true"], Interval: 1e9, Timeout: 1e9, Retries: 1 },
    },
  ],
  [
    "ported",
    {
      ExposedPorts: { "80/tcp": {}, "53/udp": {}, "9000/tcp": {} },
      HostConfig: {
        NetworkMode: "shop_front",
        PortBindings: {
          "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "8080" }],
          "53/udp": [{ HostPort: "5353" }],
        },
      },
    },
  ],
  ["lanbox", on("lan")],
  ["shellless", { ...on("quiet"), Image: "portolan-test/distroless" }],
];

/** What the engine says no to, and how. */
export async function stageErrors(engine: TestEngine): Promise<unknown> {
  await engine.request("POST", "/networks/create", { Name: "idle" });
  await engine.request("POST", "/containers/create?name=owner", box);
  await engine.request("POST", "/containers/create?name=owned", {
    ...box,
    ...on("container:owner"),
  });
  await engine.request("POST", "/containers/create?name=idlebox", { ...box, ...on("idle") });
  await engine.request("POST", "/containers/orphan/stop");
  await engine.request("POST", "/containers/create?name=port2", {
    ...box,
    ExposedPorts: { "80/tcp": {} },
    HostConfig: { PortBindings: { "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "8080" }] } },
  });
  const answers: unknown[] = [];
  for (const [what, method, path, body] of tries) {
    answers.push({
      what,
      method,
      path,
      request: body,
      ...(await engine.request(method, path, body)),
    });
  }
  await engine.request("DELETE", "/containers/idlebox?force=1");
  for (const name of ["port2", "owned", "owner", "x2"]) {
    await engine.request("DELETE", `/containers/${name}?force=1`);
  }
  return answers;
}

const overlap = { Config: [{ Subnet: "10.200.0.0/25" }] };
const box = { Image: "busybox" };

const fixed = (Container: string, IPv4Address: string) => ({
  Container,
  EndpointConfig: { IPAMConfig: { IPv4Address } },
});

const tries: readonly (readonly [string, string, string, unknown?])[] = [
  ["network name taken", "POST", "/networks/create", { Name: "quiet", CheckDuplicate: true }],
  ["network name invalid", "POST", "/networks/create", { Name: "no spaces", CheckDuplicate: true }],
  ["network name predefined", "POST", "/networks/create", { Name: "host", CheckDuplicate: true }],
  ["subnet overlaps", "POST", "/networks/create", { Name: "overlap", IPAM: overlap }],
  [
    "subnet invalid",
    "POST",
    "/networks/create",
    { Name: "bad", IPAM: { Config: [{ Subnet: "x" }] } },
  ],
  ["driver unknown", "POST", "/networks/create", { Name: "bad", Driver: "nope" }],
  ["overlay without swarm", "POST", "/networks/create", { Name: "bad", Driver: "overlay" }],
  ["network in use", "DELETE", "/networks/shop_front"],
  ["network with only a stopped container", "DELETE", "/networks/idle"],
  ["network unknown", "DELETE", "/networks/nope"],
  ["network predefined", "DELETE", "/networks/bridge"],
  ["image unknown", "POST", "/containers/create?name=x1", { Image: "no-such-image" }],
  ["container name taken", "POST", "/containers/create?name=web", box],
  ["network of container unknown", "POST", "/containers/create?name=x2", { ...box, ...on("nope") }],
  ["network of container unknown, at start", "POST", "/containers/x2/start"],
  ["connect a host mode container", "POST", "/networks/quiet/connect", { Container: "hostmode" }],
  ["connect a none mode container", "POST", "/networks/quiet/connect", { Container: "nonemode" }],
  [
    "connect a container mode container",
    "POST",
    "/networks/quiet/connect",
    { Container: "sidecar" },
  ],
  ["connect twice", "POST", "/networks/shop_front/connect", { Container: "web" }],
  ["connect an unknown container", "POST", "/networks/quiet/connect", { Container: "nope" }],
  ["connect to an unknown network", "POST", "/networks/nope/connect", { Container: "web" }],
  ["disconnect when not connected", "POST", "/networks/lan/disconnect", { Container: "web" }],
  ["address taken", "POST", "/networks/shop_back/connect", fixed("ported", "10.200.0.10")],
  [
    "address outside the subnet",
    "POST",
    "/networks/shop_back/connect",
    fixed("ported", "10.9.9.9"),
  ],
  [
    "fixed address on a default subnet",
    "POST",
    "/networks/quiet/connect",
    fixed("ported", "10.64.9.9"),
  ],
  ["exec in a stopped container", "POST", "/containers/stopped/exec", { Cmd: ["true"] }],
  ["exec in a paused container", "POST", "/containers/paused/exec", { Cmd: ["true"] }],
  ["remove the owner of a shared namespace", "DELETE", "/containers/owner?force=1"],
  ["start of an orphan", "POST", "/containers/orphan/start"],
  ["port taken", "POST", "/containers/port2/start"],
  ["unknown path", "GET", "/nope"],
  ["container unknown", "GET", "/containers/nope/json"],
  ["network name taken, unchecked", "POST", "/networks/create", { Name: "quiet" }],
];

/** One of each event that the model must understand. */
export async function stageEvents(engine: TestEngine): Promise<void> {
  const steps: readonly (readonly [string, string, unknown?])[] = [
    ["POST", "/networks/create", { Name: "event_net" }],
    ["POST", "/containers/create?name=eventbox", { Image: "busybox", Tty: true }],
    ["POST", "/containers/eventbox/start"],
    ["POST", "/networks/event_net/connect", { Container: "eventbox" }],
    ["POST", "/networks/event_net/disconnect", { Container: "eventbox" }],
    ["POST", "/containers/eventbox/pause"],
    ["POST", "/containers/eventbox/unpause"],
    ["POST", "/containers/eventbox/rename?name=renamedbox"],
    ["POST", "/containers/renamedbox/restart"],
    ["POST", "/containers/renamedbox/stop"],
    ["DELETE", "/containers/renamedbox"],
    ["DELETE", "/networks/event_net"],
  ];
  for (const [method, path, body] of steps) await done(engine, method, path, body);
}

async function done(
  engine: TestEngine,
  method: string,
  path: string,
  body?: unknown,
): Promise<void> {
  const answer = await engine.request(method, path, body);
  assert.ok(answer.status < 300, `${engine.name} ${path}: ${JSON.stringify(answer)}`);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) continue;
}
