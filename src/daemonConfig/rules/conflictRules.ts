// What is wrong between the command line and daemon.json.
import type { Place, SourceFile } from "../configFile.ts";
import { membersOf } from "../syntax/daemonJson.ts";
import { canRead } from "../daemonJsonOptions.ts";
import type { EffectiveOption } from "../effectiveOptions.ts";
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import type { DaemonOption } from "../options/optionRecords.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";

export const conflictRules: readonly Rule[] = [optionsInBoth, missingDaemonJson];

/**
 * dockerd refuses a flag whose name is in the file, whatever the values, and whether or not the key does
 * anything. Only runtimes are put together, since 18.09.
 */
function optionsInBoth({ configuration, version }: RuleContext): readonly Problem[] {
  const { options, daemonJson } = configuration;
  const keys = daemonJson?.file === undefined ? [] : keysIn(daemonJson.file, version);
  const places = new Map(keys.map(({ key, place }) => [key, place]));
  return options
    .filter(({ source }) => source === "commandLine")
    .filter(({ option }) => option.name !== "add-runtime" || !isAtLeast(version, "18.09"))
    .flatMap((flag) => {
      const key = keysOf(flag.option, version).find((each) => places.has(each));
      const place = key === undefined ? undefined : places.get(key);
      return key === undefined || place === undefined ? [] : problemsOfBoth(flag, key, place);
    });
}

/** A list goes by its key in the file, everything else by the flag's name. */
function keysOf(
  { name, jsonKey, isRepeatable }: DaemonOption,
  version: EngineVersion,
): readonly string[] {
  if (name === "host-gateway-ip") {
    return isAtLeast(version, "28.0") ? ["host-gateway-ips", name] : [name];
  }
  return [isRepeatable ? (jsonKey ?? name) : name];
}

/** The same is said in both files: either can be changed. */
function problemsOfBoth(flag: EffectiveOption, key: string, inFile: Place): readonly Problem[] {
  const isHosts = flag.option.name === "host";
  const problem = {
    code: isHosts ? "hostsInBoth" : "optionInBoth",
    severity: "error",
    args: {
      name: flag.option.name,
      flag: isHosts ? `${flag.spelling} ${flag.values[0]?.text ?? ""}` : flag.spelling,
      key: `"${key}"`,
    },
  } as const;
  return [
    ...flag.values.map(({ name }) => ({ ...problem, ...name, related: [inFile] })),
    { ...problem, ...inFile, related: flag.values.map(({ name }) => name) },
  ];
}

interface PlacedKey {
  readonly key: string;
  readonly place: Place;
}

/** The names that dockerd compares: those inside of objects that it doesn't know count as well. */
function keysIn({ uri, text }: SourceFile, version: EngineVersion): readonly PlacedKey[] {
  const json = parsedDaemonJson(text);
  if (!canRead(json, version)) return [];
  const inner = membersOf(json).flatMap((member) =>
    member.value.kind === "object" && !flatKeys.has(member.key) ? member.value.members : [member],
  );
  return inner.map(({ key, keyRange }) => ({ key, place: { uri, range: keyRange } }));
}

/** The keys whose value is an object by nature. */
const flatKeys: ReadonlySet<string> = new Set([
  ...["builder", "cluster-store-opts", "default-network-opts", "default-ulimits"],
  ...["features", "log-opts", "nri-opts", "runtimes"],
]);

function missingDaemonJson({ configuration }: RuleContext): readonly Problem[] {
  const { scope, daemonJson, options } = configuration;
  if (scope !== "machine" || daemonJson?.isNamed !== true || daemonJson.status !== "missing") {
    return [];
  }
  const place = options.find(({ option }) => option.name === "config-file")?.values.at(-1)?.place;
  if (place === undefined) return [];
  const args = { path: daemonJson.path };
  return [{ code: "daemonJsonMissing", severity: "error", ...place, args }];
}
