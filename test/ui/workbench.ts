// A workbench that is running: the page, and what is around it on disk: settings, logs and pictures.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { TestContext } from "node:test";
import type { Locator, Page } from "playwright-core";
import { type Settings, writeSettings } from "../setup/workbenchServer.ts";
import { WorkbenchPage } from "./workbenchPage.ts";

const outFolder = path.join(import.meta.dirname, "../../out/ui");

/** What the theme picker calls each theme, and the class that the theme gives the page. */
const themeFacts = {
  "Default Dark Modern": { label: "Dark Modern", style: "vs-dark" },
  "Default Light Modern": { label: "Light Modern", style: "vs" },
  "Default High Contrast": { label: "Dark High Contrast", style: "hc-black" },
  "Default High Contrast Light": { label: "Light High Contrast", style: "hc-light" },
} as const;

export type Theme = keyof typeof themeFacts;

/** The themes that everything must look right in, with short names for their pictures. */
export const themes: readonly { readonly theme: Theme; readonly shortName: string }[] = [
  { theme: "Default Dark Modern", shortName: "dark" },
  { theme: "Default Light Modern", shortName: "light" },
  { theme: "Default High Contrast", shortName: "highContrastDark" },
  { theme: "Default High Contrast Light", shortName: "highContrastLight" },
];

interface WorkbenchParts {
  readonly address: string;
  readonly dataFolder: string;
  readonly workspaceFolder: string;
  readonly settings: Settings;
  readonly machineSettings: Settings;
  /** What ends with the workbench. */
  readonly resources: AsyncDisposableStack;
}

export class Workbench extends WorkbenchPage implements AsyncDisposable {
  /** The folder that is open in it. */
  readonly workspaceFolder: string;
  private readonly parts: WorkbenchParts;
  private settings: Settings;

  constructor(page: Page, parts: WorkbenchParts) {
    super(page);
    this.parts = parts;
    this.settings = parts.settings;
    this.workspaceFolder = parts.workspaceFolder;
  }

  /** Opens the workbench, or opens it again as a reload of its window would, with changed settings. */
  async open(theme?: Theme, changes: Settings = {}): Promise<void> {
    const colors = theme === undefined ? {} : { "workbench.colorTheme": theme };
    this.settings = { ...this.settings, ...colors, ...changes };
    await writeSettings(this.parts.dataFolder, {
      user: this.settings,
      machine: this.parts.machineSettings,
    });
    await this.page.goto(this.parts.address);
    await this.page.getByRole("tab", { name: /^Explorer/ }).waitFor();
  }

  /**
   * Picks a theme as a person does, and resolves when it is seen. Writing the settings would not do:
   * some time after its start, this workbench stops to look at changes of that file.
   */
  async setTheme(theme: Theme): Promise<void> {
    const { label, style } = themeFacts[theme];
    await this.runCommand("Preferences: Color Theme");
    await this.quickInput.type(label);
    await this.quickInput.pick(new RegExp(`^${label}(,|$)`));
    await this.quickInput.waitUntilClosed();
    await this.page.locator(`.monaco-workbench.${style}`).waitFor();
    this.settings = { ...this.settings, "workbench.colorTheme": theme };
  }

  /** Saves a picture as out/ui/screenshots/NAME.png: of all, or of one part. */
  async screenshot(name: string, part?: Locator): Promise<void> {
    const file = path.join(outFolder, "screenshots", `${name}.png`);
    await (part ?? this.page).screenshot({ path: file, animations: "disabled", caret: "hide" });
  }

  /** What the extension has written to its log. */
  async readExtensionLog(): Promise<string> {
    const logs = path.join(this.parts.dataFolder, "logs");
    const files = (await readdir(logs, { recursive: true })).filter((file) =>
      file.includes("portolan.portolan/"),
    );
    const texts = await Promise.all(files.map((file) => readFile(path.join(logs, file), "utf8")));
    return texts.join("");
  }

  /** Runs the body of a test. If it fails, a picture and all logs are kept in out/ui/failures/TEST. */
  async during(test: TestContext, body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      const folder = path.join(outFolder, "failures", test.name.replaceAll(/[^\w-]+/g, "-"));
      await this.keepEvidence(folder);
      test.diagnostic(`A picture and the logs are in ${path.relative(process.cwd(), folder)}.`);
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.parts.resources.disposeAsync();
  }

  private async keepEvidence(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await cp(path.join(this.parts.dataFolder, "logs"), path.join(folder, "logs"), {
      recursive: true,
    });
    await this.page.screenshot({ path: path.join(folder, "screen.png") });
    const outline = await this.page.locator("body").ariaSnapshot();
    await writeFile(path.join(folder, "screen.yaml"), outline);
  }
}
