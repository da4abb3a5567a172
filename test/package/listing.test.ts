// What the .vsix holds and weighs: what ships, and nothing else.
import { strict as assert } from "node:assert";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { listZip } from "./zipListing.ts";

const dist = path.join(import.meta.dirname, "../../dist");
const vsix = path.join(dist, "portolan.vsix");
const kilobyte = 1024;

/** VS Code's packager writes these two itself. */
const wrapping = ["extension.vsixmanifest", "[Content_Types].xml"];

const shipped = [
  /^package(\.nls(\.[\w-]+)?)?\.json$/,
  /^(readme|changelog)\.md$/i,
  /^LICENSE(\.txt)?$/,
  /^dist\/[\w-]+\.(mjs|cjs)$/,
  /^l10n\/[\w.-]+\.json$/,
  /^media\/[\w./-]+\.(svg|png|css|md)$/,
  /^syntaxes\/[\w.-]+\.json$/,
];

test("holds what ships, and no sources, tests, maps or packages", async () => {
  const listed = await listZip(vsix);
  const files = listed
    .filter((file) => !wrapping.includes(file))
    .map((file) => file.replace(/^extension\//, ""));
  const unexpected = files.filter((file) => !shipped.some((pattern) => pattern.test(file)));
  assert.deepEqual(unexpected, []);
  for (const needed of ["package.json", "package.nls.json", "readme.md", "dist/extension.mjs"]) {
    assert.ok(files.includes(needed), `${needed} is missing of ${files.join(", ")}`);
  }
});

test("keeps to its budgets", async () => {
  const bundles = (await readdir(dist)).filter((file) => /\.[cm]js$/.test(file));
  assert.ok((await weight(await loadedAtActivation())) < 100 * kilobyte, "what activation loads");
  assert.ok((await weight(bundles)) < 500 * kilobyte, "all host code");
  assert.ok((await weight(["portolan.vsix"])) < 600 * kilobyte, "the package");
});

/** The entry and what it imports, and so on; what is imported at first use is not among it. */
async function loadedAtActivation(): Promise<string[]> {
  const files = new Set(["extension.mjs"]);
  for (const file of files) {
    const text = await readFile(path.join(dist, file), "utf8");
    for (const [, imported] of text.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g)) {
      if (imported !== undefined) files.add(imported);
    }
  }
  return [...files];
}

/** The sum of the sizes, in bytes. */
async function weight(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map((file) => stat(path.join(dist, file))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
