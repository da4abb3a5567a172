// Reading network-checks.yaml: every shape, every problem at its place, and texts that nobody should write.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import { checkTexts } from "../../src/connectivity/checks/checkTexts.ts";
import { isChecksFile, type NetworkCheck } from "../../src/connectivity/checks/networkCheck.ts";
import { readChecks } from "../../src/connectivity/checks/readChecks.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";

/** The checks of a text, without their ranges; fails where there is a problem. */
function read(text: string): readonly Omit<NetworkCheck, "range">[] {
  const { checks, problems } = readChecks(text);
  assert.deepEqual(problems, []);
  return checks.map(({ range, ...check }) => {
    assert.ok(range.end > range.start);
    return check;
  });
}

/** The only check of a text with these lines. */
function readOne(...lines: readonly string[]): Omit<NetworkCheck, "range"> {
  const [check, ...others] = read(`checks:\n  - ${lines.join("\n    ")}\n`);
  assert.ok(check !== undefined && others.length === 0);
  return check;
}

/** Asserts the only problem of a text, whose place is marked by «…», and what it says. */
function complains(marked: string, message: RegExp): void {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  const { problems } = readChecks(marked.replace(/[«»]/g, ""));
  const said = problems.map(({ code, args }) => english(checkTexts[code], args));
  assert.equal(said.length, 1, said.join("\n"));
  assert.match(said[0] ?? "", message);
  assert.deepEqual(problems[0]?.range, { start, end });
}

const oneCheck = (rest: string): string => `checks:\n  - from: web\n    to: db\n    ${rest}\n`;

