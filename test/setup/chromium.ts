// A headless browser that touches nothing but the page it is told to open.
import { appendFileSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Starts Chromium. It ends with us. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
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
  page.on("console", (message) => {
    appendFileSync(log, `${message.type()} ${message.text()}\n`);
  });
  return page;
}
