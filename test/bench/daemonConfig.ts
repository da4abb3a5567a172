// What a keystroke in a configuration file costs until all that is wrong is known, and the first look.
import { TextDocument } from "vscode-languageserver-textdocument";
import { english } from "../../src/base/translate.ts";
import { parseEngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import {
  createDaemonConfigService,
  type DaemonConfigService,
} from "../../src/daemonConfig/languageService.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import { packagedUnit, unitOfLength } from "../fixtures/bigUnit.ts";
import { memoryReader } from "../fixtures/memoryFiles.ts";
import { timesAsMuch, type Measurement } from "./figure.ts";
import type { Part } from "./part.ts";
import { median, percentile } from "./statistics.ts";

const names = {
  short: "daemonConfig.keystroke.unit",
  long: "daemonConfig.keystroke.long",
  growth: "daemonConfig.keystroke.growth",
  load: "daemonConfig.optionData",
} as const;

export const daemonConfigParts: readonly Part[] = [
  { names: Object.values(names), measure: measureKeystrokes },
];

const unitPath = "/usr/lib/systemd/system/docker.service";

/** What belongs to the unit and is read again with every keystroke. */
const others = {
  "/etc/default/docker": 'DOCKER_OPTS="--debug --mtu=1400"\n',
  "/etc/docker/daemon.json": '{ "registry-mirrors": ["https://mirror.example.com"] }\n',
  "/usr/lib/systemd/system/docker.socket": "[Socket]\nListenStream=/run/docker.sock\n",
};

async function measureKeystrokes(): Promise<readonly Measurement[]> {
  const start = performance.now();
  const data = await loadOptionData();
  const loaded = performance.now() - start;
  const version = parseEngineVersion(data.newestEngine);
  if (version === undefined) throw new Error("The option data knows no release.");
  const service = createDaemonConfigService({
    reader: memoryReader(others),
    data,
    translate: english,
    settingsFor: () => ({ version, machine: { interfaces: ["eth0"] } }),
  });
  const open = (text: string): Typing => new Typing(service, text);
  const [short = []] = await keystrokes([open(packagedUnit)], 300);
  // In turn, so that both meet the same machine.
  const lengths = [open(unitOfLength(10_000)), open(unitOfLength(5_000))];
  const [long = [], half = []] = await keystrokes(lengths, 40);
  const p95 = (name: string, times: readonly number[], limit: number): Measurement => {
    const target = { relation: "<", limit } as const;
    return { name, unit: "ms", value: percentile(times, 95), target };
  };
  return [
    p95(names.short, short, 10),
    p95(names.long, long, 150),
    // Twice the lines: twice the time where growth is linear, four times where it is not.
    timesAsMuch({ name: names.growth, unit: "ms", value: median(long) }, median(half), {
      relation: "<",
      limit: 2.6,
    }),
    { name: names.load, unit: "ms", value: loaded },
  ];
}

/** Milliseconds from each keystroke to its diagnostics, for each of the files that are typed in in turn. */
async function keystrokes(
  files: readonly Typing[],
  count: number,
): Promise<readonly (readonly number[])[]> {
  const warmUp = 20;
  const times = files.map((): number[] => []);
  for (let index = 0; index < count + warmUp; index += 1) {
    for (const [at, file] of files.entries()) {
      const ms = await file.press();
      if (index >= warmUp) times[at]?.push(ms);
    }
  }
  return times;
}

/** Somebody types options at the end of an ExecStart=, again and again. */
class Typing {
  readonly #service: DaemonConfigService;
  readonly #text: string;
  readonly #end: number;
  readonly #signal = new AbortController().signal;
  #document: TextDocument;
  #count = 0;

  constructor(service: DaemonConfigService, text: string) {
    this.#service = service;
    this.#text = text;
    this.#end = text.search(/(?<=\n( {4}--.*|ExecStart=.*[^\\]))\n(?! {4})/);
    this.#document = TextDocument.create(`file://${unitPath}`, "systemd", 0, text);
  }

  /** Presses one key, and waits for the diagnostics. */
  async press(): Promise<number> {
    const typed = " --log-level=debug --mtu=1450 --unknown-one";
    const at = this.#count % typed.length;
    const position = this.#document.positionAt(this.#end + at);
    const change =
      at === 0 && this.#count > 0
        ? { text: this.#text }
        : { range: { start: position, end: position }, text: typed.charAt(at) };
    this.#count += 1;
    const start = performance.now();
    this.#document = TextDocument.update(this.#document, [change], this.#count);
    await this.#service.diagnose(this.#document, this.#signal);
    return performance.now() - start;
  }
}
