// The options of a configuration by their names, for rules that look at several of them together.
import { groupBy } from "../../base/groupBy.ts";
import type { EffectiveOption, EffectiveValue } from "../effectiveOptions.ts";
import { parseGoBool } from "./goValues.ts";
import type { Problem, RelatedPlace, Severity } from "../rules/problem.ts";
import type { ProblemCode } from "../rules/problemTexts.ts";

/** One value with the name that it was set by. */
export interface NamedValue extends EffectiveValue {
  /** `--host`, `hosts`. */
  readonly spelling: string;
}

export class OptionLookup {
  readonly #values: ReadonlyMap<string, readonly NamedValue[]>;

  constructor(options: readonly EffectiveOption[]) {
    const named = options.flatMap(({ option, spelling, values }) =>
      values.map((value) => ({ name: option.name, value: { ...value, spelling } })),
    );
    const groups = groupBy(named, ({ name }) => name);
    this.#values = new Map(
      [...groups].map(([name, group]) => [name, group.map(({ value }) => value)]),
    );
  }

  /** All values of an option by its flag's long name, in the order in which they are written. */
  all(name: string): readonly NamedValue[] {
    return this.#values.get(name) ?? [];
  }

  /** The value that counts, undefined where the option is not set or set to nothing. */
  last(name: string): NamedValue | undefined {
    const value = this.all(name).at(-1);
    return value?.text === "" ? undefined : value;
  }

  /** Where a switch is on or off by what is written. Undefined where nothing is. */
  switched(name: string, to: "on" | "off"): NamedValue | undefined {
    const value = this.last(name);
    const isOn = value && parseGoBool(value.text);
    return isOn === (to === "on") ? value : undefined;
  }
}

/** What is wrong with several values together: said once in each file that has one of them. */
export function clash(
  code: ProblemCode,
  severity: Severity,
  values: readonly NamedValue[],
  args: Problem["args"],
): readonly Problem[] {
  const byFile = groupBy(values, ({ place }) => place.uri);
  return [...byFile].flatMap(([uri, inFile]) => {
    const at = inFile.at(-1);
    if (at === undefined) return [];
    const related = values.filter((value) => value !== at).map(relatedPlace);
    return [{ code, severity, uri, range: at.place.range, args, related }];
  });
}

/** What is wrong with one value, given the others. */
export function fault(
  code: ProblemCode,
  severity: Severity,
  { place }: NamedValue,
  args: Problem["args"],
): Problem {
  return { code, severity, uri: place.uri, range: place.range, args };
}

function relatedPlace({ place }: NamedValue): RelatedPlace {
  return { uri: place.uri, range: place.range };
}
