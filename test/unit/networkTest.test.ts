// Tests of networks and of containers: who asks whom, what is made of the answers, and what is kept of them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import { cellWords, endWords } from "../../src/connectivity/networkTest/cellWords.ts";
import { factsOf, needsCause, shownDetail } from "../../src/connectivity/networkTest/cellDetail.ts";
import { planContainerTest } from "../../src/connectivity/networkTest/planContainerTest.ts";
import {
  askableMembers,
  planNetworkTest,
} from "../../src/connectivity/networkTest/planNetworkTest.ts";
import { shownComparison, shownRun } from "../../src/connectivity/networkTest/shownRun.ts";
import { TestHistory } from "../../src/connectivity/networkTest/testHistory.ts";
import type { TestPlan } from "../../src/connectivity/networkTest/testPlan.ts";
import type { TestRun } from "../../src/connectivity/networkTest/testRun.ts";
import { diagnose } from "../../src/connectivity/diagnosis/diagnose.ts";
import { outsideFrom } from "../../src/connectivity/outsideProbes.ts";
import type { ProbeResult } from "../../src/connectivity/probe.ts";
import { Picture } from "../../src/model/picture.ts";
import { inspected, listing } from "../fixtures/modelObjects.ts";
import {
  containerNamed,
  containerRun,
  everybody,
  networkNamed,
  networkRun,
  outside,
  pictureOf,
  resultOf,
} from "../fixtures/testScene.ts";

/** `from → to: kind target @address, …` of each question. */
function asked({ questions, columns }: TestPlan): readonly string[] {
  return questions.map(({ source, column, probes }) => {
    const ways = probes.map((probe) => {
      const port = "port" in probe ? `:${probe.port}` : "";
      const address = probe.address === undefined ? "" : ` @${probe.address}`;
      return `${probe.kind} ${probe.target}${address}${port}`;
    });
    return `${source.name} → ${columns[column]?.name ?? ""}: ${ways.join(", ")}`;
  });
}

/** What each cell says, by its ends. */
function said(run: TestRun): Readonly<Record<string, string>> {
  return Object.fromEntries(
    run.answers().map((answer) => {
      const { source, column } = answer.question;
      const to = run.plan.columns[column]?.name ?? "";
      return [`${source.name} → ${to}`, `${answer.verdict}: ${cellWords(answer, english)}`];
    }),
  );
}

describe("a test of a network", () => {
  const picture = pictureOf();

  it("is everyone to everyone by address, and shows who does not run", () => {
    const plan = planNetworkTest(picture, networkNamed(picture, "front"));
    const ends = plan.rows.map(({ name, detail }) => `${name} ${endWords(detail, english)}`);
    assert.deepEqual(ends, [
      "api 10.250.0.3",
      "old does not run",
      "shop-store-1 10.250.0.4",
      "web 10.250.0.2",
    ]);
    assert.equal(plan.questions.length, 12);
    assert.ok(asked(plan).includes("web → api: ping api @10.250.0.3"));
    assert.ok(asked(plan).includes("web → old: "));
    assert.deepEqual(
      askableMembers(plan).map(({ name }) => name),
      ["shop-store-1", "web", "api"],
    );
  });

  it("asks nobody who has no address there, and lets nobody without one ask", () => {
    const containers = [...pictureOf().containers.values()].map((one) => {
      const attachments = one.attachments.map((attachment) => ({
        ...attachment,
        endpoint: { ...attachment.endpoint, ipv4Address: undefined },
      }));
      return one.name === "api" ? { ...one, attachments } : one;
    });
    const bare = new Picture(listing([...picture.networks.values()], containers));
    const plan = planNetworkTest(bare, networkNamed(bare, "front"));
    const some = plan.questions.filter(({ probes }) => probes.length > 0);
    assert.deepEqual([...new Set(some.flatMap(({ source, name }) => [source.name, name]))].sort(), [
      "shop-store-1",
      "web",
    ]);
  });

  it("tells why a cell says no, and why another could not be asked", () => {
    const run = networkRun((from, to) =>
      to === "api" ? "noAnswer" : from === "api" ? "noTool" : "reachable",
    );
    const cells = said(run);
    assert.equal(cells["web → shop-store-1"], "reachable: 0.21 ms");
    assert.equal(cells["web → api"], "blocked: no answer");
    assert.equal(cells["api → web"], "unknown: no tool to ask with");
    assert.equal(cells["web → old"], "unknown: does not run");
    assert.equal(cells["old → web"], "unknown: source does not run");
    assert.deepEqual(run.counts(), { answered: 12, reachable: 2, failed: 2 });
  });

  it("is shown as a matrix whose open places have no cell", () => {
    const run = networkRun((from) => (from === "web" ? "reachable" : undefined));
    const shown = shownRun(run, english);
    assert.equal(shown.layout, "matrix");
    assert.equal(shown.title, "front");
    assert.deepEqual(
      shown.cells.map(({ row, column, state }) => [row, column, state]),
      [
        [3, 0, "reachable"],
        [3, 1, "unknown"],
        [3, 2, "reachable"],
      ],
    );
  });
});

