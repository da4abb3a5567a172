// Network checks that are suggested for Compose files: what real-world ones get, and what hostile ones don't.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import { suggestedFile } from "../../src/connectivity/checks/compose/suggestedFile.ts";
import { suggestProblems } from "../../src/connectivity/checks/compose/suggestTexts.ts";
import { readChecks } from "../../src/connectivity/checks/readChecks.ts";
import { composeFiles } from "../fixtures/composeFiles.ts";

const suggest = (texts: readonly string[], projectName = "shop") =>
  suggestedFile({ file: "compose.yaml", texts, projectName }, english);

/** The text that is suggested for these files. */
function content(...texts: readonly string[]): string {
  const suggested = suggest(texts);
  assert.ok("content" in suggested, JSON.stringify(suggested));
  return suggested.content;
}

/** The checks that are suggested, by the names that they get, without the name of the project. */
function checks(...texts: readonly string[]): readonly string[] {
  const read = readChecks(content(...texts));
  assert.deepEqual(read.problems, []);
  return read.checks.map(({ name }) => name.replaceAll("shop/", ""));
}

function problem(text: string): string {
  const suggested = suggest([text]);
  assert.ok("problem" in suggested);
  const { code, args } = suggested.problem;
  return english(suggestProblems[code], args);
}

describe("checks are suggested for", () => {
  it("three tiers, of which the last is internal", () => {
    assert.deepEqual(checks(composeFiles.threeTiers), [
      "web → api:8080 is reachable",
      "api → db:5432 is reachable",
      "api → database:5432 is reachable",
      "everyone on shop_front is reachable to everyone",
      "everyone on shop_back is reachable to everyone",
      "web → db is blocked",
      "db → web is blocked",
      "db → internet is blocked",
      "web → internet is reachable",
      "api → internet is reachable",
    ]);
  });

  it("one default network, with fragments, profiles, one-shots and a database by its image", () => {
    assert.deepEqual(checks(composeFiles.blog), [
      "app → db:3306 is reachable",
      "app → cache:6379 is reachable",
      "everyone on shop_default is reachable to everyone",
      "app → internet is reachable",
      "db → internet is reachable",
      "cache → internet is reachable",
    ]);
    const text = content(composeFiles.blog);
    assert.match(text, /^# adminer is left out: it runs with a profile only\.$/m);
    assert.match(text, /^# migrate is left out: it ends when its work is done\.$/m);
  });

  it("a proxy on a network of others, which is asked one by one", () => {
    assert.deepEqual(checks(composeFiles.proxied), [
      "app → db:5432 is reachable",
      "proxy → app is reachable",
      "app → proxy is reachable",
      "app → db is reachable",
      "db → app is reachable",
      "proxy → db is blocked",
      "db → proxy is blocked",
    ]);
    assert.doesNotMatch(content(composeFiles.proxied), /mesh:/);
  });

  it("shared namespaces, the host's, and none", () => {
    assert.deepEqual(checks(composeFiles.modes), [
      "sidecar → vpn:8080 is reachable",
      "web → sidecar:9000 is reachable",
      "everyone on shop_default is reachable to everyone",
      "sealed → internet is blocked",
      "vpn → internet is reachable",
      "web → internet is reachable",
    ]);
    assert.match(content(composeFiles.modes), /^# agent runs on the host's own network/m);
    assert.match(content(composeFiles.modes), /^# guest is left out: nobody knows here/m);
  });

  it("a file and what overrides it, with what services extend", () => {
    assert.deepEqual(checks(composeFiles.extended, composeFiles.override), [
      "worker → queue:5672 is reachable",
      "everyone on jobs-net is reachable to everyone",
      "worker → internet is blocked",
      "queue → internet is blocked",
    ]);
    assert.match(content(composeFiles.extended), /^# What stands in other files/m);
  });

  it("a network that keeps its own containers apart", () => {
    const text = `
services:
  one: { image: a, networks: [quiet] }
  two: { image: b, networks: [quiet] }
networks:
  quiet: { driver_opts: { com.docker.network.bridge.enable_icc: "false" } }
`;
    assert.deepEqual(checks(text).slice(0, 1), ["everyone on shop_quiet is blocked to everyone"]);
  });
});

describe("the project", () => {
  const text = "services: { a: { image: x }, b: { image: y } }\n";
  const first = (file: string, projectName: string): string => {
    const suggested = suggest([file], projectName);
    return "content" in suggested ? (/mesh: (\S+)/.exec(suggested.content)?.[1] ?? "") : "";
  };

  it("is named by the file, else by its folder as Compose does", () => {
    assert.equal(first(`name: stated\n${text}`, "folder"), "stated_default");
    assert.equal(first(`name: \${PROJECT:-fallback}\n${text}`, "folder"), "fallback_default");
    assert.equal(first(`name: \${PROJECT}\n${text}`, "My Folder.d"), "myfolderd_default");
    assert.equal(first(text, "_été"), "t_default");
    assert.equal(first(text, "…"), "default_default");
  });
});

describe("nothing is suggested for", () => {
  it("what is no Compose file, and it is said why", () => {
    assert.equal(problem("services: ["), `The Compose file cannot be read. Line 1: ${unclosed}`);
    for (const empty of ["", "services:", "- a", "web: { image: x }"]) {
      assert.match(problem(empty), /has no services/);
    }
    assert.match(problem("services: { a: { network_mode: host } }"), /no networks/);
  });

  const unclosed =
    "Flow sequence in block collection must be sufficiently indented and end with a ].";
});

describe("hostile files", () => {
  it("put nothing into the suggested file but names", () => {
    const text = content(
      JSON.stringify({
        name: "p\n- evil",
        services: {
          "a\nchecks: []": { image: "x" },
          "$(reboot)": { image: "x" },
          "-b": { image: "x" },
          ok: { networks: { net: { aliases: ["bad name", "x\n- from: y", "fine"] } } },
          too: { networks: ["net"], depends_on: ["ok"] },
        },
        networks: { net: { name: "n\n- mesh: evil \u2028 # \u0085" } },
      }),
    );
    const { checks: read, problems } = readChecks(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      read.map(({ name }) => name),
      [
        "p-evil/too → fine is reachable",
        "everyone on n\n- mesh: evil \u2028 # \u0085 is reachable to everyone",
        "p-evil/ok → internet is reachable",
        "p-evil/too → internet is reachable",
      ],
    );
  });

  it("end: aliases of aliases, rings, and long chains", () => {
    const laughs = Array.from({ length: 24 }, (_, index) =>
      index === 0
        ? "x0: &x0 { image: a }"
        : `x${index}: &x${index} { <<: [*x${index - 1}, *x${index - 1}] }`,
    );
    assert.ok(content(`${laughs.join("\n")}\nservices: { a: *x23, b: *x3 }\n`).length > 0);
    const ring =
      "services: { a: { extends: b }, b: { extends: a }, c: { network_mode: 'service:c' } }";
    assert.match(content(ring), /c is left out: nobody knows/);
    const chain = Array.from(
      { length: 290 },
      (_, index) => `  s${index}: { extends: s${index + 1} }`,
    );
    assert.ok(content(`services:\n${chain.join("\n")}\n`).length > 0);
    const many = Array.from({ length: 301 }, (_, index) => `  s${index}: {}`);
    assert.match(problem(`services:\n${many.join("\n")}\n`), /too large/);
    assert.match(problem(`#${" ".repeat(250_000)}`), /too large/);
  });

  it("get a bounded number of checks", () => {
    const apart = Array.from(
      { length: 40 },
      (_, index) => `  s${index}: { networks: [n${index}] }`,
    );
    const text = content(`services:\n${apart.join("\n")}\n`);
    assert.equal(readChecks(text).checks.length, 500);
    assert.match(text, /^# There would be more: only the first 500 are here\.$/m);
  });
});
