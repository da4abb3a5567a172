// What is wrong inside a daemon.json for a release, and what is not.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { daemonJsonTexts } from "../../src/daemonConfig/rules/daemonJsonTexts.ts";
import { messageOf, problemsIn, reportOf } from "./configuredFiles.ts";

const path = "/etc/docker/daemon.json";

async function report(text: string, release: string): Promise<readonly string[]> {
  const lines = await reportOf({ [path]: text }, path, release);
  return lines.filter((line) => Object.hasOwn(daemonJsonTexts, /(\w+):/.exec(line)?.[1] ?? ""));
}

type Case = readonly [text: string, release: string, ...report: readonly string[]];

/** Every case, for what holds of all of them. */
const asked: Case[] = [];

function check(name: string, cases: readonly Case[]): void {
  asked.push(...cases);
  describe(name, () => {
    for (const [text, release, ...expected] of cases) {
      const what = expected.length === 0 ? "leaves alone" : "judges";
      it(`${what} ${JSON.stringify(text)} for ${release}`, async () => {
        assert.deepEqual(await report(text, release), expected);
      });
    }
  });
}

check("the keys of a daemon.json", [
  ['{"hosts": [], "proxies": {"http-proxy": "http://p:1"}, "bip6": ""}', "28.5"],
  ['{"features": {"anything": true}, "log-opts": {"max-size": "1m"}}', "20.10"],
  ['{"foo": 1}', "28.5", '1 error unknownKey: "foo"'],
  ['{"log_driver": "local"}', "28.5", '1 error misspelledKey: "log_driver" → "log-driver"'],
  ['{"http_proxy": "x"}', "28.5", '1 error misspelledKey: "http_proxy"'],
  ['{"Debug": true}', "28.5", '1 error keyCase: "Debug" → "debug"'],
  ['{"DEBUG": {}}', "28.5", '1 error keyCase: "DEBUG" → "debug"'],
  ['{"firewall-backend": "nftables"}', "28.5", '1 error keyNotYet: "firewall-backend"'],
  ['{"firewall-backend": "nftables"}', "29.0"],
  ['{"proxies": {"http-proxy": "x"}}', "20.10", '1 error keyNotYet: "proxies"'],
  ['{"http-proxy": "x"}', "20.10", '1 error keyNotYet: "http-proxy"'],
  ['{"graph": "/x"}', "20.10", '1 information keyDeprecated: "graph"'],
  ['{"graph": "/x"}', "23.0", '1 error keyRemoved: "graph"'],
  ['{"graph": ""}', "23.0"],
  ['{"graph": "/x"}', "28.5", '1 error keyRemoved: "graph"'],
  ['{"cluster-store": "consul://x"}', "23.0", '1 error keyRemoved: "cluster-store"'],
  ['{"api-cors-header": "*"}', "29.0", '1 error keyRemoved: "api-cors-header"'],
  ['{"default-init": "/x"}', "28.5", '1 error keyRefused: "default-init"'],
  [
    '{"containerd-plugin-namespace": "x"}',
    "28.5",
    '1 error keyRefused: "containerd-plugin-namespace"',
  ],
  [
    '{"containerd-plugins-namespace": "x"}',
    "28.5",
    '1 warning keyIgnored: "containerd-plugins-namespace"',
  ],
  ['{"version": true}', "20.10", '1 warning keyIgnored: "version"'],
  ['{"host": ["fd://"]}', "20.10", '1 warning flagNameAsKey: "host" → "hosts"'],
  ['{"label": "a=b"}', "28.5", '1 warning flagNameAsKey: "label"'],
  [
    '{"registry-mirror": ["https://m"]}',
    "28.5",
    '1 warning flagNameAsKey: "registry-mirror" → "registry-mirrors"',
  ],
  ['{"log-opt": {"max-size": "1m"}}', "28.5", '1 error misspelledKey: "log-opt" → "log-opts"'],
  ['{"log-opt": {}}', "28.5", '1 warning flagNameAsKey: "log-opt" → "log-opts"'],
  ['{"network": {"mtu": 1400, "bip": ""}}', "28.5", '1 warning unknownObject: "network"'],
  ['{"foo": {}}', "28.5", '1 warning unknownObject: "foo"'],
  ['{"foo": {"x": 1}}', "28.5", '1 error unknownKey: "foo"'],
  [
    '{"network": {"mtu": 1400, "x": 1}}',
    "28.5",
    '1 warning unknownObject: "network"',
    '1 error refusedField: "x"',
  ],
  ['{"cluster-store": {}}', "28.5", '1 warning unknownObject: "cluster-store"'],
  ['{"debug": true, "debug": false}', "28.5", '1 warning repeatedKey: "debug"'],
  ['{"log-opts": {"a": "1", "a": "2"}}', "28.5", '1 warning repeatedKey: "a"'],
  ['{"log-opts": {"a": "1"}, "log-opts": {"b": "2"}}', "28.5"],
  [
    '{"host-gateway-ip": "1.1.1.1", "host-gateway-ips": []}',
    "28.5",
    '1 information keyDeprecated: "host-gateway-ip"',
    '1 error keyTwice: "host-gateway-ip"',
  ],
  [
    '{"graph": "/x", "data-root": "/y"}',
    "20.10",
    '1 information keyDeprecated: "graph"',
    '1 error keyTwice: "graph"',
  ],
]);

