// The options of dockerd with the version that a file is written for.
import type { EngineVersion } from "../options/engineVersion.ts";
import type { OptionData } from "../options/optionData.ts";

export interface TargetOptions {
  readonly data: OptionData;
  readonly version: EngineVersion;
}
