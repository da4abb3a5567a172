// What makes fixes for the problems of one code.
import type { Problem } from "../rules/problem.ts";
import type { ProblemCode } from "../rules/problemTexts.ts";
import type { FileContext } from "./fileContext.ts";
import type { Fix } from "./fix.ts";

/** The fixes for a problem, the likeliest first; none where it is not clear what to do. */
export type Fixer = (problem: Problem, context: FileContext) => readonly Fix[];

export type Fixers = Readonly<Partial<Record<ProblemCode, Fixer>>>;