describe("a file of network checks", () => {
  it("reads the example of the documentation", () => {
    const checks = read(`
checks:
  - name: web reaches its database
    from: web                      # container name
    to: db:5432
    expect: reachable              # or: blocked
    within: 50ms                   # optional
  - from: { label: tier=backend }  # every match
    to: internet
    expect: blocked
  - mesh: backend-net              # everyone to everyone
`);
    assert.deepEqual(checks, [
      {
        kind: "path",
        status: undefined,
        name: "web reaches its database",
        from: { kind: "container", name: "web" },
        to: { kind: "name", name: "db", port: 5432, path: undefined },
        expect: "reachable",
        withinMs: 50,
      },
      {
        kind: "path",
        status: undefined,
        name: "tier=backend → internet is blocked",
        from: { kind: "label", label: "tier", value: "backend" },
        to: { kind: "internet" },
        expect: "blocked",
        withinMs: undefined,
      },
      {
        kind: "mesh",
        name: "everyone on backend-net is reachable to everyone",
        network: "backend-net",
        expect: "reachable",
        withinMs: undefined,
      },
    ]);
  });

  it("takes every way to name a target", () => {
    const target = (text: string): unknown => {
      const check = readOne("from: web", `to: ${text}`);
      return check.kind === "path" && "to" in check ? check.to : undefined;
    };
    const service = { kind: "service", project: "shop", service: "db" };
    assert.deepEqual(target("shop/db:5432"), {
      kind: "containers",
      selector: service,
      port: 5432,
      path: undefined,
    });
    assert.deepEqual(target("{ service: shop/db }"), {
      kind: "containers",
      selector: service,
      port: undefined,
      path: undefined,
    });
    assert.deepEqual(target("{ label: tier, port: 80/tcp }"), {
      kind: "containers",
      selector: { kind: "label", label: "tier", value: undefined },
      port: 80,
      path: undefined,
    });
    assert.deepEqual(target("{ container: internet }"), {
      kind: "containers",
      selector: { kind: "container", name: "internet" },
      port: undefined,
      path: undefined,
    });
    const address = (text: string, port?: number): unknown => ({
      kind: "address",
      address: text,
      port,
      path: undefined,
    });
    assert.deepEqual(target("10.0.0.7"), address("10.0.0.7"));
    assert.deepEqual(target("10.0.0.7:80"), address("10.0.0.7", 80));
    assert.deepEqual(target("fd00::7"), address("fd00::7"));
    assert.deepEqual(target('"[fd00::7]:80"'), address("fd00::7", 80));
    assert.deepEqual(target("example.com:443"), {
      kind: "name",
      name: "example.com",
      port: 443,
      path: undefined,
    });
    assert.deepEqual(target("007"), {
      kind: "name",
      name: "007",
      port: undefined,
      path: undefined,
    });
  });

  it("takes an HTTP request for a target", () => {
    const asked = (to: string): readonly unknown[] => {
      const [check] = readChecks(`checks:\n  - { from: web, to: ${to}, status: 204 }\n`).checks;
      assert.ok(check?.kind === "path" && check.to.kind !== "internet");
      return [check.name, check.to.kind, check.to.port, check.to.path, check.status];
    };
    const name = "web → http://db:80/ is reachable";
    assert.deepEqual(asked("http://db"), [name, "name", 80, "/", 204]);
    assert.deepEqual(asked('"http://[fd00::7]:8080/a?b=%20"'), [
      ...["web → http://[fd00::7]:8080/a?b=%20 is reachable", "address", 8080, "/a?b=%20", 204],
    ]);
    assert.deepEqual(asked("{ service: shop/db, path: /health }"), [
      ...["web → http://shop/db:80/health is reachable", "containers", 80, "/health", 204],
    ]);
  });

  it("reads aliases, and complains about a shared mistake once for each place", () => {
    const text = "checks:\n  - &one { from: web, to: db }\n  - *one\n";
    assert.deepEqual(
      read(text).map(({ name }) => name),
      ["web → db is reachable", "web → db is reachable"],
    );
  });

  it("keeps the sound checks of a file with problems", () => {
    const { checks } = readChecks("checks:\n  - form: web\n    to: db\n  - mesh: net\n");
    assert.deepEqual(
      checks.map(({ kind }) => kind),
      ["mesh"],
    );
  });

  it("knows its files by their names", () => {
    for (const name of [
      "network-checks.yaml",
      "/a/b.network-checks.yml",
      "C:\\a\\x.network-checks.yaml",
    ])
      assert.ok(isChecksFile(name), name);
    for (const name of ["my-network-checks.yaml", "network-checks.yaml.bak", "checks.yaml"])
      assert.ok(!isChecksFile(name), name);
  });
});

