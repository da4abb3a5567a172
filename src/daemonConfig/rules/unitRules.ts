// All rules that look at one unit, drop-in or socket file by itself.
import { directiveRules } from "./directiveRules.ts";
import { execRules } from "./execRules.ts";
import { execStartRules } from "./execStartRules.ts";
import type { Rule } from "./rule.ts";
import { unitEnvironmentRules } from "./unitEnvironmentRules.ts";
import { unitLineRules } from "./unitLineRules.ts";

export const unitRules: readonly Rule[] = [
  ...unitLineRules,
  ...directiveRules,
  ...execRules,
  ...execStartRules,
  ...unitEnvironmentRules,
];
