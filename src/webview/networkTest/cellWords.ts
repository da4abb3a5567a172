// What is said of one place: its whole sentence, for those who hear it, and its short words beside the
// symbol.
import type { ShownCell } from "../../shared/networkTest.ts";
import type { Place } from "./place.ts";
import type { RunModel } from "./runModel.ts";
import type { Words } from "./words.ts";

/** “web to db: reachable, 0.21 ms, 25% lost, was blocked”. */
export function cellSentence(
  model: RunModel,
  place: Place,
  { words, was = "" }: { readonly words: Words; readonly was?: string | undefined },
): string {
  const from = model.rows[place.row]?.name ?? "";
  const to = model.columns[place.column]?.name ?? "";
  const state = model.stateAt(place);
  if (state === "self") return words.say("itself", from);
  const cell = model.cellAt(place);
  const facts = [stateWords(model, place, words), cell?.says ?? "", lossWords(cell, words), was];
  return words.say("cell", from, to, facts.filter((fact) => fact !== "").join(", "));
}

/** The state alone. A place that nobody will ask any more doesn't wait. */
export function stateWords(model: RunModel, place: Place, words: Words): string {
  const state = model.stateAt(place);
  if (state === "self") return words.say("notAsked");
  if (state === "waiting" && model.state !== "running" && model.cellAt(place) === undefined) {
    return words.say("notAsked");
  }
  return words.say(state);
}

/** What stands beside the symbol where there is room. */
export function shortWords(cell: ShownCell | undefined, words: Words): string {
  const loss = lossWords(cell, words);
  return loss === "" ? (cell?.says ?? "") : loss;
}

/** True where some of the packets came back, and not all. */
export function isLossy(cell: ShownCell | undefined): boolean {
  return cell?.loss !== undefined && cell.loss > 0 && cell.loss < 1;
}

/** Empty where all came back, or none did, which the state says already. */
export function lossWords(cell: ShownCell | undefined, words: Words): string {
  return isLossy(cell) ? words.say("loss", words.percentage(cell?.loss ?? 0)) : "";
}
