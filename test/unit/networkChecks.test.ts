// Network checks against a picture: who is asked what, and what is made of the answers.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import type { CheckResult } from "../../src/connectivity/checks/judgeCheck.ts";
import { readChecks } from "../../src/connectivity/checks/readChecks.ts";
import { resultTexts, type CheckStatement } from "../../src/connectivity/checks/resultTexts.ts";
import { runChecks } from "../../src/connectivity/checks/runChecks.ts";
import { unknownResult, type Probe, type ProbeResult } from "../../src/connectivity/probe.ts";
import type { Network } from "../../src/model/network.ts";
import { Picture } from "../../src/model/picture.ts";
import type { FakeContainerSpec } from "../fixtures/fakeContent.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";

const compose = (project: string, service: string) => ({
  "com.docker.compose.project": project,
  "com.docker.compose.service": service,
});

const containers: readonly FakeContainerSpec[] = [
  { name: "web", networks: ["front"], address: 1, labels: { tier: "edge" } },
  { name: "api", networks: ["front", "back"], address: 2, labels: { tier: "backend" } },
  { name: "db", networks: ["back"], address: 3, labels: { tier: "backend" } },
  { name: "lone", networks: ["bridge"], address: 4 },
  { name: "other", networks: ["bridge"], address: 5 },
  { name: "old", networks: ["back"], state: "exited", labels: { tier: "backend" } },
  { name: "frozen", networks: ["front"], state: "paused", labels: compose("shop", "cache") },
  { name: "shop-db-1", networks: ["back"], address: 6, labels: compose("shop", "store") },
  { name: "nothing", networks: [], mode: "none" },
  { name: "taken-off", networks: [], mode: "front" },
  { name: "sidecar", networks: [], mode: "container:web" },
  { name: "onHost", networks: ["host"], mode: "host" },
];

const networks = ["front", "back", "bridge", "alone"].map(network);
const onHosts: Network = { ...network("host"), driver: "host" };
const picture = new Picture(listing([...networks, onHosts], containers.map(inspected)));

type Answer = Partial<ProbeResult> & Pick<ProbeResult, "verdict">;

interface Ran {
  readonly results: readonly CheckResult[];
  /** `source: kind target[:port]`, in the order in which they were asked. */
  readonly asked: readonly string[];
}

/** Runs the checks of a text; every probe gets the answer that `answer` gives it. */
async function run(text: string, answer: (probe: Probe) => Answer | undefined): Promise<Ran> {
  const { checks, problems } = readChecks(text);
  assert.deepEqual(problems, []);
  const asked: string[] = [];
  const outside = { addresses: ["192.0.2.1"], port: 443 };
  const results = await runChecks(
    checks,
    {
      picture,
      outside,
      ask: (sources, onResult) => {
        for (const { source, probes } of sources) {
          for (const probe of probes) {
            const port = "port" in probe ? `:${probe.port}` : "";
            const way = probe.address ?? probe.target;
            asked.push(`${source.name}: ${probe.kind} ${way}${port}`);
            const given = answer(probe);
            if (given !== undefined) {
              onResult(source, { ...unknownResult(probe, "noAnswer"), ...given });
            }
          }
        }
        return Promise.resolve();
      },
    },
    new AbortController().signal,
  );
  return { results, asked };
}

const reachable = (roundTripMs?: number): Answer => ({
  verdict: "reachable",
  reason: undefined,
  roundTripMs,
});
const blocked = (): Answer => ({ verdict: "blocked", reason: "noAnswer" });

const words = ({ code, args }: CheckStatement): string => english(resultTexts[code], args);

/** The outcome of the only check of a text, and all that is said about it. */
async function outcome(
  check: string,
  answer: () => Answer | undefined,
): Promise<readonly string[]> {
  const { results } = await run(`checks:\n  - ${check}\n`, answer);
  const [result, ...others] = results;
  assert.ok(result !== undefined && others.length === 0);
  const statements = result.pairs.map(({ statement }) => statement);
  const all = result.obstacle === undefined ? statements : [...statements, result.obstacle];
  return [result.outcome, ...all.map(words)];
}

const asks = async (check: string): Promise<readonly string[]> =>
  (await run(`checks:\n  - ${check}\n`, () => reachable())).asked;

