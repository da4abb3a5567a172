// What a rule is: a pure function from what is known to what there is to say.
import type { SourceFile } from "../configFile.ts";
import type { Configuration } from "../configuration.ts";
import type { EngineVersion } from "../options/engineVersion.ts";
import type { OptionData } from "../options/optionData.ts";
import type { Problem } from "./problem.ts";

/** What this machine is like, where the file is its own. */
export interface Machine {
  /** The names of its network interfaces. */
  readonly interfaces: readonly string[];
}

export interface RuleContext {
  readonly configuration: Configuration;
  /** The file to judge. Problems elsewhere are left out by whoever calls the rule. */
  readonly file: SourceFile;
  readonly version: EngineVersion;
  readonly data: OptionData;
  /** Undefined unless the configuration is this machine's. */
  readonly machine: Machine | undefined;
}

export type Rule = (context: RuleContext) => readonly Problem[];
