// What the Testing view says of a check that did not pass: what was expected and found, why, and links to
// what mends it and explains it.
import * as vscode from "vscode";
import {
  decisivePairs,
  type CheckResult,
  type PairResult,
} from "../../connectivity/checks/judgeCheck.ts";
import type { NetworkCheck } from "../../connectivity/checks/networkCheck.ts";
import { statementText } from "../../connectivity/checks/resultSentences.ts";
import type { Cause } from "../../connectivity/diagnosis/cause.ts";
import {
  causeSentence,
  evidenceSentence,
  fixSentence,
} from "../../connectivity/diagnosis/causeMessage.ts";
import { commandLine } from "../../engine/commandLine.ts";
import { explanationLink, fixLink, linkedCommands } from "../fixes/applyLink.ts";
import { stepsLabel } from "../fixes/stepTexts.ts";
import { markdownText } from "../markdownText.ts";
import { translate } from "../translate.ts";

/** One message for each thing that is amiss, at the check's place. */
export function testMessages(
  result: CheckResult,
  place: vscode.Location | undefined,
): vscode.TestMessage[] {
  const { obstacle, leftOut } = result;
  const statements = obstacle === undefined ? leftOut : [obstacle, ...leftOut];
  const pairs = obstacle === undefined ? decisivePairs(result) : [];
  const messages = [
    ...pairs.map((pair) => pairMessage(pair, result)),
    ...statements.map((one) => new vscode.TestMessage(statementText(one, translate))),
  ];
  for (const message of messages) message.location = place;
  return messages;
}

function pairMessage(pair: PairResult, { check, pairs }: CheckResult): vscode.TestMessage {
  const sentence = statementText(pair.statement, translate);
  const { cause, outcome, verdict } = pair;
  if (cause !== undefined) {
    return new vscode.TestMessage(causeMarkdown(sentence, cause, foundText(pair, check)));
  }
  // Expected against actual, where what was found is another word than what was expected.
  return outcome === "failed" && pairs.length === 1 && verdict !== check.expect
    ? vscode.TestMessage.diff(sentence, check.expect, verdict)
    : new vscode.TestMessage(sentence);
}

/** VS Code shows either a comparison or what has links, so that here the comparison is a sentence. */
function foundText({ outcome, verdict }: PairResult, { expect }: NetworkCheck): string {
  if (outcome !== "failed" || verdict === expect) return "";
  return vscode.l10n.t("Expected {0}, found {1}.", expect, verdict);
}

/** Names come from others, so all but our own links is escaped. */
function causeMarkdown(sentence: string, cause: Cause, found: string): vscode.MarkdownString {
  const { code, evidence, fix } = cause;
  const markdown = new vscode.MarkdownString();
  // No link that somebody smuggles in runs another command.
  markdown.isTrusted = { enabledCommands: linkedCommands };
  const said = causeSentence(cause, translate);
  const paragraphs = [
    [sentence, found].filter((text) => text !== "").join(" "),
    fix === undefined ? said : `${said} ${fixSentence(fix, translate)}`,
    ...(evidence.length === 0 ? [] : [evidenceSentence(evidence, translate)]),
  ];
  for (const text of paragraphs) markdown.appendMarkdown(`${markdownText(text)}\n\n`);
  if (fix !== undefined && fix.commands.length > 0) {
    markdown.appendCodeblock(fix.commands.map(commandLine).join("\n"), "sh").appendMarkdown("\n");
  }
  const explanation = link(vscode.l10n.t("Explain {0}", code), explanationLink(code));
  const { steps } = fix ?? {};
  const links =
    steps === undefined ? [explanation] : [link(stepsLabel(steps), fixLink(steps)), explanation];
  return markdown.appendMarkdown(links.join(" · "));
}

function link(label: string, target: string): string {
  return `[${markdownText(label)}](${target})`;
}
