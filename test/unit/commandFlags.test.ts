// dockerd's command line, word by word: what each flag says, and what is found wrong at which version.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { optionSettings, parseCommandFlags } from "../../src/daemonConfig/options/commandFlags.ts";
import { parseEngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import type { CommandFlags } from "../../src/daemonConfig/options/flagUses.ts";

const data = await loadOptionData();

function parse(line: readonly string[], at: string): CommandFlags {
  const version = parseEngineVersion(at);
  assert.ok(version);
  const words = line.map((text) => ({ text }));
  return parseCommandFlags(words, version, data);
}

/** `option=value` of every use, without problems. */
function usesOf(line: readonly string[], at: string): readonly string[] {
  return parse(line, at).uses.map(({ option, value }) => `${option.name}=${value}`);
}

/** `severity code @argument token → suggestion` of every problem. */
function problemsOf(line: readonly string[], at: string): readonly string[] {
  return parse(line, at).problems.map(({ severity, code, at: place, token, suggestion }) => {
    const end = suggestion === undefined ? "" : ` → ${suggestion}`;
    return `${severity} ${code} @${place.argument} ${token}${end}`;
  });
}

describe("the words of a command line", () => {
  const cases: readonly (readonly [line: readonly string[], uses: readonly string[]])[] = [
    [["--mtu=1500"], ["mtu=1500"]],
    [["--mtu", "1500"], ["mtu=1500"]],
    [["-H", "fd://"], ["host=fd://"]],
    [["-Hfd://"], ["host=fd://"]],
    [["-H=fd://"], ["host=fd://"]],
    [
      ["-DH", "fd://"],
      ["debug=true", "host=fd://"],
    ],
    [
      ["-Dl", "debug"],
      ["debug=true", "log-level=debug"],
    ],
    [["-soverlay2"], ["storage-driver=overlay2"]],
    [
      ["--icc=false", "-D=0"],
      ["icc=false", "debug=0"],
    ],
    [["--label=a=b"], ["label=a=b"]],
    [["--mtu", "-5"], ["mtu=-5"]],
  ];
  for (const [line, uses] of cases) {
    it(`are read from ${line.join(" ")}`, () => {
      assert.deepEqual(usesOf(line, "20.10"), uses);
      assert.deepEqual(problemsOf(line, "20.10"), []);
    });
  }

  it("keep their places", () => {
    const [debug, host] = parse(["--icc=false", "-DHfd://"], "28.5").uses.slice(1);
    assert.deepEqual(debug?.at, { argument: 1, start: 1, end: 2 });
    assert.equal(debug.valueAt, undefined);
    assert.deepEqual(host?.at, { argument: 1, start: 2, end: 3 });
    assert.deepEqual(host.valueAt, { argument: 1, start: 3, end: 8 });
  });

  it("come to one value, or to a list", () => {
    const line = ["--mtu=1400", "--dns=8.8.8.8", "--mtu=1500", "--dns", "1.1.1.1"];
    const settings = optionSettings(parse(line, "28.5"), [28, 5, 0]);
    assert.deepEqual(
      settings.map(({ option, values }) => [option.name, values]),
      [
        ["mtu", ["1500"]],
        ["dns", ["8.8.8.8", "1.1.1.1"]],
      ],
    );
  });
});

describe("what is wrong with a command line", () => {
  type Case = readonly [at: string, line: readonly string[], problems: readonly string[]];
  const cases: readonly Case[] = [
    ["28.5", ["--iptable=false"], ["error unknownOption @0 --iptable → --iptables"]],
    ["28.5", ["--hosts=fd://"], ["error unknownOption @0 --hosts → --host"]],
    ["28.5", ["--MTU=1500"], ["error unknownOption @0 --MTU → --mtu"]],
    [
      "28.5",
      ["--insecure_registry", "a"],
      ["error unknownOption @0 --insecure_registry → --insecure-registry"],
    ],
    ["28.5", ["--frobnicate=1"], ["error unknownOption @0 --frobnicate"]],
    ["28.5", ["-x"], ["error unknownOption @0 x"]],
    ["28.5", ["--icc", "false"], ["error separateBoolean @1 false → --icc=false"]],
    ["28.5", ["-D", "true"], ["error separateBoolean @1 true → -D=true"]],
    ["28.5", ["--icc", "stray"], ["error strayWord @1 stray"]],
    ["28.5", ["--", "--mtu=1"], ["error strayWord @1 --mtu=1"]],
    ["28.5", ["--", "-D"], ["error strayWord @1 -D"]],
    ["28.5", ["-"], ["error strayWord @0 -"]],
    ["28.5", ["---mtu=1"], ["error badSyntax @0 ---mtu"]],
    ["28.5", ["-D="], ["error unknownOption @0 ="]],
    ["28.5", ["--mtu"], ["error missingValue @0 --mtu"]],
    [
      "28.5",
      ["--containerd", "-H", "fd://"],
      ["warning swallowedOption @1 -H", "error strayWord @2 fd://"],
    ],
    [
      "28.5",
      ["--registry-mirror", "--debug"],
      ["warning swallowedOption @1 --debug", "error invalidValue @1 --debug"],
    ],
    [
      "28.5",
      ["\u2013\u2013mtu=1400"],
      ["error typographicDash @0 \u2013\u2013mtu=1400 → --mtu=1400"],
    ],
    ["28.5", ["\u2014dns", "8.8.8.8"], ["error typographicDash @0 \u2014dns → --dns"]],
    ["28.5", ["-dns", "8.8.8.8"], ["error singleDashOption @0 -dns → --dns"]],
    ["28.5", ["-bip=10.0.0.1/24"], ["warning singleDashOption @0 -bip → --bip"]],
    ["1.12.6", ["-bip=10.0.0.1/24"], []],
    ["28.5", ["--mtu=1400", "--mtu=1500"], ["warning repeatedOption @0 --mtu"]],
    ["28.5", ["--mtu=-1"], ["error invalidValue @0 -1"]],
    ["28.5", ["--mtu=-1", "--mtu=1"], ["warning repeatedOption @0 --mtu"]],
    ["20.10", ["--mtu=-1"], []],
    ["28.5", ["--label=a=1", "--label=a=2"], ["error clashingValues @1 a=2"]],
    ["28.5", ["--add-runtime=a=/x", "--add-runtime=A=/y"], ["error clashingValues @1 A=/y"]],
    ["28.5", ["--host-gateway-ip=1.1.1.1", "--host-gateway-ip=::1"], []],
    [
      "20.10",
      ["--host-gateway-ip=1.1.1.1", "--host-gateway-ip=::1"],
      ["warning repeatedOption @0 --host-gateway-ip"],
    ],
    ["1.8.0", ["--cluster-store=etcd://h:1"], ["error optionNotYet @0 --cluster-store"]],
    ["19.03", ["--cluster-store=etcd://h:1"], []],
    ["20.10.24", ["--cluster-store=etcd://h:1"], ["warning optionDeprecated @0 --cluster-store"]],
    ["23.0", ["--cluster-store=etcd://h:1"], ["error optionRefused @0 --cluster-store"]],
    ["28.5", ["--cluster-store=etcd://h:1"], ["error optionRemoved @0 --cluster-store"]],
    ["28.5", ["-g", "/data"], ["error optionRemoved @0 g"]],
    ["28.5", ["--add-registry=a"], ["error distributionOption @0 --add-registry"]],
    ["28.5", ["--context=a"], ["error clientOption @0 --context"]],
    ["28.5", ["--register-service"], ["error windowsOption @0 --register-service"]],
    ["28.5", ["--version"], ["error exitsAtOnce @0 --version"]],
    ["28.5", ["--restart=false"], ["warning optionDeprecated @0 --restart"]],
  ];
  for (const [at, line, problems] of cases) {
    it(`${line.join(" ")} at ${at}`, () => {
      assert.deepEqual(problemsOf(line, at), problems);
    });
  }
});

describe("values", () => {
  type Case = readonly [
    flag: string,
    at: string,
    right: readonly string[],
    wrong: readonly string[],
  ];
  const cases: readonly Case[] = [
    ["icc", "28.5", ["true", "0", "T"], ["yes", "", "on", "tRuE"]],
    ["shutdown-timeout", "28.5", ["10", "0x10", "1_0", "-7"], ["10s", "", "1.5", "08"]],
    ["dns", "20.10", ["8.8.8.8", "::1"], ["8.8.8.8,1.1.1.1", "dns.example", ""]],
    ["dns", "28.5", ["8.8.8.8,1.1.1.1", ""], ["dns.example", "8.8.8.8,"]],
    ["dns", "29.7", ["8.8.8.8"], ["8.8.8.8,1.1.1.1"]],
    ["ip", "20.10", ["0.0.0.0"], ["", " 1.1.1.1"]],
    ["ip", "28.5", ["", " 1.1.1.1"], ["x"]],
    ["dns-search", "28.5", [".", "example.com"], ["a_b.c", "1.2", ""]],
    ["host", "20.10", ["fd://", "tcp://x:2375", "", "x"], ["http://x", "tcp://x:y", "ssh://x"]],
    [
      "host",
      "28.5",
      ["fd://", "unix:///x", "tcp://[::1]:2375"],
      ["tcp://x:2375/", "tcp://::1", "http://x"],
    ],
    [
      "host",
      "20.10",
      ["fd://3", "fd://*", "tcp://x:65535"],
      ["fd://2", "fd://a", "tcp://x:65536", "tcp://x:1/", "/x"],
    ],
    ["host", "28.5", ["fd://4", "npipe:////./x"], ["fd://-D", "tcp://[::1]:99999", "x:70000"]],
    ["label", "28.5", ["a=b", "="], ["a", "com.docker.a=b"]],
    ["registry-mirror", "24.0", ["https://a"], ["https://a/b", "a", "https://u@a"]],
    ["registry-mirror", "25.0", ["https://a/b"], ["https://a?b", "ftp://a"]],
    ["registry-mirror", "28.5", ["https://a/b", "http://"], ["http:/a", "http:a"]],
    ["insecure-registry", "28.5", ["a:5000", "10.0.0.0/8"], ["-a", "a-"]],
    ["default-shm-size", "20.10", ["64M", "1.5g", "1 gb"], [".5g", "-1", "64MM"]],
    ["default-shm-size", "28.5", ["64M", ".5g"], ["1ki", "-1", "0x10"]],
    ["default-ulimit", "28.5", ["nofile=1:2", "nofile=5:-1"], ["nofile=2:1", "files=1", "nofile"]],
    [
      "default-address-pool",
      "28.5",
      ["base=10.0.0.0/8,size=24"],
      ["base=10.0.0.0/8, size=24", "10.0.0.0/8"],
    ],
    [
      "default-address-pool",
      "20.10",
      ["base=10.0.0.0/8,size=24"],
      ["base=10.0.0.0/8,size=4", "base=x,size=24"],
    ],
    ["log-level", "20.10", ["warning", "INFO"], ["loud"]],
    ["log-level", "28.5", ["warn"], ["warning"]],
    ["storage-driver", "20.10", ["aufs", "overlay2"], ["overlay3"]],
    ["storage-driver", "28.5", ["overlay2"], ["aufs", "overlay", "devicemapper"]],
    ["storage-driver", "29.0", ["overlay2", "snapshotter"], ["aufs"]],
    ["bip", "28.5", ["10.0.0.1/24"], ["10.0.0.1", "x"]],
    ["feature", "28.5", ["cdi", "cdi=false"], ["cdi=maybe", "=x"]],
    ["nri-opts", "29.7", ["enable", "enable=true,socket-path=/x"], ["foo=1", "enable=maybe"]],
    ["tlscert", "20.10", ["/x", '"/x"'], ["", '"']],
    ["tlscert", "28.5", ["/x", ""], []],
  ];
  for (const [flag, at, right, wrong] of cases) {
    it(`of --${flag} at ${at}`, () => {
      const faults = (value: string): readonly string[] =>
        parse([`--${flag}=${value}`], at)
          .problems.filter((problem) => problem.severity === "error")
          .map((problem) => problem.code);
      for (const value of right) assert.deepEqual(faults(value), [], value);
      for (const value of wrong) assert.deepEqual(faults(value), ["invalidValue"], value);
    });
  }

  it("that the data calls sound are sound at the newest release", () => {
    for (const option of data.flags.values()) {
      const values = option.values.filter(
        (known) =>
          option.valuesOf === undefined && known.removedIn === undefined && !known.isWindowsOnly,
      );
      if (option.removedIn !== undefined) continue;
      for (const { value } of values) {
        assert.deepEqual(problemsOf([`--${option.name}=${value}`], "29.7.2"), [], value);
      }
    }
  });
});
