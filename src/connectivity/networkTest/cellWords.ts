// An answer in the reader's words: a few for its cell, and sentences for its detail.
import type { Translate } from "../../base/translate.ts";
import { sourceObstacle } from "../ping.ts";
import type { ProbeKind, ProbeResult } from "../probe.ts";
import { isUp } from "../../model/container.ts";
import type { EndDetail, TestQuestion } from "./testPlan.ts";
import type { TestAnswer } from "./testRun.ts";
import { cellTexts, endTexts, factTexts, type CellCode, type FactCode } from "./testTexts.ts";

/** What tells an end from others of its name. */
export function endWords({ code, args }: EndDetail, translate: Translate): string {
  return translate(endTexts[code], args);
}

/** “0.21 ms”, “no answer”, “no such name”. What was lost is said beside it. */
export function cellWords(
  { question, decisive, verdict }: TestAnswer,
  translate: Translate,
): string {
  const say = (code: CellCode, args: Readonly<Record<string, string>> = {}): string =>
    translate(cellTexts[code], args);
  if (decisive === undefined) return say(unaskedCode(question) ?? "notProbed");
  const { largestPacket } = decisive;
  if (largestPacket !== undefined) return say("packet", { bytes: String(largestPacket) });
  if (verdict !== "reachable") {
    const { reason = "notProbed" } = decisive;
    return say(reason === "notProbed" ? (unaskedCode(question) ?? reason) : reason);
  }
  const { roundTripMs } = decisive;
  return roundTripMs === undefined
    ? say("reachable")
    : say("time", { time: timeText(roundTripMs) });
}

/** “25% lost”; empty where all came back, or none did, which the verdict says already. */
export function lossWords({ decisive }: TestAnswer, translate: Translate): string {
  const loss = decisive?.loss ?? 0;
  return loss > 0 && loss < 1 ? translate(cellTexts.loss, { loss: percentText(loss) }) : "";
}

/** What was asked of a place and what came of it. */
export function factSentences(
  question: TestQuestion,
  answer: TestAnswer | undefined,
  translate: Translate,
): readonly string[] {
  const names = { source: question.source.name, target: question.target?.name ?? question.name };
  const say = (code: FactCode, args: Readonly<Record<string, string>> = {}): string =>
    translate(factTexts[code], { ...names, ...args });
  if (answer === undefined) return [say("waiting")];
  const unasked = unaskedCode(question);
  if (answer.results.length === 0) return [say(unasked ?? "notProbed")];
  return answer.results.flatMap((result) => resultFacts(result, say, unasked));
}

type Say = (code: FactCode, args?: Readonly<Record<string, string>>) => string;

function resultFacts(
  result: ProbeResult,
  say: Say,
  unasked: FactCode | undefined,
): readonly string[] {
  const { probe, reason, addresses, resolver, roundTripMs, loss, neighbor, ranIn } = result;
  if (reason === "notProbed") return [say(unasked ?? reason)];
  const address = addresses[0] ?? probe.address;
  const asked = { target: probe.target, kind: kindText(probe.kind, probe) };
  const facts = [
    address === undefined || address === probe.target
      ? say("asked", asked)
      : say("askedAt", { ...asked, address }),
    ...(resolver === undefined || probe.address !== undefined
      ? []
      : [
          resolver === "hosts"
            ? say("resolvedByHosts", { addresses: addresses.join(", ") })
            : say("resolvedBy", { resolver, addresses: addresses.join(", ") }),
        ]),
    reason === undefined ? reachedFact(say, roundTripMs) : say(reason),
  ];
  if (result.largestPacket !== undefined)
    facts.push(say("carries", { bytes: String(result.largestPacket) }));
  if (loss !== undefined && loss > 0 && loss < 1)
    facts.push(say("lost", { loss: percentText(loss) }));
  if (neighbor !== undefined && reason !== undefined) facts.push(say(neighborFacts[neighbor]));
  if (ranIn === "helper") facts.push(say("byHelper"));
  return facts;
}

const neighborFacts = {
  absent: "neighborAbsent",
  silent: "neighborSilent",
  known: "neighborKnown",
} as const;

function reachedFact(say: Say, roundTripMs: number | undefined): string {
  return roundTripMs === undefined
    ? say("reached")
    : say("reachedIn", { time: timeText(roundTripMs) });
}

function kindText(kind: ProbeKind, probe: object): string {
  if (!("port" in probe)) return kind;
  return `${kind === "http" ? "HTTP" : "TCP"} ${String(probe.port)}`;
}

/** Why nothing could be asked, as far as the engine tells. */
function unaskedCode({ source, target, probes }: TestQuestion): (CellCode & FactCode) | undefined {
  switch (sourceObstacle(source)) {
    case "stopped":
      return "sourceStopped";
    case "paused":
      return "sourcePaused";
    case "noNetwork":
      return "sourceNoNetwork";
    case undefined:
      if (target !== undefined && !isUp(target)) return "targetStopped";
      return probes.length === 0 ? "targetAddressless" : undefined;
  }
}

/** Two digits that count, which is what one compares at a glance. */
function timeText(milliseconds: number): string {
  return milliseconds >= 100
    ? String(Math.round(milliseconds))
    : String(Number(milliseconds.toPrecision(2)));
}

function percentText(share: number): string {
  return String(Math.round(share * 100));
}
