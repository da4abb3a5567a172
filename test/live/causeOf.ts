// Network checks against a real engine, for the causes that their failures are given.
import assert from "node:assert/strict";
import { english } from "../../src/base/translate.ts";
import { askEngine } from "../../src/connectivity/askEngine.ts";
import type { PairResult } from "../../src/connectivity/checks/judgeCheck.ts";
import { readChecks } from "../../src/connectivity/checks/readChecks.ts";
import { runChecks } from "../../src/connectivity/checks/runChecks.ts";
import { causeLines } from "../../src/connectivity/diagnosis/causeMessage.ts";
import { lookAt } from "../../src/connectivity/diagnosis/look.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { HelperContainers } from "../../src/engine/helperContainers.ts";
import { Picture } from "../../src/model/picture.ts";
import { outsideAddress } from "../engines/outside.ts";
import { never } from "./connectTo.ts";

/** Where the check goes from and to, as its file writes it. */
export interface Question {
  readonly from: string;
  readonly to: string;
}

/** The image that helpers are made of. */
const helperImage = "busybox:latest";

/** Asks all of it in one run, and resolves to what became of it. The helpers are gone then. */
export async function askedTogether(
  client: EngineClient,
  questions: readonly Question[],
  image = helperImage,
): Promise<readonly PairResult[]> {
  const { connection } = client;
  const lines = questions.map(({ from, to }) => `  - { from: ${from}, to: '${to}' }\n`);
  const { checks } = readChecks(`checks:\n${lines.join("")}`);
  await using helpers = new HelperContainers(connection, image);
  const run = {
    picture: new Picture(await client.listing(never)),
    outside: { addresses: [outsideAddress], port: 80 },
    ask: askEngine(connection, helpers),
    look: lookAt(connection, helpers),
  };
  const results = await runChecks(checks, run, never);
  return results.map((result) => {
    const pair = result.pairs[0];
    assert.ok(pair);
    return pair;
  });
}

/** `code sure`, or the outcome where there is no cause. What is said of it has no hole in it. */
export async function causeOf(client: EngineClient, question: Question): Promise<string> {
  const [pair] = await askedTogether(client, [question]);
  assert.ok(pair);
  return inShort(pair);
}

/** By `from → to`, what is said of each question, as `causeOf` has it. */
export async function causesOf(
  client: EngineClient,
  questions: readonly (readonly [from: string, to: string])[],
  image = helperImage,
): Promise<Readonly<Record<string, string>>> {
  const asked = questions.map(([from, to]) => ({ from, to }));
  const pairs = await askedTogether(client, asked, image);
  return Object.fromEntries(
    pairs.map((pair, index) => [questions[index]?.join(" → ") ?? "", inShort(pair)]),
  );
}

function inShort({ cause, outcome }: PairResult): string {
  if (cause === undefined) return outcome;
  assert.ok(cause.evidence.length > 0);
  assert.doesNotMatch(causeLines(cause, english).join("\n"), /[{}]|undefined/);
  return `${cause.code} ${cause.sure}`;
}