describe("who is asked what", () => {
  it("goes by the name where a network knows it, else by every address", async () => {
    assert.deepEqual(await asks("{ from: web, to: api }"), ["web: ping api"]);
    assert.deepEqual(await asks("{ from: web, to: db:5432 }"), ["web: tcp 10.250.0.3:5432"]);
    assert.deepEqual(await asks("{ from: lone, to: other }"), ["lone: ping 10.250.0.5"]);
    assert.deepEqual(await asks("{ from: lone, to: db }"), ["lone: ping 10.250.0.3"]);
  });

  it("takes what is no container as it stands", async () => {
    assert.deepEqual(await asks("{ from: web, to: example.org:80 }"), ["web: tcp example.org:80"]);
    assert.deepEqual(await asks("{ from: web, to: 192.0.2.7 }"), ["web: ping 192.0.2.7"]);
  });

  it("asks the outside in two ways", async () => {
    assert.deepEqual(await asks("{ from: web, to: internet }"), [
      "web: ping 192.0.2.1",
      "web: tcp 192.0.2.1:443",
    ]);
  });

  it("asks every match that runs, and nobody for itself", async () => {
    assert.deepEqual(await asks("{ from: { label: tier=backend }, to: { label: tier } }"), [
      ...["api: ping web", "api: ping db", "db: ping 10.250.0.1", "db: ping api"],
    ]);
    assert.deepEqual(await asks("{ from: web, to: shop/store:80 }"), ["web: tcp 10.250.0.6:80"]);
  });

  it("asks everyone on a network for everyone else there", async () => {
    assert.deepEqual(await asks("{ mesh: front }"), [
      ...["web: ping 10.250.0.2", "api: ping 10.250.0.1"],
    ]);
  });

  it("knows shared namespaces and the host", async () => {
    assert.deepEqual(await asks("{ from: sidecar, to: web:80 }"), ["sidecar: tcp 127.0.0.1:80"]);
    assert.deepEqual(await asks("{ from: sidecar, to: api }"), ["sidecar: ping api"]);
    assert.deepEqual(await asks("{ from: api, to: sidecar }"), ["api: ping web"]);
    assert.deepEqual(await asks("{ from: onHost, to: onHost:22 }"), ["onHost: tcp 127.0.0.1:22"]);
  });

  it("asks the same question once, whoever wants to know", async () => {
    const text = "checks:\n  - { from: web, to: api }\n  - { from: web, to: api, within: 1ms }\n";
    const { asked, results } = await run(text, () => reachable(20));
    assert.deepEqual(asked, ["web: ping api"]);
    assert.deepEqual(
      results.map((result) => result.outcome),
      ["passed", "failed"],
    );
  });
});

