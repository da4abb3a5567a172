// The external key-value store of old overlay networks, and what swarm mode does not go together with.
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { parseGoDecimal } from "../options/goValues.ts";
import { clash, fault, type NamedValue, type OptionLookup } from "../options/optionLookup.ts";
import type { Problem } from "./problem.ts";

/** What does not go together between hosts. */
export function clusterProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  return [
    ...(isAtLeast(version, "23.0") ? [] : storeProblems(options)),
    ...swarmProblems(options, version),
  ];
}

function storeProblems(options: OptionLookup): readonly Problem[] {
  const advertise = options.last("cluster-advertise");
  const isAlone = advertise !== undefined && options.last("cluster-store") === undefined;
  const settings = options.all("cluster-store-opt");
  return [
    ...(isAlone
      ? [fault("advertiseWithoutStore", "error", advertise, { advertise: advertise.spelling })]
      : []),
    ...storeTlsProblems(settings),
    ...(advertise === undefined ? [] : storeTimeProblems(settings)),
  ];
}

const tlsFiles = ["kv.cacertfile", "kv.certfile", "kv.keyfile"];

function storeTlsProblems(settings: readonly NamedValue[]): readonly Problem[] {
  const files = tlsFiles.map((name) => settingOf(settings, name));
  const given = files.filter((file) => file !== undefined);
  if (given.length === 0 || given.length === tlsFiles.length) return [];
  return clash("storeTlsIncomplete", "warning", given, {});
}

/** Seconds; without a heartbeat of its own, the ttl sets that too. */
function storeTimeProblems(settings: readonly NamedValue[]): readonly Problem[] {
  const ttl = settingOf(settings, "discovery.ttl");
  const heartbeat = settingOf(settings, "discovery.heartbeat");
  const [longer, shorter] = [secondsOf(ttl), secondsOf(heartbeat)];
  const isFine = longer === undefined || shorter === undefined || longer > shorter;
  if (isFine || ttl === undefined || heartbeat === undefined) return [];
  return clash("storeTimes", "error", [heartbeat, ttl], {});
}

function settingOf(settings: readonly NamedValue[], name: string): NamedValue | undefined {
  const found = settings.findLast(({ text }) => text.startsWith(`${name}=`));
  return found?.text === `${name}=` ? undefined : found;
}

function secondsOf(setting: NamedValue | undefined): bigint | undefined {
  return setting && parseGoDecimal(setting.text.slice(setting.text.indexOf("=") + 1));
}

/** Whether a daemon is in swarm mode no file says; these options are for swarm mode and nothing else. */
function swarmProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  const swarm =
    options.last("swarm-default-advertise-addr") ?? options.last("node-generic-resource");
  if (swarm === undefined) return [];
  const liveRestore = options.switched("live-restore", "on");
  const backend = options.last("firewall-backend");
  return [
    ...(liveRestore === undefined
      ? []
      : clash("liveRestoreWithSwarm", "warning", [swarm, liveRestore], {
          liveRestore: liveRestore.spelling,
        })),
    ...(backend?.text === "nftables" && isLeftToSwarm(options, version)
      ? clash("nftablesWithSwarm", "warning", [swarm, backend], { backend: backend.text })
      : []),
  ];
}

function isLeftToSwarm(options: OptionLookup, version: EngineVersion): boolean {
  const isAllowed =
    isAtLeast(version, "29.6") &&
    options.all("feature").some(({ text }) => /^swarm-nftables(=true)?$/.test(text));
  return options.switched("iptables", "off") === undefined && !isAllowed;
}