describe("a test of a container", () => {
  const picture = pictureOf();

  it("asks each neighbor by each name and address, the gateways, and the outside", () => {
    const plan = planContainerTest(picture, containerNamed(picture, "web"), { outside });
    const targets = plan.columns.map(({ name, detail }) => `${name}: ${endWords(detail, english)}`);
    assert.deepEqual(targets, [
      "api: name on front",
      "shop-store-1: name on front",
      "store: Compose service of shop-store-1 on front",
      "10.250.0.3: api on front",
      "10.250.0.4: shop-store-1 on front",
      "10.250.0.5: plain on bridge",
      "10.250.0.1: gateway of front",
      "10.250.0.1: gateway of bridge",
      "192.0.2.1: outside",
      "example.org: outside",
      "192.0.2.1: largest packet to the outside",
    ]);
    assert.deepEqual(asked(plan).slice(2, 4), [
      "web → store: ping store",
      "web → 10.250.0.3: ping api @10.250.0.3",
    ]);
    assert.deepEqual(asked(plan).slice(-3), [
      "web → 192.0.2.1: ping 192.0.2.1 @192.0.2.1, tcp 192.0.2.1 @192.0.2.1:443",
      "web → example.org: ping example.org, tcp example.org:443",
      "web → 192.0.2.1: pathMtu 192.0.2.1 @192.0.2.1",
    ]);
  });

  it("of a shared namespace asks what its owner would", () => {
    const plan = planContainerTest(picture, containerNamed(picture, "sidecar"), { outside });
    assert.ok(asked(plan).includes("sidecar → api: ping api"));
    assert.ok(!asked(plan).some((line) => line.startsWith("sidecar → web")));
  });

  it("names an alias once, however many bear it", () => {
    const named = everybody.map((spec) => inspected(spec));
    const twins = named.map((one) => ({
      ...one,
      attachments: one.attachments.map((attachment) => ({
        ...attachment,
        endpoint: { ...attachment.endpoint, aliases: [one.name, "twin", one.id.slice(0, 12)] },
      })),
    }));
    const aliased = pictureOf();
    for (const one of twins) aliased.putContainer(one);
    const plan = planContainerTest(aliased, containerNamed(aliased, "web"), { outside });
    const aliases = plan.columns.filter(({ detail }) => detail.code === "alias");
    assert.deepEqual(
      aliases.map(({ name, detail }) => `${name}: ${endWords(detail, english)}`),
      ["twin: alias of api, shop-store-1 on front"],
    );
  });

  it("is reached where one way is, and says no only where every way was asked", () => {
    const [question] = planContainerTest(picture, containerNamed(picture, "web"), {
      outside,
    }).questions.filter(({ probes }) => probes.length === 2);
    assert.ok(question);
    const run = containerRun("web", () => undefined);
    const verdict = (...reasons: readonly Parameters<typeof resultOf>[1][]): string => {
      const results = question.probes.map((probe, index): ProbeResult => {
        return resultOf(probe, reasons[index] ?? "ended");
      });
      return run.take(question, results).verdict;
    };
    assert.equal(verdict("noAnswer", "reachable"), "reachable");
    assert.equal(verdict("noAnswer", "noTool"), "unknown");
    assert.equal(verdict("noAnswer", "refused"), "blocked");
  });
});

