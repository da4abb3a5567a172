// The routes of the host: Linux's tables as text, other systems' interfaces, and whose routes they are.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  machineRoutes,
  parseIpv4Routes,
  parseIpv6Routes,
  readHostRoutes,
  routesOfInterfaces,
  sharesRoutes,
  withoutRoutesOf,
  type RouteSources,
} from "../../src/engine/hostRoutes.ts";
import { formatCidr, parseCidr } from "../../src/model/cidr.ts";
import { networkFromEngine } from "../../src/model/fromEngine.ts";
import type { HostRoute } from "../../src/model/networkSpecProblems.ts";
import { recordedNetwork } from "../fixtures/recordedEngines.ts";

const ipv4Table = `Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
eth0	00000000	010200C0	0003	0	0	0	00000000	0	0	0
eth0	000200C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
tun0	00000000	0101080A	0003	0	0	0	00000080	0	0	0
tun0	00000080	0101080A	0003	0	0	0	00000080	0	0	0
tun0	0000080A	00000000	0001	0	0	0	0000FFFF	0	0	0
tun0	0501A8C0	00000000	0005	0	0	0	FFFFFFFF	0	0	0
docker0	000011AC	00000000	0001	0	0	0	0000FFFF	0	0	0
wlan0	0000A8C0	00000000	0000	0	0	0	00FFFFFF	0	0	0
lo	0000007F	00000000	0001	0	0	0	000000FF	0	0	0
`;

const zeros = "0".repeat(32);
const ipv6Table = [
  `fd000000000000000000000000000000 40 ${zeros} 00 ${zeros} 00000100 00000001 00000000 00000001     eth0`,
  `fe800000000000000000000000000000 40 ${zeros} 00 ${zeros} 00000100 00000002 00000000 00000001     eth0`,
  `${zeros} 00 ${zeros} 00 fd000000000000000000000000000001 00000400 00000003 00000000 00000003     eth0`,
  `00000000000000000000000000000001 80 ${zeros} 00 ${zeros} 00000000 00000002 00000000 80200001       lo`,
  `fd000000000000000000000000000002 80 ${zeros} 00 ${zeros} 00000000 00000003 00000000 80200001     eth0`,
  `fd000000000000000000000000000000 80 ${zeros} 00 ${zeros} 00000000 00000003 00000000 00300001     eth0`,
  `ff000000000000000000000000000000 08 ${zeros} 00 ${zeros} 00000100 00000003 00000000 00000001     eth0`,
  `20000000000000000000000000000000 03 ${zeros} 00 ${zeros} 00000100 00000003 00000000 00000001     tun0`,
  `fd120000000000000000000000000000 20 ${zeros} 00 ${zeros} 00000100 00000003 00000000 00000001     tun0`,
  `fd130000000000000000000000000007 80 ${zeros} 00 ${zeros} 00000100 00000003 00000000 00000001     wg0`,
  "",
].join("\n");

describe("parseIpv4Routes", () => {
  it("reads what leads somewhere, without default routes, loopback and routes that are down", () => {
    assert.deepEqual(shown(parseIpv4Routes(ipv4Table)), [
      "192.0.2.0/24 eth0",
      "10.8.0.0/16 tun0",
      "192.168.1.5/32 tun0",
      "172.17.0.0/16 docker0",
    ]);
  });

  it("leaves out lines that it does not understand", () => {
    for (const line of ["", "eth0", "eth0 000200C0", "eth0 XX0200C0 0 0001 0 0 0 00FFFFFF 0 0 0"]) {
      assert.deepEqual(parseIpv4Routes(line), []);
    }
  });
});

describe("parseIpv6Routes", () => {
  it("reads what leads somewhere, without addresses of the host's own, link-local and multicast", () => {
    assert.deepEqual(shown(parseIpv6Routes(ipv6Table)), [
      "fd00::/64 eth0",
      "fd12::/32 tun0",
      "fd13::7/128 wg0",
    ]);
  });

  it("leaves out lines that it does not understand", () => {
    for (const line of ["", "fd00", `${zeros} zz`]) assert.deepEqual(parseIpv6Routes(line), []);
  });
});

