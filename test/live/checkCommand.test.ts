// `portolan check` against real engines: a file of checks, its exit code, and every format.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { nameArrives } from "../engines/twoHosts.ts";
import { runPortolan, type Outcome } from "../fixtures/runPortolan.ts";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";
import { eachEngine } from "./eachEngine.ts";

/** Runs `portolan check` over a file with these lines. */
async function check(
  engine: TestEngine,
  lines: readonly string[],
  ...words: readonly string[]
): Promise<Outcome> {
  await using folder = await makeTemporaryFolder();
  await writeFile(
    path.join(folder.path, "network-checks.yaml"),
    ["checks:", ...lines, ""].join("\n"),
  );
  const host = ["--host", engine.address, "--outside", `${engine.outsideAddress}:443`];
  return await runPortolan(folder.path, "check", "network-checks.yaml", ...host, ...words);
}

/** What the text report says of each check, without places and times. */
function verdicts(output: string): readonly string[] {
  return output
    .trimEnd()
    .split("\n")
    .map((line) =>
      line.replace(/^network-checks\.yaml:\d+:\d+: /, "").replace(/ in [\d.]+ ms/, ""),
    );
}

eachEngine<TestEngine>("portolan check", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    await engine.docker("network", "create", "front");
    await engine.docker("network", "create", "--internal", "back");
    const run = ["run", "-itd", "--label", "tier=backend"];
    await engine.docker("run", "-itd", "--network", "front", "--name", "web", "busybox");
    await engine.docker(...run, "--network", "front", "--name", "api", "busybox");
    await engine.docker("network", "connect", "back", "api");
    const listen = ["busybox", "httpd", "-f", "-p", "5432"];
    await engine.docker(...run, "--network", "back", "--name", "db", ...listen);
    await engine.docker(
      "run",
      "-itd",
      "--network",
      "front",
      "--name",
      "bare",
      "portolan-test/distroless",
    );
    for (const [source, target] of [
      ["web", "api"],
      ["api", "db"],
      ["web", "bare"],
    ] as const) {
      await nameArrives(engine, source, target);
    }
    return engine;
  },
  tests: (given, name) => {
    // Docker 20.10 gives an internal network a default route, which leads nowhere.
    const cutOff =
      name === "docker-20.10"
        ? "db does not reach internet: no answer comes back."
        : "db does not reach internet: there is no way to it.";

    test("ends with 0 where all is as expected", async () => {
      const { code, output, errors } = await check(given(), [
        "  - { name: by name, from: web, to: api }",
        "  - { name: a port, from: api, to: 'db:5432', within: 5s }",
        "  - { name: a page, from: api, to: 'http://db:5432/none', status: 404 }",
        "  - { name: isolation, from: web, to: 'db:5432', expect: blocked }",
        "  - { name: way out, from: web, to: internet }",
        "  - { name: no way out, from: db, to: internet, expect: blocked }",
        "  - { name: labels, from: { label: tier=backend }, to: { label: tier } }",
        "  - { name: by a helper, from: bare, to: web }",
        "  - mesh: back",
      ]);
      assert.equal(errors, "");
      assert.deepEqual(verdicts(output), [
        ...["passed: by name", "    web reaches api."],
        ...["passed: a port", "    api reaches db:5432."],
        ...["passed: a page", "    api reaches http://db:5432/none."],
        ...["passed: isolation", "    web does not reach db:5432: no answer comes back."],
        ...["passed: way out", "    web reaches internet."],
        ...["passed: no way out", `    ${cutOff}`],
        "passed: labels",
        ...["passed: by a helper", "    bare reaches web."],
        "passed: everyone on back is reachable to everyone",
        "checks: 9, passed: 9, failed: 0, could not run: 0",
      ]);
      assert.equal(code, 0);
      const left = await given().docker("ps", "-aq", "--filter", "label=io.portolan.probe");
      assert.equal(left.trim(), "");
    });

    test("ends with 1 where something is not, and says what", async () => {
      const lines = [
        "  - { from: web, to: api, expect: blocked }",
        "  - { from: api, to: 'db:5433' }",
        "  - { from: web, to: 'nobody.invalid:80' }",
        "  - { from: db, to: internet }",
        "  - { from: web, to: api }",
      ];
      const { code, output } = await check(given(), lines, "--format", "github");
      assert.equal(code, 1);
      assert.deepEqual(
        // The first line of each message; why it is so stands below it.
        output
          .split("\n")
          .map((line) => line.replace(/^.*?line=(\d+),.*?::/, "$1: ").split("%0A")[0]),
        [
          "2: web reaches api, which is expected to be blocked.",
          "3: api does not reach db:5433: nobody listens at the port, or a rule refuses it.",
          "4: web does not reach nobody.invalid:80: it does not know that name.",
          `5: ${cutOff}`,
          "",
        ],
      );
      const json = await check(given(), lines, "--format", "json");
      assert.equal(json.code, 1);
      assert.deepEqual(
        [...json.output.matchAll(/"verdict": "(\w+)"/g)].map(([, verdict]) => verdict),
        ["reachable", "blocked", "unresolved", "blocked", "reachable"],
      );
      assert.deepEqual(
        [...json.output.matchAll(/"code": "(\w+)",\s+"sure"/g)].map(([, code]) => code),
        ["nothingListens", "nobodyNamed", "internalNetwork"],
      );
    });

    test("removes the helpers that a run which was killed has left", async () => {
      const owner = `io.portolan.probe=${hostname()}/4194304`;
      const left = ["--name", "left", "--label", owner, "busybox"];
      await given().docker("run", "-itd", ...left);
      const { code, errors } = await check(given(), ["  - { from: web, to: api }"]);
      assert.deepEqual([code, errors], [0, ""]);
      assert.doesNotMatch(await given().docker("ps", "-a", "--format", "{{.Names}}"), /^left$/m);
    });

    test("ends with 2 where something could not be asked", async () => {
      const lines = [
        "  - { from: wbe, to: api }",
        "  - { from: web, to: apo, expect: blocked }",
        "  - { from: bare, to: web }",
      ];
      const missing = ["--helper-image", "portolan-test/missing:1"];
      const { code, output } = await check(given(), lines, ...missing);
      assert.equal(code, 2);
      const said = verdicts(output);
      assert.deepEqual(said.slice(0, 3), [
        "could not run: wbe → api is reachable",
        "    There is no container wbe. web is meant?",
        "could not run: web → apo is blocked",
      ]);
      assert.match(said[3] ?? "", /does not know the name apo, so nothing was asked/);
      const all = said.join("\n");
      assert.match(all, /Nobody that web could reach has the name apo\. Use the name api\./);
      assert.match(all, /Nothing could be asked from bare: .*portolan-test\/missing:1/);
      assert.match(all, /^ *docker pull portolan-test\/missing:1$/m);
    });
  },
});
