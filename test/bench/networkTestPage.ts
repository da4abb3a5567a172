// The page of network tests with 100 × 100 places in a real browser: from the run's arrival to the first
// paint, from there to all of 9,900 answers that come a hundred at a time, what the page then holds in
// memory, and how long a frame takes while it scrolls.
import type { Browser } from "playwright-core";
import { asList, asRecord } from "../../src/model/json.ts";
import { type NetworkTestPage, openNetworkTestPage } from "../fixtures/networkTestPage.ts";
import { namesOf, reachableCells, shownRun } from "../fixtures/networkTestRuns.ts";
import { launchChromium } from "../setup/chromium.ts";
import { run } from "../setup/process.ts";
import { ensureWorkbench } from "../setup/workbench.ts";
import type { Measurement } from "./figure.ts";
import type { Part } from "./part.ts";
import { median, percentile } from "./statistics.ts";

const size = 100;
const repetitions = 5;
const answersAtOnce = 100;
const scrolledFrames = 120;

export const networkTestPageParts: readonly Part[] = [
  {
    names: [
      "networkTestPage.firstPaint",
      "networkTestPage.full",
      "networkTestPage.heap",
      "networkTestPage.scroll.median",
      "networkTestPage.scroll.p95",
    ],
    measure: measurePage,
  },
];

interface PageSample {
  readonly firstPaintMs: number;
  readonly fullMs: number;
  readonly heapBytes: number;
  readonly frameMs: readonly number[];
}

/** Builds the page and measures it a few times, each time in a page of its own. */
export async function measurePage(): Promise<readonly Measurement[]> {
  await run("npm", ["run", "--silent", "build:webview"]);
  const { chromium } = await ensureWorkbench();
  const browser = await launchChromium(chromium);
  try {
    const samples: PageSample[] = [];
    while (samples.length < repetitions) samples.push(await measureOnce(browser));
    return figuresOf(samples);
  } finally {
    await browser.close();
  }
}

function figuresOf(samples: readonly PageSample[]): readonly Measurement[] {
  const frames = samples.flatMap(({ frameMs }) => frameMs);
  const name = (what: string): string => `networkTestPage.${what}`;
  const middle = (of: (sample: PageSample) => number): number => median(samples.map(of));
  return [
    {
      ...{ name: name("firstPaint"), unit: "ms", value: middle((sample) => sample.firstPaintMs) },
      target: { relation: "<", limit: 1_000 },
    },
    {
      ...{ name: name("full"), unit: "ms", value: middle((sample) => sample.fullMs) },
      target: { relation: "<", limit: 5_000 },
    },
    {
      ...{ name: name("heap"), unit: "MB", value: middle((sample) => sample.heapBytes) / 1e6 },
      target: { relation: "<", limit: 20 },
    },
    {
      ...{ name: name("scroll.median"), unit: "ms", value: median(frames) },
      target: { relation: "<", limit: 34 },
    },
    { name: name("scroll.p95"), unit: "ms", value: percentile(frames, 95) },
  ];
}

async function measureOnce(browser: Browser): Promise<PageSample> {
  await using opened = await openNetworkTestPage(browser, {
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  const result = asRecord(await opened.page.evaluate(script()));
  return {
    firstPaintMs: Number(result["first"]),
    fullMs: Number(result["full"]),
    heapBytes: await heapOf(opened),
    frameMs: asList(result["frames"]).map(Number),
  };
}

/** After the garbage is collected. */
async function heapOf({ page }: NetworkTestPage): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}

/** Runs within the page, as the time that messages take from here is not the page's. */
function script(): string {
  const empty = shownRun(namesOf(size), { state: "running", cells: [] });
  return `(async () => {
    const run = ${JSON.stringify(empty)};
    const cells = ${JSON.stringify(reachableCells(size))};
    const later = () => new Promise((done) => setTimeout(done));
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const painted = async () => { await later(); await frame(); await later(); };
    const start = performance.now();
    window.postMessage({ type: "run", run });
    await painted();
    const first = performance.now() - start;
    for (let at = 0; at < cells.length; at += ${answersAtOnce}) {
      const some = cells.slice(at, at + ${answersAtOnce});
      window.postMessage({ type: "cells", runId: run.id, cells: some });
      await later();
    }
    window.postMessage({ type: "state", runId: run.id, state: "done", note: "" });
    await painted();
    await painted();
    const full = performance.now() - start;
    const frames = [];
    for (let at = 0; at < ${scrolledFrames}; at++) {
      const before = performance.now();
      document.querySelector(".results").scrollTo(at * 17, at * 15);
      await frame();
      frames.push(performance.now() - before);
    }
    return { first, full, frames };
  })()`;
}