describe("what is made of the answers", () => {
  it("passes where the answer is as expected", async () => {
    const path = "from: web, to: api";
    assert.deepEqual(await outcome(`{ ${path} }`, () => reachable(1.23456)), [
      ...["passed", "web reaches api in 1.23 ms."],
    ]);
    assert.deepEqual(await outcome(`{ ${path}, within: 2ms }`, () => reachable(1.9)), [
      ...["passed", "web reaches api in 1.9 ms."],
    ]);
    assert.deepEqual(await outcome(`{ ${path}, within: 2ms }`, () => reachable(0)), [
      ...["passed", "web reaches api."],
    ]);
    assert.deepEqual(await outcome(`{ ${path}, expect: blocked }`, blocked), [
      ...["passed", "web does not reach api: no answer comes back."],
    ]);
  });

  it("fails where it is not, and says why", async () => {
    const path = "from: web, to: api:80";
    assert.deepEqual(
      await outcome(`{ ${path} }`, () => ({ verdict: "blocked", reason: "refused" })),
      ["failed", "web does not reach api:80: nobody listens at the port, or a rule refuses it."],
    );
    assert.deepEqual(
      await outcome(`{ ${path} }`, () => ({ verdict: "unresolved", reason: "noSuchName" })),
      ["failed", "web does not reach api:80: it does not know that name."],
    );
    assert.deepEqual(await outcome(`{ ${path}, expect: blocked }`, () => reachable()), [
      ...["failed", "web reaches api:80, which is expected to be blocked."],
    ]);
    assert.deepEqual(await outcome(`{ ${path}, within: 50ms }`, () => reachable(51)), [
      ...["failed", "web reaches api:80 in 51 ms, and 50 ms are expected at most."],
    ]);
  });

  it("holds the status of an answer over HTTP against the one that is expected", async () => {
    const answer = (): Answer => ({ ...reachable(), httpStatus: 404 });
    const check = "from: web, to: 'http://api/health'";
    assert.deepEqual(await outcome(`{ ${check} }`, answer), [
      ...["passed", "web reaches http://api:80/health."],
    ]);
    assert.deepEqual(await outcome(`{ ${check}, status: 404 }`, answer), [
      ...["passed", "web reaches http://api:80/health."],
    ]);
    assert.deepEqual(await outcome(`{ ${check}, status: 200 }`, answer), [
      "failed",
      "http://api:80/health answers web with HTTP status 404, and 200 is expected.",
    ]);
  });

  it("asks two paths of a target apart", async () => {
    const text = ["a", "b"].map((one) => `  - { from: web, to: 'http://api/${one}' }\n`);
    const { asked } = await run(`checks:\n${text.join("")}`, () => reachable());
    assert.deepEqual(asked, ["web: http api:80", "web: http api:80"]);
  });

  it("never takes what could not be asked for an answer", async () => {
    const unknown = (): Answer => ({ verdict: "unknown", reason: "noTool" });
    for (const expect of ["reachable", "blocked"]) {
      const check = `{ from: web, to: api, expect: ${expect} }`;
      assert.deepEqual((await outcome(check, unknown))[0], "couldNotRun");
      assert.deepEqual((await outcome(check, () => undefined))[0], "couldNotRun");
    }
    const unresolved = (): Answer => ({ verdict: "unresolved", reason: "noSuchName" });
    const [result, said] = await outcome("{ from: web, to: bd, expect: blocked }", unresolved);
    assert.equal(result, "couldNotRun");
    assert.match(said ?? "", /does not know the name bd, so nothing was asked/);
    assert.deepEqual(await outcome("{ from: web, to: api, within: 1s }", () => reachable()), [
      "couldNotRun",
      "web reaches api, but how long that takes could not be told.",
    ]);
  });

  it("is reached where one way leads there, and blocked where none does", async () => {
    const internet = (answers: Readonly<Record<string, Answer>>) =>
      run(
        "checks:\n  - { from: web, to: internet, expect: blocked }\n",
        ({ kind }) => answers[kind],
      );
    const of = async (answers: Readonly<Record<string, Answer>>): Promise<string | undefined> =>
      (await internet(answers)).results[0]?.outcome;
    assert.equal(await of({ ping: blocked(), tcp: blocked() }), "passed");
    assert.equal(await of({ ping: blocked(), tcp: reachable() }), "failed");
    assert.equal(await of({ ping: reachable(), tcp: { verdict: "unknown" } }), "failed");
    assert.equal(await of({ ping: blocked(), tcp: { verdict: "unknown" } }), "couldNotRun");
  });

  it("says who is not there to be asked", async () => {
    const never = (): Answer => assert.fail("nothing is to be asked");
    const said = async (check: string): Promise<readonly string[]> => outcome(check, never);
    assert.deepEqual(await said("{ from: wbe, to: api }"), [
      ...["couldNotRun", "There is no container wbe. web is meant?"],
    ]);
    assert.deepEqual(await said("{ from: zebra, to: api }"), [
      ...["couldNotRun", "There is no container zebra."],
    ]);
    assert.deepEqual(await said("{ from: store, to: api }"), [
      ...["couldNotRun", "There is no container store. The Compose service is shop/store."],
    ]);
    assert.deepEqual(await said("{ from: { label: tier=none }, to: api }"), [
      ...["couldNotRun", "No container matches tier=none."],
    ]);
    assert.deepEqual(await said("{ mesh: fron }"), [
      ...["couldNotRun", "There is no network fron. front is meant?"],
    ]);
    assert.deepEqual(await said("{ mesh: alone }"), [
      "couldNotRun",
      "Fewer than two containers run on alone, so there is nothing to ask.",
    ]);
    assert.deepEqual(await said("{ mesh: host }"), [
      "couldNotRun",
      "The containers on host share the host's own network, so there is nothing between them to ask about.",
    ]);
    assert.deepEqual(await said("{ from: old, to: api }"), [
      ...["couldNotRun", "old does not run, so nothing can be asked from it. Start it."],
    ]);
    assert.deepEqual(await said("{ from: shop/cache, to: api }"), [
      ...["couldNotRun", "frozen is paused, so nothing can be asked from it. Unpause it."],
    ]);
  });

  it("knows what the engine's facts decide", async () => {
    const never = (): Answer => assert.fail("nothing is to be asked");
    const result = async (check: string): Promise<string | undefined> =>
      (await outcome(check, never))[0];
    assert.equal(await result("{ from: nothing, to: web, expect: blocked }"), "passed");
    assert.equal(await result("{ from: nothing, to: web }"), "failed");
    assert.equal(await result("{ from: web, to: nothing, expect: blocked }"), "passed");
    assert.equal(await result("{ from: api, to: old }"), "failed");
    assert.deepEqual(await outcome("{ from: api, to: taken-off }", never), [
      ...["failed", "api does not reach taken-off, which is on no network."],
    ]);
    assert.equal(await result("{ from: api, to: taken-off, expect: blocked }"), "passed");
    assert.equal(await result("{ from: api, to: old, expect: blocked }"), "couldNotRun");
  });
});
