// That no part of a problem's message stays English where the reader's language is another.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import type { Translate } from "../../src/base/translate.ts";
import { english } from "../../src/base/translate.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import type { Problem } from "../../src/daemonConfig/rules/problem.ts";
import { problemMessage } from "../../src/daemonConfig/rules/problemMessage.ts";
import { problemTexts } from "../../src/daemonConfig/rules/problemTexts.ts";
import { daemonJsonFiles } from "../fixtures/daemonJsonFiles.ts";
import { flagLines } from "../fixtures/flagLines.ts";
import { problemsIn } from "./configuredFiles.ts";

const data = await loadOptionData();
const sources = path.join(import.meta.dirname, "../../src/daemonConfig");
const written = readdirSync(sources, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(?:ts|json)$/.test(name))
  .map((name) => readFileSync(path.join(sources, name), "utf8"))
  .join("\n");

const unitPath = "/etc/systemd/system/docker.service";
const jsonPath = "/etc/docker/daemon.json";

function firstOf<T>(items: Iterable<T>): readonly T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.push(item) === 400) break;
  }
  return taken;
}

/** What is wrong with a good many command lines and daemon.json files. */
async function manyProblems(): Promise<readonly Problem[]> {
  const found: Problem[] = [];
  for (const words of firstOf(flagLines(data, 7))) {
    const line = words.join(" ");
    const unit = `[Service]\nType=notify\nExecStart=/usr/bin/dockerd ${line}\n`;
    found.push(...(await problemsIn({ [unitPath]: unit }, unitPath, "28.5")));
  }
  for (const text of firstOf(daemonJsonFiles(data, 7))) {
    found.push(...(await problemsIn({ [jsonPath]: text }, jsonPath, "28.5")));
  }
  return found;
}

describe("a problem's message", () => {
  it("has every phrase of ours in the reader's language", async () => {
    const asked = new Set<string>();
    const translate: Translate = (message, args) => {
      asked.add(message);
      return args === undefined ? `«${message}»` : english(message, args);
    };
    const phrases = new Set<string>();
    for (const problem of await manyProblems()) {
      const message = problemMessage(problem, translate);
      assert.ok(asked.has(problemTexts[problem.code]));
      for (const [name, value] of Object.entries(problem.args)) {
        // Several words in small letters that are not in the file are ours.
        const isPhrase = / [a-z]/.test(value) && written.includes(value);
        if (!isPhrase || !problemTexts[problem.code].includes(`{${name}}`)) continue;
        phrases.add(value);
        assert.ok(message.includes(`«${value}»`), `${problem.code} ${name}: ${message}`);
      }
    }
    assert.ok(phrases.size > 25, [...phrases].join("\n"));
  });

  it("has phrases that are whole in the sources, so that a bundle can have them", async () => {
    const names = ["detail", "distribution", "expected", "found", "instead", "replacement"];
    for (const { args, code } of await manyProblems()) {
      for (const name of names) {
        const phrase = (args[name] ?? "").replace(/^none of .+/, "none of {choices}");
        // A key stands for the flag that the data names: there are only so many.
        for (const part of phrase.split(/"[a-z.-]+"/)) {
          assert.ok(written.includes(part), `${code} ${name}: ${phrase}`);
        }
      }
    }
  });
});
