// What is wrong with the flags of the command line that starts dockerd, at the place where each is written.
import type { Rule } from "./rule.ts";

export const flagRules: readonly Rule[] = [];
