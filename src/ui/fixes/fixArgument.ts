// A fix as the argument of a command: written into links, and read from whatever comes back.
import * as vscode from "vscode";
import type { FixStep, Named } from "../../connectivity/diagnosis/fixSteps.ts";
import { ArgumentReader } from "../argumentReader.ts";
import type { FixArguments, FixStepArguments } from "../contributions.ts";
import { UserError } from "../engineErrors.ts";

/** The steps by ids alone: what they are called is looked up when they are to be carried out. */
export function fixArguments(steps: readonly FixStep[]): FixArguments {
  return { steps: steps.map(stepArguments) };
}

function stepArguments(step: FixStep): FixStepArguments {
  switch (step.kind) {
    case "start":
    case "unpause":
    case "restart":
      return { kind: step.kind, container: step.container.id };
    case "disconnect":
      return { kind: step.kind, container: step.container.id, network: step.network.id };
    case "connect": {
      const { kind, aliases } = step;
      const ends = { container: step.container.id, network: step.network.id };
      return { kind, ...ends, ...(aliases === undefined ? {} : { aliases }) };
    }
    case "createNetwork":
      return {
        ...{ kind: step.kind, name: step.name },
        containers: step.containers.map(({ id }) => id),
      };
    default:
      return step satisfies never;
  }
}

const kinds = ["start", "unpause", "restart", "connect", "disconnect", "createNetwork"] as const;

/** No fix of ours has more, and no user reads more before saying yes. */
const most = 8;

export interface FixRequest {
  readonly steps: readonly FixStep[];
  readonly testAgain: FixArguments["testAgain"];
}

/** What an argument asks for; ids may be names there. Throws in the user's words. */
export function readFixArguments(argument: unknown): FixRequest {
  const reader = new ArgumentReader(argument, ["steps", "testAgain"]);
  const fields = ["kind", "container", "network", "aliases", "name", "containers"];
  const steps = reader.optionalObjects("steps", fields) ?? [];
  if (steps.length === 0 || steps.length > most) {
    throw new UserError(vscode.l10n.t("A fix has between 1 and {0} steps.", most));
  }
  const testAgain = reader.optionalWord("testAgain", ["checks"]);
  return { steps: steps.map(readStep), testAgain };
}

function readStep(reader: ArgumentReader): FixStep {
  const kind = reader.optionalWord("kind", kinds);
  switch (kind) {
    case "start":
    case "unpause":
    case "restart":
      return { kind, container: named(reader.text("container")) };
    case "disconnect":
      return { kind, ...readEnds(reader) };
    case "connect": {
      const aliases = atMost(reader.optionalTexts("aliases") ?? []);
      return { kind, ...readEnds(reader), ...(aliases.length === 0 ? {} : { aliases }) };
    }
    case "createNetwork": {
      const containers = atMost(reader.optionalTexts("containers") ?? []);
      return { kind, name: reader.text("name"), containers: containers.map(named) };
    }
    case undefined:
      throw new UserError(vscode.l10n.t("Each step of a fix has a “kind”: {0}.", kinds.join(", ")));
    default:
      return kind satisfies never;
  }
}

function readEnds(reader: ArgumentReader): { readonly container: Named; readonly network: Named } {
  return { container: named(reader.text("container")), network: named(reader.text("network")) };
}

function atMost(texts: readonly string[]): readonly string[] {
  if (texts.length <= most) return texts;
  throw new UserError(
    vscode.l10n.t("A step of a fix names {0} containers or names at most.", most),
  );
}

function named(idOrName: string): Named {
  return { id: idOrName, name: idOrName };
}
