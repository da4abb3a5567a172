// What to do about an API that listens on TCP without TLS: ask for certificates, keep to this machine, or go by ssh.
import type { JsonPath } from "./cursorContext.ts";
import { cursorAt } from "./cursorAt.ts";
import { optionAtOffset, removeUses } from "./commandOptions.ts";
import { changeKeys, isEditable, type KeyChange } from "./daemonJsonEdits.ts";
import type { FileContext } from "./fileContext.ts";
import type { Changes, Fix } from "./fix.ts";
import { appendedWords } from "./runEdits.ts";
import { changeWords } from "./dropIn.ts";
import { withChanges, type TextChange } from "./textChange.ts";
import { membersOf } from "../syntax/daemonJson.ts";
import { parseGoBool } from "../options/goValues.ts";
import { parsedDaemonJson } from "../syntax/parsedTexts.ts";

/** The ways out for the address at an offset; none where it is no TCP address, or TLS is on. */
export function tlsOffers(context: FileContext, offset: number): readonly Fix[] {
  if (tlsValues(context).some((value) => parseGoBool(value) === true)) return [];
  return context.parsed.syntax === "json"
    ? keyOffers(context, offset)
    : flagOffers(context, offset);
}

/** What the configuration says of TLS; nothing in most. */
function tlsValues({ configuration }: FileContext): readonly string[] {
  return configuration.options
    .filter(({ option }) => /^tls(?:verify)?$/.test(option.name))
    .flatMap(({ values }) => values.map(({ text }) => text));
}

const folder = "/etc/docker/tls";
const certificates = {
  tlscacert: `${folder}/ca.pem`,
  tlscert: `${folder}/server-cert.pem`,
  tlskey: `${folder}/server-key.pem`,
};

interface Address {
  readonly host: string;
  readonly port: string;
}

function addressOf(text: string): Address | undefined {
  const match = /^(?:tcp:\/\/)?(\[[^\]]*\]|[^:/[\]]*)(?::(\d*))?\/?$/i.exec(text.trim());
  return match === null ? undefined : { host: match[1] ?? "", port: match[2] ?? "" };
}

function tlsAddress({ host, port }: Address): string {
  return `tcp://${host}:${port === "" || port === "2375" ? "2376" : port}`;
}

function localAddress({ port }: Address): string {
  return `tcp://127.0.0.1:${port === "" ? "2375" : port}`;
}

function isLocal({ host }: Address): boolean {
  return /^(?:127(?:\.\d+){3}|localhost|\[::1\]|)$/i.test(host);
}

function flagOffers(context: FileContext, offset: number): readonly Fix[] {
  const { file } = context;
  const placed = optionAtOffset(context, offset);
  if (placed?.place.use.option.name !== "host") return [];
  const { use, valueRange } = placed.place;
  const address = addressOf(use.value);
  const isWritten =
    valueRange !== undefined && file.text.slice(valueRange.start, valueRange.end) === use.value;
  if (address === undefined || !isWritten) return [];
  const put = (newText: string, more: readonly TextChange[] = []): Changes =>
    changeWords(context, file, (text) =>
      withChanges(text, [{ range: valueRange, newText }, ...more]),
    );
  const paths = Object.entries(certificates).map(([name, path]) => `--${name}=${path}`);
  const words = appendedWords(file, placed.run, ["--tlsverify", ...paths]);
  return offersFor(address, context, {
    tls: words && put(tlsAddress(address), [words]),
    local: put(localAddress(address)),
    none: removeUses([placed], context),
  });
}

function keyOffers(context: FileContext, offset: number): readonly Fix[] {
  const { file, parsed, configuration } = context;
  const cursor = cursorAt(parsed, offset, configuration);
  const path = cursor.kind === "jsonValue" ? cursor.path : [];
  const [key, index] = path;
  if (key !== "hosts" || typeof index !== "number" || !isEditable(file.text)) return [];
  const hosts = membersOf(parsedDaemonJson(file.text)).find((member) => member.key === "hosts");
  const items = hosts?.value.kind === "array" ? hosts.value.items : [];
  const texts = items.flatMap((item) => (item.kind === "string" ? [item.text] : []));
  const address = addressOf(texts[index] ?? "");
  if (address === undefined || texts.length !== items.length) return [];
  const others = texts.filter((_, at) => at !== index);
  const change = (...changes: readonly KeyChange[]): Changes => ({
    changes: [changeKeys(file, changes)],
  });
  const at: JsonPath = ["hosts", index];
  const keys = Object.entries({ tlsverify: true, ...certificates });
  return offersFor(address, context, {
    tls: change(
      { path: [...at], value: tlsAddress(address) },
      ...keys.map(([name, value]) => ({ path: [name], value })),
    ),
    local: change({ path: [...at], value: localAddress(address) }),
    none: change({ path: ["hosts"], value: others.length === 0 ? undefined : others }),
  });
}

interface Offers {
  readonly tls: Changes | undefined;
  readonly local: Changes;
  readonly none: Changes;
}

function offersFor(
  address: Address,
  context: FileContext,
  { tls, local, none }: Offers,
): readonly Fix[] {
  const { translate } = context;
  // Where somebody has switched it off, two options would say two things.
  const isOff = tlsValues(context).length > 0;
  return [
    ...(tls === undefined || isOff
      ? []
      : [
          {
            title: translate("Require TLS, with certificates in {folder}", { folder }),
            ...tls,
          },
        ]),
    { title: translate("Remove the address, and reach the engine by ssh://"), ...none },
    ...(isLocal(address) ? [] : [{ title: translate("Listen on this machine only"), ...local }]),
  ];
}