check("the proxies of a daemon.json", [
  [
    '{"http-proxy": "http://p:1"}',
    "28.5",
    '1 warning proxyOutsideProxies: "http-proxy": "http://p:1" → "proxies": {"http-proxy": "http://p:1"}',
  ],
  [
    '{"http-proxy": "x", "no-proxy": "y"}',
    "28.5",
    '1 warning proxyOutsideProxies: "http-proxy"',
    '1 warning proxyOutsideProxies: "no-proxy"',
  ],
  ['{"Proxies": {"http-proxy": "x"}}', "28.5"],
  ['{"proxies": {"HTTP-proxy": "x"}}', "28.5", '1 error refusedField: "HTTP-proxy" → "http-proxy"'],
  [
    '{"proxies": {"http-proxy": "x", "ftp-proxy": "x"}}',
    "28.5",
    '1 error refusedField: "ftp-proxy"',
  ],
  ['{"proxies": {"debug": true}}', "28.5", '1 warning unknownField: "debug"'],
  ['{"proxies": {"no-proxy": ["a"]}}', "28.5", '1 error wrongType: ["a"]'],
  ['{"proxies": "x"}', "28.5", '1 error wrongType: "x"'],
  ['{"proxies": null}', "28.5", "1 error wrongType: null"],
  ['{"proxies": {"proxies": {}}}', "28.5", '1 error refusedField: "proxies"'],
  [
    '{"x": {"proxies": {}, "mtu": 1}}',
    "28.5",
    '1 warning unknownObject: "x"',
    '1 error refusedField: "proxies"',
  ],
]);

check("the types in a daemon.json", [
  ['{"debug": null, "mtu": 1500, "dns": [null], "shutdown-timeout": -1}', "28.5"],
  ['{"debug": "true"}', "28.5", '1 error wrongType: "true" → true'],
  ['{"debug": 1}', "28.5", "1 error wrongType: 1"],
  ['{"mtu": "1500"}', "20.10", '1 error wrongType: "1500" → 1500'],
  ['{"mtu": 1500.0}', "28.5", "1 error wrongType: 1500.0"],
  ['{"mtu": 9223372036854775808}', "28.5", "1 error wrongType: 9223372036854775808"],
  ['{"hosts": "fd://"}', "28.5", '1 error wrongType: "fd://" → ["fd://"]'],
  ['{"dns": [8]}', "28.5", '1 error wrongType: 8 → "8"'],
  ['{"log-opts": {"max-file": 3}}', "28.5", '1 error wrongType: 3 → "3"'],
  ['{"log-opts": ["a=b"]}', "28.5", '1 error wrongType: ["a=b"]'],
  ['{"features": {"cdi": "true"}}', "28.5", '1 error wrongType: "true" → true'],
  ['{"default-shm-size": 64}', "28.5", '1 error wrongType: 64 → "64"'],
  ['{"default-shm-size": null}', "28.5", "1 error wrongType: null"],
  [
    '{"default-address-pools": [{"base": "10.0.0.0/8", "size": "24"}]}',
    "28.5",
    '1 error wrongType: "24" → 24',
  ],
  ['{"mtu": "x", "mtu": 1400}', "28.5", '1 warning repeatedKey: "mtu"', '1 error wrongType: "x"'],
  ['{"builder": {"gc": {"enabled": true, "DefaultKeepStorage": "20GB"}}}', "20.10"],
  [
    '{"builder": {"gc": {"defaultReservedSpace": "1GB"}}}',
    "27.0",
    '1 warning unknownField: "defaultReservedSpace"',
  ],
  ['{"builder": {"gc": {"defaultReservedSpace": "1GB"}}}', "28.0"],
  ['{"runtimes": {"x": {"path": "/x", "args": []}}}', "28.5", '1 information unknownField: "args"'],
  [
    '{"runtimes": {"x": {"path": "/x", "runtimeArg": ["a"]}}}',
    "28.5",
    '1 warning unknownField: "runtimeArg" → "runtimeArgs"',
  ],
  ['{"nri-opts": {"enabled": true}}', "29.2", '1 error refusedField: "enabled" → "enable"'],
]);

