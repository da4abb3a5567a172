// The default log driver and its options, which dockerd checks when it starts.
import { nearest } from "../../base/nearMiss.ts";
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { commonLogOptions, logDrivers, logOptionsOf } from "./logOptions.ts";
import { clash, fault, type NamedValue, type OptionLookup } from "../options/optionLookup.ts";
import type { Problem } from "./problem.ts";

/** What is wrong with log driver and options together. */
export function logProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  const driver = options.last("log-driver");
  const name = driver?.text ?? "json-file";
  // Without a log, there is nothing to check.
  if (name === "none") return [];
  const settings = options.all("log-opt");
  return [
    ...(driver === undefined ? [] : nameProblems(driver)),
    ...modeProblems(settings),
    ...settings.flatMap((setting) => settingProblems(setting, driver, version)),
  ];
}

const drivers = ["none", "logentries", "etwlogs", ...logDrivers];

/** Any other name may be a plugin's, so only a slip of the pen counts. */
function nameProblems(driver: NamedValue): readonly Problem[] {
  if (drivers.includes(driver.text)) return [];
  const suggestion = nearest(driver.text, drivers);
  if (suggestion === undefined) return [];
  return [fault("unknownLogDriver", "warning", driver, { driver: driver.text, suggestion })];
}

function settingProblems(
  setting: NamedValue,
  driver: NamedValue | undefined,
  version: EngineVersion,
): readonly Problem[] {
  const driverName = driver?.text ?? "json-file";
  const known = logOptionsOf(driverName);
  const name = nameOf(setting);
  if (known === undefined || name === "" || commonLogOptions.has(name)) return [];
  const option = known.get(name);
  const args = { driver: driverName, option: name };
  if (option === undefined) {
    const values = driver === undefined ? [setting] : [driver, setting];
    return clash("unknownLogOption", "error", values, args);
  }
  const { since, removedIn } = option;
  if (since !== undefined && !isAtLeast(version, since)) {
    return [fault("logOptionNotYet", "error", setting, { ...args, release: since })];
  }
  if (removedIn !== undefined && isAtLeast(version, removedIn)) {
    return [fault("logOptionRemoved", "error", setting, { ...args, release: removedIn })];
  }
  return [];
}

function modeProblems(settings: readonly NamedValue[]): readonly Problem[] {
  const mode = settings.findLast((setting) => nameOf(setting) === "mode");
  const buffer = settings.findLast((setting) => nameOf(setting) === "max-buffer-size");
  const value = mode === undefined ? "" : mode.text.slice("mode=".length);
  if (mode !== undefined && !["", "blocking", "non-blocking"].includes(value)) {
    return [fault("logModeUnknown", "error", mode, { mode: value })];
  }
  if (buffer === undefined || value === "non-blocking") return [];
  const values = mode === undefined ? [buffer] : [mode, buffer];
  return clash("logBufferWithoutMode", "error", values, {});
}

function nameOf({ text }: NamedValue): string {
  return text.replace(/=.*$/s, "");
}
