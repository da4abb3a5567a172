// Options of networks that do not go together in a release, from flags and from daemon.json, and those that do.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkCombinations, combinationReport } from "../fixtures/combinationCases.ts";
import { messageOf, problemsIn, type Files } from "./configuredFiles.ts";

const jsonPath = "/etc/docker/daemon.json";
const unitPath = "/etc/systemd/system/docker.service";

checkCombinations("the options of the default bridge", [
  [{ bridge: "br0", bip: "10.0.0.1/24" }, "20.10", 'error bridgeWithBip: "10.0.0.1/24"'],
  [{ bridge: "none", bip6: "fd00::1/64" }, "28.0", 'error bridgeWithBip: "fd00::1/64"'],
  [{ bridge: "", bip: "10.0.0.1/24" }, "28.5"],
  [{ icc: false, iptables: false }, "28.5", "error iccWithoutIptables: false"],
  [{ icc: false, iptables: true }, "28.5"],
  [{ icc: true, iptables: false }, "28.5"],
  [{ icc: false, ipv6: true, ip6tables: false }, "28.5", "error iccWithoutIptables: false"],
  [{ icc: false, ip6tables: false }, "28.5"],
  [{ "ip-masq": true, iptables: false }, "28.5", "warning masqueradeWithoutIptables: false"],
  [{ "ip-masq": false, iptables: false }, "28.5"],
  [
    { bip: "10.0.0.1/24", "fixed-cidr": "10.1.0.0/25" },
    "28.5",
    'warning fixedCidrOutsideBip: "10.1.0.0/25"',
  ],
  [
    { bip: "10.0.0.1/24", "fixed-cidr": "10.0.0.0/16" },
    "20.10",
    'warning fixedCidrOutsideBip: "10.0.0.0/16"',
  ],
  [{ bip: "10.0.0.1/24", "fixed-cidr": "10.0.0.128/25" }, "28.5"],
  [
    { bip: "10.0.0.1/24", "default-gateway": "10.0.1.1" },
    "28.5",
    'error gatewayOutsideSubnet: "10.0.1.1"',
  ],
  [{ bip: "10.0.0.1/24", "default-gateway": "10.0.0.254" }, "28.5"],
  [{ "default-gateway": "10.0.1.1" }, "28.5"],
  [
    { ipv6: true, "fixed-cidr-v6": "fd00::/64", "default-gateway-v6": "fd01::1" },
    "20.10",
    'error gatewayOutsideSubnet: "fd01::1"',
  ],
  [{ "fixed-cidr-v6": "fd00::/64", "default-gateway-v6": "fd01::1" }, "28.5"],
  [{ ipv6: true }, "20.10", "error ipv6WithoutSubnet: true"],
  [{ ipv6: true }, "27.5", "error ipv6WithoutSubnet: true"],
  [{ ipv6: true }, "28.0"],
  [{ ipv6: true, "fixed-cidr-v6": "fd00::/64" }, "20.10"],
  [{ ipv6: true, bridge: "none" }, "20.10"],
  [{ ipv6: false }, "20.10"],
  [{ ip6tables: true }, "20.10", "error ip6tablesWithoutExperimental: true"],
  [{ ip6tables: true, experimental: true }, "20.10"],
  [{ ip6tables: true }, "27.1"],
  [
    {
      "default-address-pools": [
        { base: "10.0.0.0/8", size: 24 },
        { base: "10.5.0.0/16", size: 24 },
      ],
    },
    "28.5",
    'warning overlappingPools: {"base":"10.5.0.0/16","size":24}',
  ],
  [
    {
      "default-address-pools": [
        { base: "10.0.0.0/16", size: 24 },
        { base: "10.1.0.0/16", size: 24 },
      ],
    },
    "28.5",
  ],
]);

checkCombinations("the options of TLS", [
  [
    { tlscert: "/c", tlskey: "/k" },
    "28.5",
    'warning tlsFilesUnused: "/c"',
    'warning tlsFilesUnused: "/k"',
  ],
  [{ tlscert: "/c", tlskey: "/k", tls: true }, "28.5"],
  [{ tlscacert: "/c", tlsverify: false }, "28.5"],
]);