check("the values in a daemon.json", [
  [
    '{"default-address-pools": [{"base": "10.0.0.0", "size": 24}]}',
    "28.5",
    '1 error invalidKeyValue: {"base": "10.0.0.0", "size": 24}',
  ],
  [
    '{"network-diagnostic-port": 9223372036854775807}',
    "28.5",
    "1 error invalidKeyValue: 9223372036854775807",
  ],
  ['{"log-level": "warn", "mtu": 0, "bip": "", "hosts": ["", "unix://", "fd://"]}', "28.5"],
  ['{"log-level": "warning"}', "20.10"],
  ['{"log-level": "warning"}', "28.5", '1 error invalidKeyValue: "warning"'],
  ['{"hosts": ["http://x"]}', "28.5", '1 error invalidKeyValue: "http://x"'],
  [
    '{"registry-mirrors": ["mirror.example"]}',
    "20.10",
    '1 error invalidKeyValue: "mirror.example"',
  ],
  ['{"registry-mirrors": ["https://m/p"]}', "24.0", '1 error invalidKeyValue: "https://m/p"'],
  ['{"registry-mirrors": ["https://m/p"]}', "25.0"],
  ['{"insecure-registries": ["10.0.0.0/8", "http://r:5000", "r", "::1", "[::1]:5000"]}', "28.5"],
  ['{"insecure-registries": ["host:ip"]}', "20.10", '1 error invalidKeyValue: "host:ip"'],
  ['{"insecure-registries": ["https://r/"]}', "28.5", '1 error invalidKeyValue: "https://r/"'],
  ['{"insecure-registries": ["my_registry"]}', "28.5", '1 error invalidKeyValue: "my_registry"'],
  ['{"insecure-registries": ["ftp://r"]}', "28.5", '1 error invalidKeyValue: "ftp://r"'],
  ['{"dns": [" 1.1.1.1"]}', "24.0"],
  ['{"dns": [" 1.1.1.1"]}', "25.0", '1 error invalidKeyValue: " 1.1.1.1"'],
  ['{"dns": ["fe80::1%eth0"]}', "28.5", '1 error invalidKeyValue: "fe80::1%eth0"'],
  ['{"dns": ["fe80::1%eth0"]}', "29.0"],
  ['{"ip": "nowhere"}', "28.5", '1 error invalidKeyValue: "nowhere"'],
  ['{"labels": ["a"]}', "28.5", '1 error invalidKeyValue: "a"'],
  ['{"labels": ["a=1", "a=2"]}', "28.5", '1 error invalidKeyValue: "a=2"'],
  ['{"labels": ["a=1", "a=1"]}', "28.5"],
  ['{"exec-opts": [""]}', "28.5", '1 error invalidKeyValue: ""'],
  ['{"exec-opts": [""]}', "20.10"],
  ['{"default-shm-size": "64x"}', "28.5", '1 error invalidKeyValue: "64x"'],
  ['{"storage-driver": "aufs"}', "24.0", '1 error invalidKeyValue: "aufs"'],
  ['{"bip": "172.26.0.0/16"}', "28.5", '1 error invalidKeyValue: "172.26.0.0/16"'],
  ['{"bip": "172.26.0.255/24"}', "20.10", '1 error invalidKeyValue: "172.26.0.255/24"'],
  ['{"bip": "172.26.0.1/16", "bip6": "fd00::/64"}', "28.5"],
  ['{"default-address-pools": [{"base": "10.0.0.0/8", "Size": 24}]}', "28.5"],
  [
    '{"default-address-pools": [{"base": "10.0.0.0/16", "size": 8}]}',
    "28.5",
    '1 error invalidKeyValue: {"base": "10.0.0.0/16", "size": 8}',
  ],
  ['{"min-api-version": "v1.44"}', "29.0", '1 error invalidKeyValue: "v1.44"'],
  [
    '{"builder": {"gc": {"defaultKeepStorage": "lots"}}}',
    "20.10",
    '1 error invalidKeyValue: "lots"',
  ],
  ['{"builder": {"gc": {"enabled": false, "defaultKeepStorage": "lots"}}}', "20.10"],
  ['{"builder": {"history": {"maxAge": "soon"}}}', "28.5", '1 error invalidKeyValue: "soon"'],
  ['{"builder": {"history": {"maxAge": "24h"}}}', "28.5"],
  [
    '{"runtimes": {"runc": {"path": "/x"}}}',
    "28.5",
    '1 error invalidKeyValue: "runc": {"path": "/x"}',
  ],
]);

