// The run that is compared with, and what changed since then.
import type { ShownComparison } from "../../shared/networkTest.ts";
import type { Place } from "./place.ts";
import type { RunModel } from "./runModel.ts";

export class Comparison {
  readonly summary: string;
  readonly places: readonly Place[];
  private readonly says: ReadonlyMap<number, string>;
  private readonly model: RunModel;

  constructor(model: RunModel, { summary, changes }: ShownComparison) {
    this.model = model;
    this.summary = summary;
    this.places = changes;
    this.says = new Map(changes.map((change) => [model.indexOf(change), change.says]));
  }

  /** “was blocked”, or undefined where it is as it was. */
  changeAt(place: Place): string | undefined {
    return this.says.get(this.model.indexOf(place));
  }
}