checkCombinations("the options of clusters", [
  [{ "cluster-advertise": "eth0:2376" }, "20.10", 'error advertiseWithoutStore: "eth0:2376"'],
  [{ "cluster-advertise": "eth0:2376", "cluster-store": "etcd://h:1" }, "20.10"],
  [
    { "cluster-store": "etcd://h:1", "cluster-store-opts": { "kv.cacertfile": "/c" } },
    "20.10",
    'warning storeTlsIncomplete: "kv.cacertfile":"/c"',
  ],
  [
    {
      "cluster-store": "etcd://h:1",
      "cluster-store-opts": { "kv.cacertfile": "/c", "kv.certfile": "/d", "kv.keyfile": "/k" },
    },
    "20.10",
  ],
  [
    {
      "cluster-store": "etcd://h:1",
      "cluster-advertise": "eth0:2376",
      "cluster-store-opts": { "discovery.heartbeat": "30", "discovery.ttl": "20" },
    },
    "20.10",
    'error storeTimes: "discovery.ttl":"20"',
  ],
  [
    {
      "cluster-store": "etcd://h:1",
      "cluster-advertise": "eth0:2376",
      "cluster-store-opts": { "discovery.heartbeat": "20", "discovery.ttl": "60" },
    },
    "20.10",
  ],
  [
    { "live-restore": true, "swarm-default-advertise-addr": "eth0" },
    "28.5",
    "warning liveRestoreWithSwarm: true",
  ],
  [{ "live-restore": true }, "28.5"],
  [{ "live-restore": false, "swarm-default-advertise-addr": "eth0" }, "28.5"],
  [
    { "firewall-backend": "nftables", "swarm-default-advertise-addr": "eth0" },
    "29.0",
    'warning nftablesWithSwarm: "nftables"',
  ],
  [
    {
      "firewall-backend": "nftables",
      "swarm-default-advertise-addr": "eth0",
      features: { "swarm-nftables": true },
    },
    "29.6",
  ],
  [{ "firewall-backend": "nftables" }, "29.0"],
]);

describe("options from several files", () => {
  const unit = (flags: string): Files => ({
    [unitPath]: `[Service]\nExecStart=/usr/bin/dockerd ${flags}\n`,
  });

  it("are judged in each of them, with a look at the other", async () => {
    const files = { ...unit("-b br0"), [jsonPath]: '{"bip": "10.0.0.1/24"}' };
    assert.deepEqual(await combinationReport(files, unitPath, "28.5"), [
      "2 error bridgeWithBip: br0",
    ]);
    assert.deepEqual(await combinationReport(files, jsonPath, "28.5"), [
      '1 error bridgeWithBip: "10.0.0.1/24"',
    ]);
    const [problem] = await problemsIn(files, jsonPath, "28.5");
    assert.ok(problem);
    assert.equal(
      messageOf(problem),
      "dockerd does not start with both -b and bip: a bridge of your own has its addresses already.",
    );
    assert.deepEqual(
      problem.related?.map(({ uri }) => uri),
      [`file://${unitPath}`],
    );
  });

  it("complete each other", async () => {
    const files = { ...unit("--tlscert /c"), [jsonPath]: '{"tlsverify": true}' };
    assert.deepEqual(await combinationReport(files, unitPath, "28.5"), []);
  });

  it("set nothing where daemon.json cannot be read", async () => {
    const files = { ...unit("--tlscert /c"), [jsonPath]: '{"tlsverify": true,}' };
    assert.deepEqual(await combinationReport(files, unitPath, "28.5"), [
      "2 warning tlsFilesUnused: /c",
    ]);
  });

  it("are judged as flags alone too", async () => {
    const lines = await combinationReport(
      unit("--ipv6 --icc=false --iptables=false"),
      unitPath,
      "20.10",
    );
    assert.deepEqual(lines, [
      "2 error ipv6WithoutSubnet: --ipv6",
      "2 error iccWithoutIptables: false",
    ]);
  });
});
