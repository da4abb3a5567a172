// Whom a container's test asks on other hosts, and what is made of the largest packet that a way carries.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import {
  cellWords,
  endWords,
  factSentences,
} from "../../src/connectivity/networkTest/cellWords.ts";
import { explainCell, type Explanation } from "../../src/connectivity/networkTest/explainCell.ts";
import { planContainerTest } from "../../src/connectivity/networkTest/planContainerTest.ts";
import type { TestAnswer } from "../../src/connectivity/networkTest/testRun.ts";
import { TestRun } from "../../src/connectivity/networkTest/testRun.ts";
import { unknownResult } from "../../src/connectivity/probe.ts";
import type { Network } from "../../src/model/network.ts";
import { Picture } from "../../src/model/picture.ts";
import { inspected, listing, network } from "../fixtures/modelObjects.ts";

const ov: Network = {
  ...{ ...network("ov"), driver: "overlay", scope: "swarm", attachable: true },
  ipamPools: [{ subnet: "10.0.1.0/24", ipRange: undefined, gateway: undefined }],
};
const web = inspected({ name: "web", networks: ["ov"], address: 2 });
const picture = new Picture(listing([ov], [web]));
const member = (name: string, last: number, host: number) => ({
  ...{ name, address: `10.0.1.${last}`, hostAddress: `10.77.0.${host}` },
});
const elsewhere = new Map([
  [ov.id, [member("db", 4, 2), member("cache", 5, 2), member("log", 6, 3)]],
]);
const plan = planContainerTest(picture, web, {
  outside: { addresses: [], port: 443 },
  elsewhere,
});

/** What becomes of the question about packets to the second host, where this is the answer. */
function answered(largestPacket: number, asked = plan): TestAnswer {
  const question = asked.questions.find(({ probes }) => probes[0]?.kind === "pathMtu");
  const probe = question?.probes[0];
  assert.ok(question && probe);
  const result = { ...unknownResult(probe, "ended"), reason: undefined, largestPacket };
  return new TestRun(1, asked, 0).take(question, [{ ...result, verdict: "reachable" }]);
}

async function explained(answer: TestAnswer, seenIn = picture): Promise<Explanation | undefined> {
  const seen: Explanation[] = [];
  const means = (): Promise<never> => Promise.reject(new Error("nothing more is to be asked"));
  const onExplanation = (explanation: Explanation): void => {
    seen.push(explanation);
  };
  const { signal } = new AbortController();
  const outside = { addresses: [], port: 443 };
  const knowing = { picture: seenIn, outside, means, onExplanation };
  await explainCell(answer.question, answer, knowing, signal);
  return seen.at(-1);
}

describe("a container's test", () => {
  it("asks who is on other hosts by name, and for the largest packet once for each host", () => {
    const targets = plan.columns.map(({ name, detail }) => `${name}: ${endWords(detail, english)}`);
    assert.deepEqual(targets.slice(1), [
      "db: 10.0.1.4 on host 10.77.0.2, only asked",
      "cache: 10.0.1.5 on host 10.77.0.2, only asked",
      "log: 10.0.1.6 on host 10.77.0.3, only asked",
      "log: largest packet on ov to host 10.77.0.3",
      "db: largest packet on ov to host 10.77.0.2",
    ]);
  });

  it("fails where a packet of the network's size does not pass, and says why", async () => {
    const answer = answered(1350);
    assert.equal(answer.verdict, "blocked");
    assert.equal(cellWords(answer, english), "1350 bytes");
    assert.match(factSentences(answer.question, answer, english).join(" "), /has 1350 bytes/);
    const { cause, isAsking } = (await explained(answer)) ?? {};
    assert.deepEqual([cause?.code, cause?.sure, isAsking], ["mtuTooLarge", "certain", false]);
  });

  it("is content with what the network makes", async () => {
    const answer = answered(1450);
    assert.equal(answer.verdict, "reachable");
    assert.equal((await explained(answer))?.cause, undefined);
  });

  it("takes smaller packets to the outside for no fault: who sends is told", async () => {
    const lone = inspected({ name: "lone", networks: ["front"], address: 3 });
    const near = new Picture(listing([network("front")], [lone]));
    const outside = { addresses: ["192.0.2.1"], port: 443 };
    const answer = answered(1492, planContainerTest(near, lone, { outside }));
    assert.equal(answer.verdict, "reachable");
    assert.equal((await explained(answer, near))?.cause, undefined);
  });
});
