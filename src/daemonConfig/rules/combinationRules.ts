// Options that do not go together, whether flags or daemon.json set them.
import { bridgeProblems } from "./bridgeRules.ts";
import { clusterProblems } from "./clusterRules.ts";
import type { EffectiveOption } from "../effectiveOptions.ts";
import { formatEngineVersion, type EngineVersion } from "../options/engineVersion.ts";
import { isReadable } from "./jsonSyntaxRules.ts";
import { logProblems } from "./logRules.ts";
import { hasOpenOptions } from "../openWords.ts";
import { OptionLookup } from "../options/optionLookup.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { ProblemCode } from "./problemTexts.ts";
import type { Rule } from "./rule.ts";
import { runtimeProblems } from "./runtimeRules.ts";
import { storageProblems } from "./storageRules.ts";
import { tlsProblems } from "./tlsRules.ts";

/** A group of rules over all options of one daemon. */
export type CombinationRule = (options: OptionLookup, version: EngineVersion) => readonly Problem[];

const groups: readonly CombinationRule[] = [
  bridgeProblems,
  tlsProblems,
  clusterProblems,
  runtimeProblems,
  storageProblems,
  logProblems,
];

/** What is wrong with a daemon's options together. The places are those of the values. */
export function combinationProblems(
  options: readonly EffectiveOption[],
  version: EngineVersion,
): readonly Problem[] {
  const lookup = new OptionLookup(options);
  const shown = { version: formatEngineVersion(version) };
  return groups
    .flatMap((problems) => problems(lookup, version))
    .map((problem) => ({ ...problem, args: { ...shown, ...problem.args } }));
}

/** A daemon.json that is no JSON sets nothing: dockerd does not get as far. */
const rule: Rule = ({ configuration, version }) => {
  const { daemonJson, options, scope, commands } = configuration;
  const isRead =
    daemonJson?.file === undefined || isReadable(parsedDaemonJson(daemonJson.file.text));
  const read = isRead ? options : options.filter(({ source }) => source === "commandLine");
  const problems = combinationProblems(read, version);
  const isOpen =
    (scope !== "machine" && daemonJson?.status !== "read") ||
    commands.some(({ words }) => hasOpenOptions(words));
  if (!isOpen) return problems;
  const written = new Set(read.map(({ option }) => option.name));
  return problems.filter(({ code }) => {
    const defaults = ofDefault[code] ?? [];
    return !ofLacking.has(code) && defaults.every((name) => written.has(name));
  });
};

/** What one option lacks from another may stand in a daemon.json that is not at hand, or in a variable. */
const ofLacking: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...(["advertiseWithoutStore", "ip6tablesWithoutExperimental", "ipv6WithoutSubnet"] as const),
  ...(["logBufferWithoutMode", "storeTlsIncomplete", "tlsFilesUnused", "unknownRuntime"] as const),
]);

/** Options whose default is what a problem rests on, where they are not written. */
const ofDefault: Readonly<Partial<Record<ProblemCode, readonly string[]>>> = {
  unknownLogOption: ["log-driver"],
  logOptionNotYet: ["log-driver"],
  logOptionRemoved: ["log-driver"],
  storageOptionRemoved: ["storage-driver"],
  sameNamespaces: ["containerd-namespace", "containerd-plugins-namespace"],
  nftablesWithSwarm: ["iptables"],
};

export const combinationRules: readonly Rule[] = [rule];
