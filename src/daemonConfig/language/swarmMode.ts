// From a key-value store to swarm mode: what to take out of the configuration, and what to do instead.
import { membersOf } from "../syntax/daemonJson.ts";
import { isAtLeast } from "../options/engineVersion.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";
import { optionAtOffset, removeUses, writtenUses } from "./commandOptions.ts";
import { cursorAt } from "./cursorAt.ts";
import { changeKeys, isEditable } from "./daemonJsonEdits.ts";
import type { FileContext } from "./fileContext.ts";
import { together, type FileChange, type Fix } from "./fix.ts";

const flagNames = ["cluster-store", "cluster-advertise", "cluster-store-opt"];
const keys = ["cluster-store", "cluster-advertise", "cluster-store-opts"];

/** Takes the options of the key-value store out, and leaves a comment that says how to go on. */
export function swarmInstead(context: FileContext, offset: number): Fix | undefined {
  const { configuration, translate } = context;
  if (!isAtLeast(configuration.version, "1.12") || !isAtStore(context, offset)) return undefined;
  const options = flagNames.flatMap((name) => configuration.data.flags.get(name) ?? []);
  const uses = writtenUses(options, context);
  if (uses === undefined) return undefined;
  const steps = swarmSteps(context).map((step) => `# ${step}`);
  const flags = removeUses(uses, context, steps);
  return {
    title: translate("Use swarm mode instead of the key-value store"),
    ...together(flags, { changes: keyChanges(context) }),
  };
}

/** What to do instead, step by step. */
export function swarmSteps({ configuration, translate }: FileContext): readonly string[] {
  const advertise = configuration.options.find(({ option }) => option.name === "cluster-advertise");
  const address = advertise?.values.at(-1)?.text.replace(/:\d+$/, "") ?? "";
  const isPlain = /^[\w.@-]+$/.test(address);
  const own = isPlain ? ` --advertise-addr ${address}` : "";
  return [
    translate("Overlay networks with swarm mode, without a key-value store:"),
    translate("1. On one host: {command}", { command: `docker swarm init${own}` }),
    translate("2. On every other host, the command that it prints: {command}", {
      command: "docker swarm join --token TOKEN ADDRESS:2377",
    }),
    translate("3. On the first host, once: {command}", {
      command: "docker network create --driver overlay --attachable NAME",
    }),
    translate("Open between the hosts: {ports}", {
      ports: "2377/tcp, 7946/tcp, 7946/udp, 4789/udp",
    }),
  ];
}

function isAtStore(context: FileContext, offset: number): boolean {
  const { parsed, configuration } = context;
  const name = optionAtOffset(context, offset)?.place.use.option.name;
  if (name !== undefined) return flagNames.includes(name);
  const cursor = cursorAt(parsed, offset, configuration);
  if (cursor.kind === "jsonKey") return cursor.path.length === 0 && keys.includes(cursor.key);
  return cursor.kind === "jsonValue" && keys.includes(String(cursor.path[0]));
}

function keyChanges({ configuration }: FileContext): readonly FileChange[] {
  const file = configuration.daemonJson?.file;
  if (file === undefined || !isEditable(file.text)) return [];
  const present = membersOf(parsedDaemonJson(file.text)).filter(({ key }) => keys.includes(key));
  if (present.length === 0) return [];
  return [
    changeKeys(
      file,
      present.map(({ key }) => ({ path: [key], value: undefined })),
    ),
  ];
}
