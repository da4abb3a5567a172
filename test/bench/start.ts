// What the extension costs to have and to open: bytes, milliseconds in the real workbench, memory of
// the extension host, processes.
import { startEngine } from "../engines/testEngine.ts";
import { ensureEngines } from "../setup/engines.ts";
import type { Measurement } from "./figure.ts";
import { startHostWindows, type HostWindows } from "./hostWindows.ts";
import { codeSizes, sizeOf } from "../package/codeSizes.ts";
import { packExtension } from "./packaged.ts";
import type { Part } from "./part.ts";
import type { HostLook } from "./probeMessages.ts";
import type { Probe } from "./probeLink.ts";
import { rowDate } from "./rowWatch.ts";
import { addBox, addNetworks } from "./scene.ts";
import { median } from "./statistics.ts";

const windowCount = 7;

export const startParts: readonly Part[] = [
  {
    names: ["start.bundle.activation", "start.bundle.host", "start.bundle.data", "start.vsix"],
    measure: measureSizes,
  },
  {
    names: [
      "start.activate",
      "start.activate.empty",
      "start.firstRow",
      "start.heap",
      "start.rss",
      "start.processes",
    ],
    measure: measureWindows,
  },
];

async function measureSizes(): Promise<readonly Measurement[]> {
  const vsix = await packExtension();
  const { activation, host, data } = await codeSizes();
  return [
    { name: "start.bundle.activation", bytes: activation, limit: 100 },
    { name: "start.bundle.host", bytes: host, limit: 500 },
    { name: "start.bundle.data", bytes: data, limit: 150 },
    { name: "start.vsix", bytes: await sizeOf([vsix]), limit: 600 },
  ].map(({ name, bytes, limit }) => ({
    name,
    unit: "KB",
    value: bytes / 1000,
    target: { relation: "<", limit },
  }));
}

async function measureWindows(wants: (name: string) => boolean): Promise<readonly Measurement[]> {
  const vsix = await packExtension();
  await ensureEngines();
  await using engine = await startEngine("docker-20.10");
  await addNetworks(engine, 0, 5);
  for (const index of [0, 1]) await addBox(engine, { name: `box${index}`, network: `net${index}` });
  await using windows = await startHostWindows(vsix, engine.address);
  // The first window of a server fills its caches.
  await (await windows.open())[Symbol.asyncDispose]();
  const measurements: Measurement[] = [];
  if (wants("start.activate") || wants("start.activate.empty")) {
    const times = await inWindows(() => activation(windows));
    measurements.push(figure("start.activate", "ms", median(times.map(({ ours }) => ours)), 10), {
      name: "start.activate.empty",
      unit: "ms",
      value: median(times.map(({ empty }) => empty)),
    });
  }
  const openings = await inWindows(() => opening(windows));
  const growth = (key: "heap" | "rss"): number =>
    median(openings.map(({ before, after }) => (after[key] - before[key]) / 1e6));
  const processes = openings.flatMap(({ after }) => after.processes);
  for (const started of new Set(processes)) console.error(`a process was started: ${started}`);
  return [
    ...measurements,
    figure("start.firstRow", "ms", median(openings.map(({ firstRow }) => firstRow)), 300),
    figure("start.heap", "MB", growth("heap"), 20),
    figure("start.rss", "MB", growth("rss"), 20),
    {
      name: "start.processes",
      unit: "processes",
      value: processes.length,
      target: { relation: "=", limit: 0 },
    },
  ];
}

function figure(name: string, unit: string, value: number, limit: number): Measurement {
  return { name, unit, value, target: { relation: "<", limit } };
}

async function inWindows<T>(measure: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let count = 0; count < windowCount; count += 1) results.push(await measure());
  return results;
}

/** Milliseconds of `Extension.activate()` in a window that has not needed the extension so far. */
interface Activation {
  readonly ours: number;
  /** Of an extension that only loads VS Code's API: what VS Code itself takes. */
  readonly empty: number;
}

/** Each in a window of its own: what is activated first loads what the next one finds there. */
async function activation(windows: HostWindows): Promise<Activation> {
  const ours = await inWindow(windows, (probe) => probe.activate());
  const empty = await inWindow(windows, (probe) => probe.activateEmpty());
  return { ours, empty };
}

async function inWindow<T>(windows: HostWindows, action: (probe: Probe) => Promise<T>): Promise<T> {
  await using window = await windows.open();
  return await action(window.probe);
}

interface Opening {
  /** Milliseconds from the view's focus command to the first network in the page. */
  readonly firstRow: number;
  readonly before: HostLook;
  readonly after: HostLook;
}

async function opening(windows: HostWindows): Promise<Opening> {
  await using window = await windows.open();
  const before = await window.probe.look();
  if (before.isActive) throw new Error("The extension is active before anybody needs it.");
  const [shown, asked] = await Promise.all([
    rowDate(window.page, " network, ", true),
    window.probe.focus(),
  ]);
  return { firstRow: shown - asked, before, after: await window.probe.look() };
}
