// systemd's verdict on a unit: the lines that it complains of, and whether it would start it.
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { makeTemporaryFolder } from "../setup/temporaryFolder.ts";

export interface UnitVerdict {
  /** `override.conf:3`, sorted. */
  readonly lines: readonly string[];
  readonly isRefused: boolean;
  /** All that it prints, for a person to read. */
  readonly words: string;
}

/** Lets `systemd-analyze verify` judge docker.service among files, which are named relative to its folder. */
export async function verifyUnit(files: Readonly<Record<string, string>>): Promise<UnitVerdict> {
  await using folder = await makeTemporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const words = await analyze(path.join(folder.path, "docker.service"));
  const places = words
    .split("\n")
    .map((line) => /^(?:.*\/)?([^/:]+\.(?:service|conf|socket)):(\d+): /.exec(line))
    .filter((match) => match !== null)
    .map(([, name = "", line = ""]) => `${name}:${line}`);
  return {
    lines: [...new Set(places)].sort(),
    isRefused: /has a bad unit file setting|failed to load properly/.test(words),
    words,
  };
}

async function analyze(unit: string): Promise<string> {
  const env = { ...process.env, SYSTEMD_LOG_LEVEL: "info", SYSTEMD_LOG_TARGET: "console" };
  const child = spawn("systemd-analyze", ["verify", "--man=no", unit], {
    env: { ...env, SYSTEMD_COLORS: "0", LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const failed = new Promise<never>((_, reject) => child.on("error", reject));
  const [errors, output] = await Promise.race([
    Promise.all([text(child.stderr), text(child.stdout)]),
    failed,
  ]);
  return `${errors}${output}`;
}
