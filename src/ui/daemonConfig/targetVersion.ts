// Which release a configuration is judged for, of all that have something to say about it. Pure.
import {
  parseEngineVersion,
  type EngineVersion,
} from "../../daemonConfig/options/engineVersion.ts";

export interface TargetVersion {
  readonly version: EngineVersion;
  readonly origin: "chosen" | "engine" | "setting" | "newest";
}

export interface VersionSources {
  /** True where this machine's own daemon reads the file. */
  readonly isOfThisMachine: boolean;
  /** What was chosen for this machine's files, in place of the engine's version. */
  readonly chosen: EngineVersion | undefined;
  /** That of the connected engine of this machine. */
  readonly engine: EngineVersion | undefined;
  /** As the setting says it; empty for none. */
  readonly setting: string;
  readonly newest: EngineVersion;
}

/**
 * For this machine's files what runs here, unless somebody has asked for another version; for all others
 * what the setting says; else the newest.
 */
export function targetVersion({
  isOfThisMachine,
  chosen,
  engine,
  setting,
  newest,
}: VersionSources): TargetVersion {
  if (isOfThisMachine && engine !== undefined) {
    if (chosen !== undefined) return { version: chosen, origin: "chosen" };
    return { version: engine, origin: "engine" };
  }
  const version = parseEngineVersion(setting);
  if (version !== undefined) return { version, origin: "setting" };
  return { version: newest, origin: "newest" };
}
