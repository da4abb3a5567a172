// The JSON schema of network checks against the reader: the same keys, the same texts, for the same files.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { isChecksFile } from "../../src/connectivity/checks/networkCheck.ts";
import { readChecks } from "../../src/connectivity/checks/readChecks.ts";
import { asList, asRecord, asText, type JsonRecord } from "../../src/model/json.ts";

const root = path.join(import.meta.dirname, "../..");
const readJson = (file: string): JsonRecord =>
  asRecord(JSON.parse(readFileSync(path.join(root, file), "utf8")));

const [contribution] = asList(
  asRecord(readJson("package.json")["contributes"])["yamlValidation"],
).map(asRecord);
const definitions = asRecord(readJson(asText(contribution?.["url"]))["definitions"]);

/** The codes of all problems of a check with these lines. */
const codesOf = (...lines: readonly string[]): readonly string[] =>
  readChecks(`checks:\n  - ${lines.join("\n    ")}\n`).problems.map(({ code }) => code);

describe("the schema of network checks", () => {
  it("is for the files that are read", () => {
    for (const glob of asList(contribution?.["fileMatch"]).map(asText)) {
      assert.ok(isChecksFile(glob.replace("*", "team")), glob);
    }
  });

  it("knows the keys that the reader knows", () => {
    const keysOf = (name: string): readonly string[] =>
      Object.keys(asRecord(asRecord(definitions[name])["properties"]));
    const known = new Set([...keysOf("pathCheck"), ...keysOf("meshCheck")]);
    const { problems } = readChecks("checks:\n  - unheardOf: 1\n");
    assert.deepEqual(
      problems
        .find(({ code }) => code === "unknownKey")
        ?.args["known"]?.split(", ")
        .sort(),
      [...known].sort(),
    );
  });

  it("takes the texts that the reader takes", () => {
    const samples: Readonly<Record<string, readonly string[]>> = {
      within: ["50ms", "2s", "1.5 s", "5", "-1s", "1m", "fast", "1e3ms"],
      container: ["web", "a.b-c_d", "-web", "a/b", "a b", "é"],
      service: ["shop/db", "shop", "a/b/c", "/db", "shop/"],
      label: ["tier", "tier=a", "tier=", "a b", "=x"],
      path: ["/", "/a?b=1", "a", "/a b", "/a#b", "/é"],
    };
    const check: Readonly<Record<string, (text: string) => readonly string[]>> = {
      within: (text) => codesOf("from: a", "to: b", `within: "${text}"`),
      container: (text) => codesOf(`from: { container: "${text}" }`, "to: b"),
      service: (text) => codesOf(`from: { service: "${text}" }`, "to: b"),
      label: (text) => codesOf(`from: { label: "${text}" }`, "to: b"),
      path: (text) => codesOf("from: a", `to: { container: b, path: "${text}" }`),
    };
    for (const [name, texts] of Object.entries(samples)) {
      const pattern = new RegExp(asText(asRecord(definitions[name])["pattern"]), "u");
      for (const text of texts) {
        assert.equal(pattern.test(text), check[name]?.(text).length === 0, `${name}: ${text}`);
      }
    }
  });
});