check("the runtimes and limits in a daemon.json", [
  ['{"runtimes": {"x": {"path": "/x", "runtimeArgs": ["-a"]}}}', "20.10"],
  ['{"runtimes": {"x": {}}}', "20.10"],
  ['{"runtimes": {"x": {"path": ""}}}', "24.0", '1 error runtimeWithoutPath: "x"'],
  ['{"runtimes": {"x": {"runtimeType": "io.x.v1", "options": {"a": 1}}}}', "24.0"],
  ['{"runtimes": {"x": {"path": "/x", "runtimeType": "y"}}}', "28.5", '1 error runtimeParts: "x"'],
  ['{"default-ulimits": {"nofile": {"Name": "nofile", "Soft": 1, "hard": 2}}}', "28.5"],
  ['{"default-ulimits": {"core": {"Name": "core", "Soft": -1, "Hard": -1}}}', "20.10"],
  ['{"default-ulimits": {"nofile": {"Soft": 1}}}', "20.10", '1 warning unusableLimit: "nofile"'],
  ['{"default-ulimits": {"x": {"Name": "files"}}}', "28.5", '1 warning unusableLimit: "x"'],
  [
    '{"default-ulimits": {"nofile": {"Name": "nofile", "Soft": 2, "Hard": 1}}}',
    "28.5",
    '1 warning unusableLimit: "nofile"',
  ],
]);

describe("the words about a daemon.json", () => {
  const sentences: readonly (readonly [text: string, release: string, sentence: string])[] = [
    ['{"log_driver": 1}', "28.5", 'dockerd has no option "log_driver". Did you mean "log-driver"?'],
    ['{"graph": "/x"}', "20.10", '"graph" is deprecated since 17.05. Instead: "data-root".'],
    ['{"dns": "8"}', "28.5", '"dns" has to be a list in square brackets, and is a text.'],
    ['{"log-level": "x"}', "28.5", '"log-level" does not take "x": none of trace, debug'],
  ];
  for (const [text, release, sentence] of sentences) {
    it(`say ${JSON.stringify(sentence)}`, async () => {
      const [problem] = await problemsIn({ [path]: text }, path, release);
      assert.ok(problem && messageOf(problem).startsWith(sentence), problem && messageOf(problem));
    });
  }

  it("leave no placeholder open", async () => {
    for (const [text, release] of [...asked]) {
      for (const problem of await problemsIn({ [path]: text }, path, release)) {
        assert.doesNotMatch(messageOf(problem), /\{\w+\}/);
      }
    }
  });
});
