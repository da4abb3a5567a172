// One network check against a real engine, for the cause that its failure is given.
import assert from "node:assert/strict";
import { english } from "../../src/base/translate.ts";
import { askEngine } from "../../src/connectivity/checks/askEngine.ts";
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

/** Asks, and resolves to what became of it. The helpers are gone then. */
export async function asked(client: EngineClient, { from, to }: Question): Promise<PairResult> {
  const { connection } = client;
  const { checks } = readChecks(`checks:\n  - { from: ${from}, to: '${to}' }\n`);
  await using helpers = new HelperContainers(connection, "busybox:latest");
  const run = {
    picture: new Picture(await client.listing(never)),
    outside: { addresses: [outsideAddress], port: 80 },
    ask: askEngine(connection, helpers),
    look: lookAt(connection, helpers),
  };
  const [result] = await runChecks(checks, run, never);
  const pair = result?.pairs[0];
  assert.ok(pair);
  return pair;
}

/** `code sure`, or the outcome where there is no cause. What is said of it has no hole in it. */
export async function causeOf(client: EngineClient, question: Question): Promise<string> {
  const { cause, outcome } = await asked(client, question);
  if (cause === undefined) return outcome;
  assert.ok(cause.evidence.length > 0);
  assert.doesNotMatch(causeLines(cause, english).join("\n"), /[{}]|undefined/);
  return `${cause.code} ${cause.sure}`;
}
