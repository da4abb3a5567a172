// Storage drivers that are on their way out, and options of a driver that is not the one.
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { clash, fault, type NamedValue, type OptionLookup } from "../options/optionLookup.ts";
import type { Problem } from "./problem.ts";

/** What is wrong with storage driver and options together. */
export function storageProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  const driver = options.last("storage-driver");
  return [
    ...(driver === undefined ? [] : deprecatedDriver(driver, version)),
    ...options.all("storage-opt").flatMap((option) => optionProblems(option, driver, version)),
  ];
}

/** From when on dockerd warns of a driver, and from when on it has none of it. */
const formerDrivers = new Map([
  ["aufs", { deprecatedSince: "19.03", removedIn: "24.0" }],
  ["overlay", { deprecatedSince: "18.09", removedIn: "24.0" }],
  ["devicemapper", { deprecatedSince: "18.09", removedIn: "25.0" }],
]);

function deprecatedDriver(driver: NamedValue, version: EngineVersion): readonly Problem[] {
  const former = formerDrivers.get(driver.text);
  if (former === undefined) return [];
  const { deprecatedSince, removedIn } = former;
  if (!isAtLeast(version, deprecatedSince) || isAtLeast(version, removedIn)) return [];
  const args = { driver: driver.text, release: removedIn };
  return [fault("deprecatedStorageDriver", "warning", driver, args)];
}

/** What each driver's options begin with, or are. Other drivers are plugins, or do not look at options. */
const optionsOfDriver = new Map([
  ["overlay2", /^overlay2\.(size|override_kernel_check)$/],
  ["devicemapper", /^dm\./],
  ["btrfs", /^btrfs\.min_space$/],
  ["zfs", /^zfs\.fsname$/],
  ["vfs", /^size$/],
]);

const kernelCheck = "overlay2.override_kernel_check";

function optionProblems(
  option: NamedValue,
  driver: NamedValue | undefined,
  version: EngineVersion,
): readonly Problem[] {
  const name = option.text.replace(/=.*$/s, "").trim().toLowerCase();
  // Without a driver by name, dockerd takes the one that it finds data of, mostly overlay2.
  const isOverlay = driver === undefined || driver.text === "overlay2";
  if (name === kernelCheck && isOverlay && isAtLeast(version, "24.0")) {
    const args = { option: name, release: "24.0" };
    return [fault("storageOptionRemoved", "error", option, args)];
  }
  const known = optionsOfDriver.get(driver?.text ?? "");
  if (driver === undefined || known === undefined || known.test(name)) return [];
  return clash("unknownStorageOption", "error", [driver, option], {
    driver: driver.text,
    option: name,
  });
}
