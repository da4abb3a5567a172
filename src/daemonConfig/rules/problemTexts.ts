// The words of every problem, by its code. Each group of rules keeps its own table beside its rules.
import { combinationTexts } from "./combinationTexts.ts";
import { commandTexts } from "./commandTexts.ts";
import { daemonJsonTexts } from "./daemonJsonTexts.ts";
import { directiveTexts } from "./directiveTexts.ts";
import { environmentTexts } from "./environmentTexts.ts";
import { execTexts } from "./execTexts.ts";
import { flagTexts } from "./flagTexts.ts";
import { unitLineTexts } from "./unitLineTexts.ts";
import { optionTexts } from "./optionTexts.ts";
import { placementTexts } from "./placementTexts.ts";
import { variableTexts } from "./variableTexts.ts";

/** A group's texts: the code is what settings, reports and the pages in media/rules name the problem by. */
export type ProblemTexts = Readonly<Record<string, string>>;

export const problemTexts = {
  ...unitLineTexts,
  ...directiveTexts,
  ...execTexts,
  ...environmentTexts,
  ...daemonJsonTexts,
  ...combinationTexts,
  ...commandTexts,
  ...flagTexts,
  ...optionTexts,
  ...placementTexts,
  ...variableTexts,
} as const satisfies ProblemTexts;

export type ProblemCode = keyof typeof problemTexts;
