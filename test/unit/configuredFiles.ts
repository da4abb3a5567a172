// Files in memory for tests of the daemon configuration, read as if they were on a disk.
import assert from "node:assert/strict";
import {
  gatherConfiguration,
  type Configuration,
  type GatherOptions,
} from "../../src/daemonConfig/configuration.ts";
import { placeOfPath, uriOfPath, type SourceFile } from "../../src/daemonConfig/configFile.ts";
import { diagnose, type DiagnoseSettings } from "../../src/daemonConfig/rules/diagnose.ts";
import { parseEngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import type { FileReader } from "../../src/daemonConfig/fileReader.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import type { Problem } from "../../src/daemonConfig/rules/problem.ts";
import { problemTexts } from "../../src/daemonConfig/rules/problemTexts.ts";
import { LineIndex } from "../../src/daemonConfig/syntax/textRange.ts";
import { english } from "../../src/base/translate.ts";

/** Texts by their path. */
export type Files = Readonly<Record<string, string>>;

const data = await loadOptionData();

/** A reader of these files and no others. */
export function readerOf(files: Files): FileReader {
  return {
    read: (path) => Promise.resolve(files[path]),
    list: (folder) => {
      const inside = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
      return Promise.resolve(inside.map((path) => path.slice(folder.length + 1)));
    },
  };
}

/** One of the files, as an editor hands it on. */
export function sourceOf(files: Files, path: string): SourceFile {
  const text = files[path];
  assert.ok(text !== undefined, path);
  const place = placeOfPath(path, text);
  assert.ok(place, path);
  return { uri: uriOfPath(path, { uri: "file:///" }), path, kind: place.kind, text };
}

/** The configuration around one of the files, for a release. */
export async function gather(
  files: Files,
  path: string,
  release = "28.5",
  options: Partial<GatherOptions> = {},
): Promise<Configuration> {
  const version = parseEngineVersion(release);
  assert.ok(version);
  const { signal } = new AbortController();
  const file = sourceOf(files, path);
  return gatherConfiguration(file, readerOf(files), { version, data, ...options }, signal);
}

/** What there is to say about one of the files. */
export async function problemsIn(
  files: Files,
  path: string,
  release?: string,
  settings?: DiagnoseSettings,
): Promise<readonly Problem[]> {
  return diagnose(await gather(files, path, release), sourceOf(files, path), settings);
}

/** `line severity code: text at the place → replacement` of each problem in one of the files, lines from 1. */
export async function reportOf(
  files: Files,
  path: string,
  release?: string,
  settings?: DiagnoseSettings,
): Promise<readonly string[]> {
  const { text } = sourceOf(files, path);
  const lines = new LineIndex(text);
  const problems = await problemsIn(files, path, release, settings);
  return problems.map(({ code, severity, range, replacement }) => {
    const line = lines.positionAt(range.start).line + 1;
    const end = replacement === undefined ? "" : ` → ${replacement}`;
    return `${line} ${severity} ${code}: ${text.slice(range.start, range.end)}${end}`;
  });
}

/** The sentence that a problem shows. */
export function messageOf({ code, args }: Problem): string {
  return english(problemTexts[code], args);
}
