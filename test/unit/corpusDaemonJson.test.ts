// The corpus of real daemon.json files: nothing missed, and no false alarm.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { corpusFolder, corpusReleases, differencesOf, readCorpus } from "../fixtures/corpus.ts";

const corpus = await readCorpus();

describe("the corpus of real daemon.json files", () => {
  if (corpus === undefined) {
    it(`is not on this machine: nothing is compared (no ${corpusFolder}/manifest.json)`, () => {
      assert.equal(corpus, undefined);
    });
    return;
  }
  for (const release of corpusReleases.keys()) {
    it(`says what we find with ${release}, and nothing else`, async () => {
      const { unproven, needless } = await differencesOf(corpus, "daemon-json", release);
      assert.deepEqual(unproven, []);
      assert.deepEqual(needless, []);
    });
  }
});
