// The values to offer for an option: those that it knows, and those that this machine has.
import type { DaemonOption } from "../options/optionRecords.ts";
import type { FileContext } from "./fileContext.ts";
import { logOptionNames } from "./logOptionNames.ts";
import { defaultAt, valuesAt } from "./optionFacts.ts";

export interface ValueSuggestion {
  readonly value: string;
  /** English, for `Translate`; empty for none. */
  readonly detail: string;
  readonly args?: Readonly<Record<string, string>>;
}

/** The values to offer for an option, the likeliest first, as a flag would say them. */
export function valueSuggestions(
  option: DaemonOption,
  context: FileContext,
): readonly ValueSuggestion[] {
  const { version } = context.configuration;
  const own = suggestionsByName.get(option.name)?.(context) ?? [];
  const isPartial = option.valuesOf !== undefined;
  const known = isPartial ? [] : valuesAt(option, version).map((value) => plainSuggestion(value));
  const booleans = option.type === "bool" ? ["true", "false"] : [];
  const preset = defaultAt(option, version);
  const all = [...own, ...known, ...booleans.map((value) => plainSuggestion(value))];
  const isWord = preset !== undefined && /^[^\s(]+$/.test(preset);
  const missing =
    isWord && !all.some(({ value }) => value === preset) ? [plainSuggestion(preset)] : [];
  const marked = [...all, ...missing].map((suggestion) =>
    suggestion.value === preset ? { ...suggestion, detail: "the default" } : suggestion,
  );
  return [...new Map(marked.map((suggestion) => [suggestion.value, suggestion])).values()];
}

function plainSuggestion(value: string, detail = ""): ValueSuggestion {
  return { value, detail };
}

type Suggest = (context: FileContext) => readonly ValueSuggestion[];

const suggestionsByName: ReadonlyMap<string, Suggest> = new Map<string, Suggest>([
  ["host", hosts],
  ["cluster-store", stores],
  ["cluster-advertise", (context) => interfaces(context, ":2376")],
  ["swarm-default-advertise-addr", (context) => interfaces(context, "")],
  [
    "bridge",
    (context) => [...interfaces(context, ""), plainSuggestion("none", "no default bridge network")],
  ],
  ["cluster-store-opt", (context) => keys("cluster-store-opt", context)],
  ["default-ulimit", (context) => keys("default-ulimit", context)],
  ["feature", (context) => features(context)],
  ["log-opt", logOptions],
  [
    "default-address-pool",
    () => [plainSuggestion("base=10.200.0.0/16,size=24", "256 networks of 254 addresses each")],
  ],
  [
    "exec-opt",
    () => ["systemd", "cgroupfs"].map((name) => plainSuggestion(`native.cgroupdriver=${name}`)),
  ],
  ["storage-opt", storageOptions],
  [
    "containerd",
    () => [
      plainSuggestion("/run/containerd/containerd.sock", "the socket of the packaged containerd"),
    ],
  ],
  ["config-file", () => [plainSuggestion("/etc/docker/daemon.json")]],
]);

function hosts({ settings }: FileContext): readonly ValueSuggestion[] {
  const contexts = (settings.contexts ?? [])
    .filter(({ address }) => /^(unix|tcp|fd):\/\/[\w.:[\]/@-]*$/.test(address))
    .map(({ name, address }) => ({ value: address, detail: "the context {name}", args: { name } }));
  return [
    plainSuggestion("fd://", "the sockets that systemd hands over"),
    plainSuggestion("unix:///var/run/docker.sock", "the usual socket"),
    plainSuggestion("tcp://127.0.0.1:2375", "this machine only, no TLS"),
    plainSuggestion("tcp://0.0.0.0:2376", "every interface; needs --tlsverify"),
    ...contexts,
  ];
}

function stores(): readonly ValueSuggestion[] {
  return [
    plainSuggestion("consul://127.0.0.1:8500"),
    plainSuggestion("etcd://127.0.0.1:2379"),
    plainSuggestion("zk://127.0.0.1:2181"),
  ];
}

function interfaces({ settings }: FileContext, suffix: string): readonly ValueSuggestion[] {
  return (settings.machine?.interfaces ?? [])
    .filter((name) => /^[\w.@-]+$/.test(name))
    .map((name) => plainSuggestion(`${name}${suffix}`, "an interface of this machine"));
}

/** The keys that the option's values begin with. */
function keys(name: string, { configuration }: FileContext): readonly ValueSuggestion[] {
  const option = configuration.data.flags.get(name);
  if (option === undefined) return [];
  return valuesAt(option, configuration.version).map((key) => plainSuggestion(`${key}=`));
}

function features({ configuration }: FileContext): readonly ValueSuggestion[] {
  const option = configuration.data.flags.get("feature");
  if (option === undefined) return [];
  return valuesAt(option, configuration.version).map((name) => plainSuggestion(`${name}=true`));
}

function logOptions({ configuration }: FileContext): readonly ValueSuggestion[] {
  const driver = configuration.options.find(({ option }) => option.name === "log-driver");
  const name = driver?.values.at(-1)?.text;
  return logOptionNames(name, configuration.version).map((key) => plainSuggestion(`${key}=`));
}

const storageKeys: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(overlay2)?$/, ["overlay2.size="]],
  [/^btrfs$/, ["btrfs.min_space="]],
  [/^zfs$/, ["zfs.fsname="]],
  [
    /^devicemapper$/,
    [
      "dm.thinpooldev=",
      "dm.basesize=",
      "dm.fs=",
      "dm.use_deferred_removal=",
      "dm.use_deferred_deletion=",
    ],
  ],
];

function storageOptions({ configuration }: FileContext): readonly ValueSuggestion[] {
  const driver = configuration.options.find(({ option }) => option.name === "storage-driver");
  const name = driver?.values.at(-1)?.text ?? "";
  return storageKeys
    .filter(([pattern]) => pattern.test(name))
    .flatMap(([, names]) => names.map((key) => plainSuggestion(key)));
}
