// The argument of Run Container: a network's row, or an object from keybindings and other extensions.
import type { RunSpec } from "../engine/operations.ts";
import { asRecord, asText } from "../model/json.ts";
import { ArgumentReader } from "./argumentReader.ts";

/** Where the flow can be entered again, with everything else filled in. */
export type RunQuestion = "image" | "name" | "network";

export interface RunRequest {
  readonly spec: Partial<RunSpec>;
  /** Undefined to run without a question. */
  readonly ask: RunQuestion | undefined;
  /** Pulls an image that the engine lacks instead of refusing. */
  readonly pull: boolean;
  /** The id of the network whose row the command was started from. */
  readonly networkId: string | undefined;
}

const fields = ["image", "name", "network", "command", "aliases", "ask", "pull"];

/** A container to run. Throws a UserError that says what is wrong with the argument. */
export function parseRunArgument(argument: unknown): RunRequest {
  const row = asRecord(argument);
  const isRow = row["kind"] === "network" && asText(row["networkId"]) !== "";
  if (argument === undefined || argument === null || isRow) {
    const networkId = isRow ? asText(row["networkId"]) : undefined;
    return { spec: {}, ask: "image", pull: true, networkId };
  }
  const reader = new ArgumentReader(argument, fields);
  const ask = reader.optionalWord("ask", ["image", "name", "network"]);
  const spec = {
    image: ask === undefined ? reader.text("image") : reader.optionalText("image"),
    name: reader.optionalText("name"),
    network: ask === undefined ? reader.text("network") : reader.optionalText("network"),
    command: reader.optionalTexts("command"),
    aliases: reader.optionalTexts("aliases"),
  };
  const pull = reader.optionalFlag("pull") ?? ask !== undefined;
  return { spec, ask, pull, networkId: undefined };
}
