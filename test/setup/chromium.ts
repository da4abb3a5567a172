// A headless browser that touches nothing but the page it is told to open.
import { appendFileSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { ensurePackages } from "./debian.ts";

/** Makes sure that the browser is there. */
export function ensureChromium(): Promise<void> {
  return ensurePackages(["chromium"]);
}

/** Starts Chromium. It ends with us. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  await ensureChromium();
  return chromium.launch({
    executablePath,
    // A signal ends us, and with us the browser. Playwright's own handlers would only do the latter.
    ...{ handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false },
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync", "--no-first-run"],
    ],
  });
}

/** Opens an empty page whose console goes to a file. */
export async function openPage(
  browser: Browser,
  log: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("console", (message) => {
    appendFileSync(log, `${message.type()} ${message.text()}\n`);
  });
  return page;
}
