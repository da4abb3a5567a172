// The options of dockerd with the version that a file is written for.
import type { EngineVersion } from "../engineVersion.ts";
import type { OptionData } from "../optionData.ts";

export interface TargetOptions {
  readonly data: OptionData;
  readonly version: EngineVersion;
}
