// What the .vsix holds and weighs: what ships, and nothing else.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { activationFiles, codeSizes, configurationFiles, sizeOf } from "./codeSizes.ts";
import { listZip } from "./zipListing.ts";

const dist = path.join(import.meta.dirname, "../../dist");
const media = path.join(import.meta.dirname, "../../media");
const vsix = path.join(dist, "portolan.vsix");
const kilobyte = 1000;

/** VS Code's packager writes these two itself. */
const wrapping = ["extension.vsixmanifest", "[Content_Types].xml"];

const shipped = [
  /^package(\.nls(\.[\w-]+)?)?\.json$/,
  /^(readme|changelog)\.md$/i,
  /^LICENSE(\.txt)?$/,
  /^dist\/[\w-]+\.cjs$/,
  /^dist\/networkTest\.js$/,
  /^dist\/(dockerdOptions|systemdDirectives|directiveDocs)\.json$/,
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
  for (const needed of [
    "package.json",
    "package.nls.json",
    "readme.md",
    "dist/extension.cjs",
    "dist/networkTest.js",
    "media/networkTest.css",
  ]) {
    assert.ok(files.includes(needed), `${needed} is missing of ${files.join(", ")}`);
  }
});

test("keeps to its budgets", async () => {
  const { activation, host, probes, data } = await codeSizes();
  assert.ok(activation < 100 * kilobyte, "what activation loads");
  assert.ok(host < 500 * kilobyte, "all host code");
  assert.ok(probes > 0 && probes < 300 * kilobyte, "what tests and network checks load besides");
  assert.ok(data < 150 * kilobyte, "all data of the host");
  const page = [path.join(dist, "networkTest.js"), path.join(media, "networkTest.css")];
  assert.ok(
    (await sizeOf(page)) < 50 * kilobyte,
    "the page of network tests, with its style sheet",
  );
  assert.ok((await sizeOf([vsix])) < 600 * kilobyte, "the package");
});

test("activates with one file, which takes of VS Code's API what it names", async () => {
  const [main = "", ...others] = await activationFiles();
  assert.deepEqual(others, []);
  assert.equal(path.basename(main), "extension.cjs");
  // Where a module imports the whole API, esbuild has it copied member by member when it is loaded.
  assert.doesNotMatch(await readFile(main, "utf8"), /\w\(require\("vscode"\)/);
});

test("loads what is known of options and directives with the configuration helper only", async () => {
  const files = await configurationFiles();
  for (const name of ["dockerdOptions.json", "systemdDirectives.json", "directiveDocs.json"]) {
    assert.ok(files.has(name), `${name} is not among ${[...files].join(", ")}`);
  }
});