describe("the outside", () => {
  it("is what is written, or the standard", () => {
    assert.deepEqual(outsideFrom(" ", outside), outside);
    assert.deepEqual(outsideFrom("10.0.0.9, gate.example", outside).addresses, [
      "10.0.0.9",
      "gate.example",
    ]);
  });
});

describe("the detail of a cell", () => {
  const picture = pictureOf();

  const detailOf = (run: TestRun, row: number, column: number) => {
    const question = run.questionAt(row, column);
    assert.ok(question);
    const answer = run.answerAt(row, column);
    const cause = needsCause(answer) ? diagnose(factsOf(picture, question, answer)) : undefined;
    const known = { run, question, answer, cause, further: [], isAsking: false, actions: [] };
    return shownDetail(known, english);
  };

  it("names the cause, what mends it, and the command lines", () => {
    const detail = detailOf(
      networkRun(() => "reachable"),
      3,
      1,
    );
    assert.equal(detail.heading, "web → old");
    assert.deepEqual(detail.facts, ["old does not run, so there is nobody to ask."]);
    assert.equal(detail.cause, "old does not run.");
    assert.equal(detail.sure, "certain");
    assert.equal(detail.fix, "Start old.");
    assert.deepEqual(detail.commands, ["docker start old"]);
  });

  it("says what was asked and what came of it", () => {
    const detail = detailOf(
      networkRun(() => "reachable"),
      3,
      0,
    );
    assert.deepEqual(detail.facts, [
      "web asked api at 10.250.0.3 by ping.",
      "It answered after 0.21 ms.",
    ]);
    assert.deepEqual(detail.commands, ["docker exec web ping -c 1 -W 1 -- 10.250.0.3"]);
    assert.equal(detail.cause, undefined);
    assert.equal(detail.sure, "");
  });

  it("says what would have to be known, where what was seen does not decide", () => {
    const detail = detailOf(
      networkRun(() => "noAnswer"),
      3,
      0,
    );
    assert.match(detail.cause ?? "", /^Nothing comes back from api/);
    assert.equal(detail.sure, "undecided");
    assert.equal(detail.output, "what the tool said");
  });
});

describe("the history", () => {
  it("keeps the newest twenty", () => {
    const history = new TestHistory();
    const { plan } = networkRun(() => undefined);
    for (let index = 0; index < 25; index += 1) history.begin(plan, index);
    assert.deepEqual(
      [history.runs.length, history.runs[0]?.id, history.find(6)?.id, history.find(5)?.id],
      [20, 25, 6, undefined],
    );
  });

  it("compares runs by the names of their ends", () => {
    const later = pictureOf([
      ...everybody.filter(({ name }) => name !== "api"),
      { name: "another", networks: ["front"], address: 9 },
    ]);
    const before = networkRun((_, to) => (to === "web" ? "noAnswer" : "reachable"));
    const after = networkRun(() => "reachable", later);
    const { changes, summary } = shownComparison(after, before, english);
    const [change, ...others] = changes;
    assert.deepEqual(others, []);
    assert.deepEqual(after.plan.rows[change?.row ?? -1]?.name, "shop-store-1");
    assert.deepEqual(after.plan.columns[change?.column ?? -1]?.name, "web");
    assert.equal(change?.says, "was blocked");
    assert.equal(summary, "Changed: 1. New: another. Gone: api.");
  });
});
