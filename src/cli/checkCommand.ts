// The words of `portolan check`, the engine that they mean, and what is printed.
import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { parseArgs } from "node:util";
import { english } from "../base/translate.ts";
import { askEngine } from "../connectivity/askEngine.ts";
import { defaultOutside, type Outside } from "../connectivity/outsideProbes.ts";
import { lookAt } from "../connectivity/diagnosis/look.ts";
import { findEngine } from "../engine/address.ts";
import { EngineConnection } from "../engine/connection.ts";
import { EngineClient } from "../engine/engineClient.ts";
import { EngineError, isAbort } from "../engine/errors.ts";
import { HelperContainers, removeLeftHelpers } from "../engine/helperContainers.ts";
import { machineSources } from "../engine/machineSources.ts";
import { isUp } from "../model/container.ts";
import { Picture } from "../model/picture.ts";
import { check, type ChecksInput, type OpenRun } from "./check.ts";
import { checkFormats, formatChecks, type CheckFormat } from "./checkFormats.ts";
import { exitCodeOf } from "./checkReport.ts";
import { UnreadableInput } from "./configFilesIn.ts";
import { UsageError } from "./usageError.ts";

/** Runs the checks that the words name, prints what became of them, and resolves to the exit code. */
export async function runCheckCommand(words: readonly string[]): Promise<number> {
  const wish = readWords(words);
  const inputs = await readFiles(wish.files);
  const opened: Opened[] = [];
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
  };
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    const open: OpenRun = () => openRun(wish, opened, interruption.signal);
    const report = await check(inputs, open, english, interruption.signal);
    process.stdout.write(formatChecks(report, wish.format));
    return exitCodeOf(report);
  } catch (error) {
    if (isAbort(error)) return 2;
    if (!(error instanceof EngineError)) throw error;
    process.stderr.write(`portolan: The engine cannot be used: ${error.message}\n`);
    return 2;
  } finally {
    // Helpers go while there is still a connection to say so.
    for (const { client, helpers } of opened) {
      await helpers[Symbol.asyncDispose]();
      client.dispose();
    }
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

interface Opened {
  readonly client: EngineClient;
  readonly helpers: HelperContainers;
}

interface Wish {
  readonly files: readonly string[];
  readonly host: string;
  readonly format: CheckFormat;
  readonly helperImage: string;
  readonly roomHelper: boolean;
  readonly outside: Outside;
}

function readWords(words: readonly string[]): Wish {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: {
      host: { type: "string", default: "" },
      format: { type: "string", default: "text" },
      "helper-image": { type: "string", default: "busybox:latest" },
      "room-helper": { type: "boolean", default: false },
      outside: { type: "string" },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new UsageError("check needs a file.");
  const format = checkFormats.find((one) => one === values.format);
  if (format === undefined) throw new UsageError(`There is no format "${values.format}".`);
  const outside = values.outside === undefined ? defaultOutside : outsideNamed(values.outside);
  const helperImage = values["helper-image"];
  const roomHelper = values["room-helper"];
  return { files: positionals, host: values.host, format, helperImage, roomHelper, outside };
}

/** `ADDRESS`, or `ADDRESS:PORT`; an IPv6 address with a port stands in brackets. */
function outsideNamed(text: string): Outside {
  if (isIP(text) !== 0) return { ...defaultOutside, addresses: [text] };
  const match = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(text);
  const [, address = "", port = ""] = match ?? [];
  if (isIP(address) === 0) {
    throw new UsageError(`"${text}" is not an address such as 192.0.2.1 or 192.0.2.1:443.`);
  }
  return { addresses: [address], port: Number(port) };
}

async function readFiles(files: readonly string[]): Promise<readonly ChecksInput[]> {
  return Promise.all(
    files.map(async (file) => {
      try {
        return { file, text: await readFile(file, "utf8") };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new UnreadableInput(`${file}: ${reason}`, { cause: error });
      }
    }),
  );
}

async function openRun(
  { host, helperImage, roomHelper, outside }: Wish,
  opened: Opened[],
  signal: AbortSignal,
): Promise<Awaited<ReturnType<OpenRun>>> {
  const connection = await EngineConnection.open(await findEngine(host, machineSources));
  const client = new EngineClient(connection);
  const helpers = new HelperContainers(connection, helperImage);
  opened.push({ client, helpers });
  const picture = new Picture(await client.listing(signal));
  // What an interrupted run has left is nobody else's to remove; the checks can do without.
  await removeLeftHelpers(connection, signal).catch((error: unknown) => {
    if (!(error instanceof EngineError)) throw error;
    process.stderr.write(`portolan: Helpers of earlier runs may be left: ${error.message}\n`);
  });
  const look = lookAt(connection, helpers);
  const ask = askEngine(connection, helpers, {
    everybody: [...picture.containers.values()].filter(isUp),
    roomHelper: () => Promise.resolve(roomHelper ? helperImage : undefined),
    onPause: (left) => {
      process.stderr.write(`portolan: ${pauseText(roomHelper, left)}\n`);
    },
  });
  return { picture, outside, ask, look };
}

function pauseText(roomHelper: boolean, roundsLeft: number): string {
  const why = "The host remembers about a thousand neighbors, and this asks for more.";
  const what = roomHelper
    ? "A helper makes it forget"
    : "Waiting a minute until it has forgotten (--room-helper does without)";
  return `${why} ${what}; rounds left: ${roundsLeft}.`;
}