describe("routesOfInterfaces", () => {
  it("takes the ranges of the machine's addresses", () => {
    const routes = routesOfInterfaces({
      lo: [{ cidr: "127.0.0.1/8", internal: true }],
      en0: [
        { cidr: "192.168.1.23/24", internal: false },
        { cidr: "fe80::1/64", internal: false },
        { cidr: "fd00:1::7/64", internal: false },
      ],
      odd: [{ cidr: null, internal: false }],
      none: undefined,
    });
    assert.deepEqual(shown(routes), ["192.168.1.0/24 en0", "fd00:1::/64 en0"]);
    assert.ok(routes.every(({ cidr }) => cidr.address === cidr.base));
  });
});

describe("readHostRoutes", () => {
  const interfaces = { en0: [{ cidr: "10.7.0.1/16", internal: false }] };
  const sources = (files: Readonly<Record<string, string>>): RouteSources => ({
    readText: (file) => Promise.resolve(files[file]),
    interfaces: () => interfaces,
  });

  it("reads Linux's two tables", async () => {
    const files = { "/proc/net/route": ipv4Table, "/proc/net/ipv6_route": ipv6Table };
    assert.equal((await readHostRoutes(sources(files))).length, 7);
  });

  it("does without the IPv6 table where IPv6 is off", async () => {
    const routes = await readHostRoutes(sources({ "/proc/net/route": ipv4Table }));
    assert.equal(routes.length, 4);
  });

  it("asks the interfaces where there are no tables", async () => {
    assert.deepEqual(shown(await readHostRoutes(sources({}))), ["10.7.0.0/16 en0"]);
  });

  it("reads this machine without failing, and finds no default route", async () => {
    for (const { cidr, interfaceName } of await readHostRoutes(machineRoutes)) {
      assert.ok(cidr.prefixLength >= 8);
      assert.notEqual(interfaceName, "");
    }
    assert.equal(await machineRoutes.readText("/proc/no/such/file"), undefined);
  });
});

describe("sharesRoutes", () => {
  it("is true of an engine behind a socket of this machine only", () => {
    assert.equal(sharesRoutes({ kind: "socket", path: "/var/run/docker.sock" }), true);
    assert.equal(sharesRoutes({ kind: "tcp", host: "a", port: 2375, tls: undefined }), false);
    assert.equal(sharesRoutes({ kind: "ssh", host: "a", user: undefined, port: undefined }), false);
  });
});

describe("withoutRoutesOf", () => {
  const id = "0123456789abcdef0123456789abcdef";
  const networks = [
    networkFromEngine(recordedNetwork("docker-28.5", "bridge")),
    networkFromEngine({ Id: id, Name: "shop", IPAM: { Config: [{ Subnet: "10.5.0.0/24" }] } }),
  ];

  it("leaves out the bridges of the engine's networks", () => {
    const routes = [
      route("172.17.0.0/16", "docker0"),
      route("10.5.0.0/24", "br-0123456789ab"),
      route("10.5.7.0/24", "br-0123456789ab"),
      route("10.5.0.0/24", "podman3"),
      route("10.5.0.0/24", "veth1234"),
    ];
    assert.deepEqual(withoutRoutesOf(networks, routes), []);
  });

  it("keeps what belongs to somebody else, other engines' bridges too", () => {
    const routes = [
      route("192.168.1.0/24", "eth0"),
      route("10.6.0.0/24", "br-ffffffffffff"),
      route("10.88.0.0/16", "podman0"),
      // The range of one of the networks by chance, and the very reason to say something.
      route("10.5.0.0/24", "eth1"),
    ];
    assert.deepEqual(withoutRoutesOf(networks, routes), routes);
  });
});

function route(text: string, interfaceName: string): HostRoute {
  const cidr = parseCidr(text);
  assert.ok(cidr !== undefined);
  return { cidr, interfaceName };
}

function shown(routes: readonly HostRoute[]): readonly string[] {
  return routes.map(({ cidr, interfaceName }) => `${formatCidr(cidr)} ${interfaceName}`);
}
