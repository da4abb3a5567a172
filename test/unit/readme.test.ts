// The README against what there is: its links, the causes that it lists, and its table of settings.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { asRecord } from "../../src/model/json.ts";

const root = path.join(import.meta.dirname, "../..");
const readme = readFileSync(path.join(root, "README.md"), "utf8");
const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link ?? "");

test("leads only to files that are there", () => {
  const files = links.filter((link) => !/^[a-z]+:/.test(link));
  assert.ok(files.length > 10);
  assert.deepEqual(
    files.filter((file) => !existsSync(path.join(root, file))),
    [],
  );
});

test("lists every cause, each once", () => {
  const pages = readdirSync(path.join(root, "media/causes")).map((page) => `media/causes/${page}`);
  const listed = links.filter((link) => link.startsWith("media/causes/"));
  assert.deepEqual([...listed].sort(), pages.sort());
});

test("has every setting in its table, and no other", () => {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const { configuration } = asRecord(asRecord(manifest)["contributes"]);
  const settings = Object.keys(asRecord(asRecord(configuration)["properties"]));
  const rows = [...readme.matchAll(/^\| `(portolan\.[\w.]+)` /gm)].map(([, id]) => id ?? "");
  assert.deepEqual(rows.sort(), settings.sort());
});
