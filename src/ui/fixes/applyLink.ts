// A fix as a link: what it leads to, and what happens when it is followed.
import * as vscode from "vscode";
import type { FixStep } from "../../connectivity/diagnosis/fixSteps.ts";
import type { CommandId } from "../contributions.ts";
import type { ChangeContext } from "../removeNetwork.ts";
import { carryOut, type FixOptions } from "./carryOut.ts";
import { fixArguments, readFixArguments } from "./fixArgument.ts";

/** Carries out the fix of a link. It may come from anywhere, so it is read with care and always asked about. */
export async function applyLink(
  context: ChangeContext,
  argument: unknown,
  ask?: FixOptions["ask"],
): Promise<void> {
  const { steps, testAgain } = readFixArguments(argument);
  const again = (): unknown => vscode.commands.executeCommand("testing.reRunFailTests");
  await carryOut(context, steps, { testAgain: testAgain === undefined ? undefined : again, ask });
}

/** The commands that a message's links may run. */
export const linkedCommands = [
  "portolan.fix.apply",
  "portolan.explainCause",
] as const satisfies readonly CommandId[];

/** The link in the message of a check that carries out some steps. */
export function fixLink(steps: readonly FixStep[]): string {
  return commandLink("portolan.fix.apply", { ...fixArguments(steps), testAgain: "checks" });
}

/** The link to the page of a cause. */
export function explanationLink(code: string): string {
  return commandLink("portolan.explainCause", code);
}

function commandLink(command: (typeof linkedCommands)[number], argument: unknown): string {
  // A bracket would end the link in Markdown, and is let through by URIs.
  const query = encodeURIComponent(JSON.stringify([argument])).replaceAll("(", "%28");
  return `command:${command}?${query.replaceAll(")", "%29")}`;
}