describe("a problem in a file of network checks", () => {
  it("names the key that is meant, or those that there are", () => {
    complains(oneCheck("«expcet»: blocked"), /no key “expcet”. “expect” is meant/);
    complains(oneCheck("«colour»: red"), /There are: name, from, to, mesh, expect, within/);
    complains("«check»:\n  - mesh: a\n", /“checks” is meant/);
    complains(
      "checks:\n  - from: { «lable»: a=b, container: web }\n    to: db\n",
      /“label” is meant/,
    );
  });

  it("is one for a slip, and not another one for what is missing by it", () => {
    complains("checks:\n  - «form»: web\n    to: db\n", /“from” is meant/);
    complains("checks:\n  - «mehs»: web\n", /“mesh” is meant/);
    complains("checks:\n  - from: { «labels»: a }\n    to: db\n", /“label” is meant/);
    complains("«checsk»: []\n", /“checks” is meant/);
  });

  it("stands at the value that is wrong", () => {
    complains(oneCheck("expect: «open»"), /Write “reachable” or “blocked”/);
    complains(oneCheck("within: «fast»"), /Not a time: “fast”/);
    complains(oneCheck("within: «0ms»"), /Not a time/);
    complains(oneCheck("expect: blocked\n    within: «2s»"), /what is blocked gives none/);
    complains(oneCheck("name: «[a]»"), /“name” takes a text/);
    complains(oneCheck("«name»:"), /“name” takes a text/);
    complains(oneCheck("expect: blocked\n    «expect»: blocked"), /twice/);
  });

  it("says what is no target and no source", () => {
    const to = (text: string): string => `checks:\n  - from: web\n    to: ${text}\n`;
    complains(to("«db:0»"), /Ports are 1 to 65535/);
    complains(to("«db:65536»"), /Ports are/);
    complains(to("«db:http»"), /Not a port: “http”/);
    complains(to("«db:53/udp»"), /UDP has no answer/);
    complains(to("«https://db/»"), /HTTPS is not asked/);
    complains(to("«http:///health»"), /Not a target/);
    complains(to("«http://a/b c»"), /Not a path/);
    complains(to("«'http://$(reboot)/'»"), /Not a target/);
    complains(to("{ container: db, path: «health» }"), /Not a path/);
    complains(oneCheck("status: «200»"), /Write the target as “http:/);
    const http = (rest: string): string => oneCheck(rest).replace("to: db", "to: http://db/");
    complains(http("status: «ok»"), /Not an HTTP status/);
    complains(http("expect: blocked\n    status: «200»"), /what is blocked gives none/);
    complains(to("«a/b/c»"), /Not a target/);
    complains(to("«'$(reboot)'»"), /Not a target/);
    complains(to("{ label: «a b» }"), /Not a label/);
    complains(to("{ «label»: a, service: a/b }"), /one of these only/);
    complains("checks:\n  - from: «web:80»\n    to: db\n", /Not a container/);
    complains("checks:\n  - from: { service: «web» }\n    to: db\n", /Not a container/);
  });

  it("says what a check lacks", () => {
    complains("checks:\n  - «from»: web\n", /“to” is missing/);
    complains("checks:\n  - mesh: net\n    to: «db»\n", /no place beside “mesh”/);
    complains("checks:\n  - «web»\n", /A check is a map/);
    complains("checks: «[]»\n", /no checks/);
    complains("«{}»\n", /no checks/);
    complains("«- a»\n", /a map with one key/);
  });

  it("is the parser's own where the text is no YAML", () => {
    const { problems } = readChecks("checks:\n  - from: [web\n    to: db\n");
    assert.deepEqual([...new Set(problems.map(({ code }) => code))], ["syntax"]);
  });
});

describe("a text that nobody should write", () => {
  it("is read without an exception, with every problem inside of it", () => {
    const fragments =
      "checks:|\n  - |\n    |from: |to: |mesh: |expect: blocked|within: 5ms|name: |web|db:80|{ |} |[ |] |, |: |- |&a |*a |!!int |? |\t|#c\n|'|\"|--- |... |%YAML 1.1\n|<<: |\0|\ud800|\u{1f433}|>\n|\uFEFF|\r\n".split(
        "|",
      );
    const random = seededRandom(4);
    for (let run = 0; run < 3000; run += 1) {
      const text = Array.from({ length: 1 + Math.floor(random() * 25) }, () => {
        return fragments[Math.floor(random() * fragments.length)] ?? "";
      }).join("");
      const { checks, problems } = readChecks(text);
      for (const { range } of [...checks, ...problems]) {
        assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, text);
      }
      assert.ok(checks.length + problems.length > 0, text);
    }
  });

  it("may be long, deep, or all aliases", () => {
    const codes = (text: string): readonly string[] =>
      readChecks(text).problems.map(({ code }) => code);
    assert.deepEqual(codes(`checks:\n${"#\n".repeat(600_000)}`), ["syntax"]);
    assert.ok(codes("[".repeat(100_000)).includes("syntax"));
    assert.deepEqual(codes("&a [*a]"), ["notChecks"]);
    assert.deepEqual(codes("checks: &a [*a]"), ["notACheck"]);
    const levels = Array.from({ length: 60 }, (_, level) => {
      return `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(10)}]`;
    });
    const bomb = `a0: &a0 web\n${levels.join("\n")}\nchecks: *a60\n`;
    assert.equal(codes(bomb).filter((code) => code === "notACheck").length, 10);
  });
});
