// The corpus of real configuration files and templates of them: nothing missed, and no false alarm.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { corpusFolder, corpusReleases, differencesOf, readCorpus } from "../fixtures/corpus.ts";

const corpus = await readCorpus();
const kinds = ["unit", "dropin", "sysconfig", "default", "openrc-confd", "template", "daemon-json"];

describe("the corpus of real files", () => {
  if (corpus === undefined) {
    it(`is not on this machine: nothing is compared (no ${corpusFolder}/manifest.json)`, () => {
      assert.equal(corpus, undefined);
    });
    return;
  }
  for (const kind of kinds) {
    for (const release of corpusReleases.keys()) {
      it(`has in files of kind ${kind} what we find with ${release}, and nothing else`, async () => {
        const { unproven, needless } = await differencesOf(corpus, kind, release);
        assert.deepEqual(unproven, []);
        assert.deepEqual(needless, []);
      });
    }
  }
});
