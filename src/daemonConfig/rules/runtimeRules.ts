// Runtimes, control groups and containerd's namespaces: what one option expects of another.
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { clash, fault, type NamedValue, type OptionLookup } from "../options/optionLookup.ts";
import type { Problem } from "./problem.ts";

/** What does not go together where containers are run. */
export function runtimeProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  return [
    ...defaultRuntimeProblems(options, version),
    ...cgroupProblems(options),
    ...namespaceProblems(options),
  ];
}

function defaultRuntimeProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  const runtime = options.last("default-runtime");
  if (runtime === undefined) return [];
  const { text } = runtime;
  const own = ["runc", "io.containerd.runc.v2"].concat(
    isAtLeast(version, "23.0") ? [] : ["io.containerd.runtime.v1.linux"],
  );
  // Newer daemons leave names such as io.containerd.kata.v2 to containerd.
  const isLeftOpen = isAtLeast(version, "23.0") && /^[^./][^./]*\.[^/]*$/.test(text);
  const isDefined = options
    .all("add-runtime")
    .some((each) => each.text.slice(0, Math.max(each.text.indexOf("="), 0)).trim() === text);
  if (own.includes(text) || isDefined || isLeftOpen) return [];
  return [fault("unknownRuntime", "error", runtime, { runtime: text })];
}

const driverName = "native.cgroupdriver";

function cgroupProblems(options: OptionLookup): readonly Problem[] {
  const drivers = options.all("exec-opt").flatMap((value) => {
    const [name = "", ...rest] = value.text.split("=");
    const driver = rest.join("=").trim();
    return name.trim().toLowerCase() === driverName && driver !== "" ? [{ value, driver }] : [];
  });
  // Of several, older daemons take the first and newer ones the last.
  const unknown = (drivers.length === 1 ? drivers : [])
    .filter(({ driver }) => driver !== "cgroupfs" && driver !== "systemd")
    .map(({ value, driver }) => fault("unknownCgroupDriver", "error", value, { driver }));
  const systemd = drivers.every(({ driver }) => driver === "systemd") ? drivers[0] : undefined;
  const parent = options.last("cgroup-parent");
  const isFine = parent === undefined || systemd === undefined || isSlice(parent);
  if (isFine) return unknown;
  const args = { parent: parent.text };
  return [...unknown, ...clash("cgroupParentNotSlice", "error", [systemd.value, parent], args)];
}

function isSlice({ text }: NamedValue): boolean {
  return text.length > 6 && text.endsWith(".slice");
}

/** Each has a default of its own, so that setting one to the other's is enough. */
function namespaceProblems(options: OptionLookup): readonly Problem[] {
  const containers = options.last("containerd-namespace");
  const plugins = options.last("containerd-plugins-namespace");
  const isSame = (containers?.text ?? "moby") === (plugins?.text ?? "plugins.moby");
  if (!isSame) return [];
  const values = [containers, plugins].filter((value) => value !== undefined);
  return clash("sameNamespaces", "error", values, {});
}
