// What opening a configuration file costs in the real workbench, and that nobody else pays for it.
import { packagedUnit } from "../fixtures/bigUnit.ts";
import { configurationFiles } from "../package/codeSizes.ts";
import { startEngine } from "../engines/testEngine.ts";
import { ensureEngines } from "../setup/engines.ts";
import type { Measurement } from "./figure.ts";
import { startHostWindows, type HostWindows } from "./hostWindows.ts";
import { packExtension } from "./packaged.ts";
import type { Part } from "./part.ts";
import { unitInWorkspace } from "./probeMessages.ts";
import { rowDate } from "./rowWatch.ts";
import { addNetworks } from "./scene.ts";
import { median } from "./statistics.ts";

const windowCount = 5;

const names = {
  first: "daemonConfig.open",
  without: "daemonConfig.loaded.withNetworks",
  with: "daemonConfig.loaded.withFile",
} as const;

export const daemonConfigWindowParts: readonly Part[] = [
  { names: Object.values(names), measure: measureWindows },
];

const files = {
  [unitInWorkspace]: packagedUnit.replace("$DOCKER_OPTS", "--unknown-one"),
  "etc/docker/daemon.json": '{ "registry-mirrors": ["https://mirror.example.com"] }\n',
};

async function measureWindows(): Promise<readonly Measurement[]> {
  const vsix = await packExtension();
  const ofConfiguration = await configurationFiles();
  await ensureEngines();
  await using engine = await startEngine("docker-20.10");
  await addNetworks(engine, 0, 2);
  await using windows = await startHostWindows(vsix, engine.address, files);
  const countIn = (loaded: readonly string[]): number =>
    loaded.filter((file) => ofConfiguration.has(file)).length;
  // The first window also fills the server's caches.
  const besideNetworks = countIn(await loadedByNetworks(windows));
  const openings: Opening[] = [];
  while (openings.length < windowCount) openings.push(await opening(windows));
  return [
    {
      name: names.first,
      unit: "ms",
      value: median(openings.map(({ ms }) => ms)),
      target: { relation: "<", limit: 500 },
    },
    {
      name: names.without,
      unit: "files",
      value: besideNetworks,
      target: { relation: "=", limit: 0 },
    },
    {
      name: names.with,
      unit: "files",
      value: median(openings.map(({ loaded }) => countIn(loaded))),
      target: { relation: "≥", limit: 1 },
    },
  ];
}

/** The files that are loaded once the networks view shows its rows. */
async function loadedByNetworks(windows: HostWindows): Promise<readonly string[]> {
  await using window = await windows.open();
  await Promise.all([rowDate(window.page, " network, ", true), window.probe.focus()]);
  return (await window.probe.look()).loaded;
}

interface Opening {
  /** Milliseconds from the wish to open a unit to the first diagnostics, with all that has to be loaded. */
  readonly ms: number;
  readonly loaded: readonly string[];
}

async function opening(windows: HostWindows): Promise<Opening> {
  await using window = await windows.open();
  const { isActive } = await window.probe.look();
  if (isActive) throw new Error("The extension is active before anybody needs it.");
  const ms = await window.probe.openUnit();
  return { ms, loaded: (await window.probe.look()).loaded };
}
