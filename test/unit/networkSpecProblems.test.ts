// What is said while somebody types a network to create.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCidr } from "../../src/model/cidr.ts";
import { networkFromEngine } from "../../src/model/fromEngine.ts";
import type { Network } from "../../src/model/network.ts";
import {
  gatewayProblem,
  ipRangeProblem,
  labelProblem,
  mtuProblem,
  networkNameProblem,
  subnetProblem,
  type HostRoute,
  type NetworkSpecProblem,
  type SubnetSurroundings,
} from "../../src/model/networkSpecProblems.ts";

const severity = "error";
const nothing = undefined;

type Expected = NetworkSpecProblem | undefined;

describe("networkNameProblem", () => {
  const cases: readonly (readonly [string, Expected])[] = [
    ["ov_net1", nothing],
    ["a", nothing],
    ["0.net-A_b", nothing],
    ["Bridge", nothing],
    ["", { severity, kind: "nameEmpty" }],
    ["-net", { severity, kind: "nameCharacter", character: "-", isFirst: true }],
    ["_net", { severity, kind: "nameCharacter", character: "_", isFirst: true }],
    [".net", { severity, kind: "nameCharacter", character: ".", isFirst: true }],
    [" net", { severity, kind: "nameCharacter", character: " ", isFirst: false }],
    ["my net", { severity, kind: "nameCharacter", character: " ", isFirst: false }],
    ["net/a", { severity, kind: "nameCharacter", character: "/", isFirst: false }],
    ["net\n", { severity, kind: "nameCharacter", character: "\n", isFirst: false }],
    ["网络", { severity, kind: "nameCharacter", character: "网", isFirst: false }],
    ["net🚢", { severity, kind: "nameCharacter", character: "🚢", isFirst: false }],
    ["container:web", { severity, kind: "nameCharacter", character: ":", isFirst: false }],
    ...["bridge", "host", "none", "default"].map(
      (name) => [name, { severity, kind: "namePredefined", name }] as const,
    ),
    ["shop", { severity, kind: "nameTaken", name: "shop" }],
    ["Shop", nothing],
  ];
  for (const [name, expected] of cases) {
    it(`says the right thing of "${name}"`, () => {
      assert.deepEqual(networkNameProblem(name, ["shop", "other"]), expected);
    });
  }
});

describe("subnetProblem", () => {
  const networks = [
    network("shop", "bridge", ["10.200.0.0/24", "fd00:200::/64"]),
    network("swarm_net", "overlay", ["10.0.5.0/24"], "swarm"),
    network("odd", "bridge", [""]),
  ];
  const hostRoutes = [route("192.168.1.0/24", "eth0"), route("10.99.0.0/16", "tun0")];
  const around: SubnetSurroundings = { driver: "bridge", networks, hostRoutes };

  const cases: readonly (readonly [string, Expected])[] = [
    ["10.201.0.0/24", nothing],
    ["fd00:201::/64", nothing],
    ["", { severity, kind: "cidrSyntax", example: undefined }],
    ["web", { severity, kind: "cidrSyntax", example: undefined }],
    ["10.201.0.0/33", { severity, kind: "cidrSyntax", example: undefined }],
    ["10.201.0.7", { severity, kind: "cidrSyntax", example: "10.201.0.0/24" }],
    ["fd01::7", { severity, kind: "cidrSyntax", example: "fd01::/64" }],
    ["10.201.3.7/16", { severity, kind: "cidrHostBits", network: "10.201.0.0/16" }],
    ["10.201.0.0/31", { severity, kind: "subnetTooSmall", longestPrefix: 30 }],
    ["10.201.0.0/30", nothing],
    ["fd01::/127", { severity, kind: "subnetTooSmall", longestPrefix: 126 }],
    ["10.200.0.0/25", overlap("shop", "10.200.0.0/24")],
    ["10.200.0.0/16", overlap("shop", "10.200.0.0/24")],
    ["fd00:200::/80", overlap("shop", "fd00:200::/64")],
    ["10.0.5.0/24", { ...overlap("swarm_net", "10.0.5.0/24"), severity: "warning" }],
    // The one that would be refused is named before the one that would not.
    ["10.0.0.0/8", overlap("shop", "10.200.0.0/24")],
    ["192.168.1.128/25", overRoute("eth0", "192.168.1.0/24")],
    ["10.99.4.0/24", overRoute("tun0", "10.99.0.0/16")],
  ];
  for (const [text, expected] of cases) {
    it(`says the right thing of "${text}"`, () => {
      assert.deepEqual(subnetProblem(text, around), expected);
    });
  }

  it("refuses for an overlay network what overlaps a swarm network, and warns of a local one", () => {
    const overlay = { ...around, driver: "overlay" };
    assert.deepEqual(subnetProblem("10.0.5.0/25", overlay), overlap("swarm_net", "10.0.5.0/24"));
    assert.equal(subnetProblem("10.200.0.0/24", overlay)?.severity, "warning");
  });

  for (const driver of ["macvlan", "ipvlan"]) {
    it(`lets ${driver} have the range of the network that the host is on`, () => {
      assert.equal(subnetProblem("192.168.1.0/24", { ...around, driver }), undefined);
      assert.equal(subnetProblem("10.200.0.0/24", { ...around, driver })?.severity, "error");
    });
  }
});

