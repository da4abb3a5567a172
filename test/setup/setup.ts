// `npm run setup`: everything the tests need on the machine, made or installed where it is missing.
import { ensureChromium } from "./chromium.ts";
import { ensureEngines } from "./engines.ts";
import { ensureSystemd } from "./systemd.ts";
import { ensureWorkbench } from "./workbench.ts";

await ensureEngines();
await ensureSystemd();
await ensureWorkbench();
await ensureChromium();
