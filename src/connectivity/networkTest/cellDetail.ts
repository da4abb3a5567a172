// All that is known of one place of a test, in the reader's words.
import type { Translate } from "../../base/translate.ts";
import { commandLine, execCommand } from "../../engine/commandLine.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import type { ShownAction, ShownDetail } from "../../shared/networkTest.ts";
import type { Cause, Facts } from "../diagnosis/cause.ts";
import { fixSentence } from "../diagnosis/causeMessage.ts";
import { causeTexts } from "../diagnosis/causeTexts.ts";
import { firstFacts } from "../diagnosis/firstFacts.ts";
import { pingArguments } from "../ping.ts";
import type { Probe, ProbeResult } from "../probe.ts";
import { factSentences } from "./cellWords.ts";
import type { TestQuestion } from "./testPlan.ts";
import type { TestAnswer, TestRun } from "./testRun.ts";

export interface KnownOfCell {
  readonly run: TestRun;
  readonly question: TestQuestion;
  /** Undefined while it waits. */
  readonly answer: TestAnswer | undefined;
  readonly cause: Cause | undefined;
  /** What was asked besides, to tell causes apart. */
  readonly further: readonly ProbeResult[];
  readonly isAsking: boolean;
  readonly actions: readonly ShownAction[];
}

/** What the page shows of a cell. */
export function shownDetail(known: KnownOfCell, translate: Translate): ShownDetail {
  const { run, question, answer, cause, further, isAsking, actions } = known;
  const { row, column, source } = question;
  const to = run.plan.columns[column]?.name ?? question.name;
  const facts = factSentences(question, answer, translate);
  const more = further.flatMap((result) => {
    return factSentences(question, answerOf(question, result), translate);
  });
  const results = [...(answer?.results ?? []), ...further];
  return {
    ...{ row, column, isAsking, actions },
    heading: `${source.name} → ${to}`,
    facts: [...facts, ...more],
    cause: cause && translate(causeTexts[cause.code], cause.args),
    sure: sureText(known, translate),
    evidence: (cause?.evidence ?? []).map(({ of, fact }) => `${of}: ${fact}`),
    fix: cause?.fix === undefined ? "" : fixSentence(cause.fix, translate),
    commands: [
      ...question.probes.map((probe) => commandLine(probeCommand(question, probe, answer))),
      ...(cause?.fix?.commands ?? []).map(commandLine),
    ],
    output: results
      .map(({ evidence }) => evidence.trim())
      .filter((text) => text !== "")
      .join("\n\n"),
  };
}

/** What a diagnosis makes a cause from. */
export function factsOf(
  picture: ReadonlyPicture,
  question: TestQuestion,
  answer: TestAnswer,
): Facts {
  const { source, target, name } = question;
  const answers = answer.results;
  return firstFacts({ picture, source, target, name, port: undefined, answers });
}

/** True where something is amiss. */
export function needsCause(answer: TestAnswer | undefined): answer is TestAnswer {
  return answer !== undefined && answer.verdict !== "reachable";
}

function sureText({ answer, cause, isAsking }: KnownOfCell, translate: Translate): string {
  if (cause !== undefined) return translate(cause.sure);
  if (!needsCause(answer) || isAsking) return "";
  return translate(
    "What was seen fits no cause that is known here. Another tool in the container, or a look at the host's firewall, may tell.",
  );
}

/** What a person would type to ask the same: in the container, or in its network where its image lacks the tool. */
function probeCommand(
  { source, leastPacket }: TestQuestion,
  probe: Probe,
  answer: TestAnswer | undefined,
): readonly string[] {
  const target = probe.address ?? probe.target;
  const ping = pingArguments({ target, count: 1, timeoutSeconds: 1 });
  const argv =
    "port" in probe
      ? ["nc", "-z", "-w", "1", target, String(probe.port)]
      : probe.kind === "pathMtu"
        ? [...ping.slice(0, 1), "-s", String((leastPacket ?? 1500) - 28), ...ping.slice(1)]
        : ping;
  const isHelped = answer?.results.some(({ ranIn }) => ranIn === "helper") === true;
  return isHelped
    ? ["docker", "run", "--rm", "--network", `container:${source.name}`, "busybox", ...argv]
    : execCommand(source.name, argv);
}

function answerOf(question: TestQuestion, result: ProbeResult): TestAnswer {
  return { question, verdict: result.verdict, decisive: result, results: [result] };
}