describe("gatewayProblem", () => {
  const cases: readonly (readonly [string, string, Expected])[] = [
    ["10.1.0.1", "10.1.0.0/24", nothing],
    ["10.1.0.254", "10.1.0.0/24", nothing],
    ["fd00::1", "fd00::/64", nothing],
    ["fd00::ffff:ffff:ffff:ffff", "fd00::/64", nothing],
    ["", "10.1.0.0/24", { severity, kind: "addressSyntax" }],
    ["10.1.0", "10.1.0.0/24", { severity, kind: "addressSyntax" }],
    ["10.1.0.1/24", "10.1.0.0/24", { severity, kind: "addressSyntax" }],
    ["10.2.0.1", "10.1.0.0/24", { severity, kind: "outsideSubnet", subnet: "10.1.0.0/24" }],
    ["fd00::1", "10.1.0.0/24", { severity, kind: "versionDiffers", expected: 4 }],
    ["10.1.0.1", "fd00::/64", { severity, kind: "versionDiffers", expected: 6 }],
    ["10.1.0.0", "10.1.0.0/24", { severity, kind: "gatewayIsNetworkAddress", address: "10.1.0.0" }],
    ["fd00::", "fd00::/64", { severity, kind: "gatewayIsNetworkAddress", address: "fd00::" }],
    [
      "10.1.0.255",
      "10.1.0.0/24",
      { severity, kind: "gatewayIsBroadcastAddress", address: "10.1.0.255" },
    ],
  ];
  for (const [text, subnet, expected] of cases) {
    it(`says the right thing of "${text}" in ${subnet}`, () => {
      assert.deepEqual(gatewayProblem(text, subnet), expected);
    });
  }
});

describe("ipRangeProblem", () => {
  const outside = { severity, kind: "outsideSubnet", subnet: "10.1.0.0/24" } as const;
  const cases: readonly (readonly [string, string, Expected])[] = [
    ["10.1.0.128/25", "10.1.0.0/24", nothing],
    ["10.1.0.0/24", "10.1.0.0/24", nothing],
    ["10.1.0.7/32", "10.1.0.0/24", nothing],
    ["10.1.0.128", "10.1.0.0/24", { severity, kind: "cidrSyntax", example: "10.1.0.0/24" }],
    ["10.1.0.7/25", "10.1.0.0/24", { severity, kind: "cidrHostBits", network: "10.1.0.0/25" }],
    ["10.1.0.0/23", "10.1.0.0/24", outside],
    ["10.2.0.0/25", "10.1.0.0/24", outside],
    ["fd00::/80", "10.1.0.0/24", { severity, kind: "versionDiffers", expected: 4 }],
  ];
  for (const [text, subnet, expected] of cases) {
    it(`says the right thing of "${text}" in ${subnet}`, () => {
      assert.deepEqual(ipRangeProblem(text, subnet), expected);
    });
  }
});

describe("mtuProblem", () => {
  const outOfRange = { severity, kind: "mtuOutOfRange", lowest: 68, highest: 65535 } as const;
  const tooSmall = { severity, kind: "mtuTooSmallForIpv6", lowest: 1280 } as const;
  const cases: readonly (readonly [string, boolean, Expected])[] = [
    ["68", false, nothing],
    ["1450", true, nothing],
    ["1280", true, nothing],
    ["65535", false, nothing],
    ["67", false, outOfRange],
    ["65536", false, outOfRange],
    ["67", true, outOfRange],
    ["1279", true, tooSmall],
    ["1279", false, nothing],
    ...["", "-1", "1500.5", "1e3", "0x5dc", " 1500", "big"].map(
      (text) => [text, false, { severity, kind: "mtuNotANumber" }] as const,
    ),
  ];
  for (const [text, ipv6, expected] of cases) {
    it(`says the right thing of "${text}" ${ipv6 ? "with" : "without"} IPv6`, () => {
      assert.deepEqual(mtuProblem(text, { ipv6 }), expected);
    });
  }
});

describe("labelProblem", () => {
  const cases: readonly (readonly [string, Expected])[] = [
    ["team=shop", nothing],
    ["com.example.a=b=c", nothing],
    ["empty=", nothing],
    ["", { severity, kind: "labelWithoutKey" }],
    ["=value", { severity, kind: "labelWithoutKey" }],
    [" =value", { severity, kind: "labelWithoutKey" }],
    ["team", { severity, kind: "labelWithoutValue" }],
  ];
  for (const [text, expected] of cases) {
    it(`says the right thing of "${text}"`, () => {
      assert.deepEqual(labelProblem(text), expected);
    });
  }
});

function overlap(networkName: string, subnet: string): NetworkSpecProblem {
  return { severity, kind: "subnetOverlapsNetwork", network: networkName, subnet };
}

function overRoute(interfaceName: string, text: string): NetworkSpecProblem {
  return { severity: "warning", kind: "subnetOverlapsRoute", interfaceName, route: text };
}

function route(text: string, interfaceName: string): HostRoute {
  const cidr = parseCidr(text);
  assert.ok(cidr !== undefined);
  return { cidr, interfaceName };
}

function network(
  name: string,
  driver: string,
  subnets: readonly string[],
  scope = "local",
): Network {
  const pools = subnets.map((subnet) => ({ Subnet: subnet }));
  return networkFromEngine({
    Id: name,
    Name: name,
    Driver: driver,
    Scope: scope,
    IPAM: { Config: pools },
  });
}
