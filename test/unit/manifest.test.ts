// package.json against src/ui/contributions.ts: the same ids, every text there, every setting scoped.
import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { asList, asRecord, asText, type JsonRecord } from "../../src/model/json.ts";
import { contextKeys, viewIds } from "../../src/ui/contributions.ts";

const root = path.join(import.meta.dirname, "../..");
const readJson = async (file: string): Promise<JsonRecord> =>
  asRecord(JSON.parse(await readFile(path.join(root, file), "utf8")));
const manifest = await readJson("package.json");
const texts = await readJson("package.nls.json");
const contributes = asRecord(manifest["contributes"]);
const source = await readFile(path.join(root, "src/ui/contributions.ts"), "utf8");

/** The keys of an interface in contributions.ts. */
function keysOf(name: string): readonly string[] {
  const body = new RegExp(`interface ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? "";
  return [...body.matchAll(/^ {2}"([^"]+)":/gm)].map((match) => match[1] ?? "").sort();
}

const commands = asList(contributes["commands"]).map(asRecord);
const settings = asRecord(asRecord(contributes["configuration"])["properties"]);

test("contributes exactly the commands that have handlers", () => {
  assert.deepEqual(
    commands.map((command) => asText(command["command"])).sort(),
    keysOf("CommandArguments"),
  );
});

test("contributes exactly the settings that are read", () => {
  assert.deepEqual(Object.keys(settings).sort(), keysOf("Settings"));
});

test("gives every command a title and our category", () => {
  for (const command of commands) {
    assert.match(asText(command["title"]), /^%command\..+%$/);
    assert.equal(command["category"], "%category%");
  }
});

test("gives every setting a type, a default, a description and a scope", () => {
  for (const [id, json] of Object.entries(settings)) {
    const setting = asRecord(json);
    assert.ok(asText(setting["type"]) !== "", id);
    assert.ok("default" in setting, id);
    assert.match(asText(setting["markdownDescription"]), /^%setting\..+%$/, id);
    assert.ok(["machine", "window", "resource"].includes(asText(setting["scope"])), id);
  }
});

test("lets no workspace choose the engine or what runs on it", () => {
  for (const id of ["portolan.engine.address", "portolan.probe.image"]) {
    assert.equal(asRecord(settings[id])["scope"], "machine");
  }
});

test("has a text for every key, and a use for every text", () => {
  const used = new Set(
    [...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map((match) => match[1]),
  );
  assert.deepEqual([...used].sort(), Object.keys(texts).sort());
});

test("names only views, commands, settings and context keys that exist", () => {
  const ids = new Set([...keysOf("CommandArguments")]);
  const menus = Object.values(asRecord(contributes["menus"])).flatMap((menu) =>
    asList(menu).map(asRecord),
  );
  for (const item of menus) assert.ok(ids.has(asText(item["command"])), asText(item["command"]));
  const linked = Object.values(texts).flatMap((text) => [
    ...asText(text).matchAll(/\(command:([\w.]+)\)/g),
  ]);
  for (const [, command] of linked) assert.ok(ids.has(command ?? ""), command);
  const whens = [...menus, ...asList(contributes["viewsWelcome"]).map(asRecord)].map((item) =>
    asText(item["when"]),
  );
  const known = new Set<string>([
    ...Object.values(contextKeys),
    ...Object.values(viewIds),
    // VS Code has every setting as a key of its own.
    ...Object.keys(settings).map((id) => `config.${id}`),
  ]);
  for (const when of whens) {
    for (const [key] of when.matchAll(/(config\.)?portolan\.[\w.]+/g))
      assert.ok(known.has(key), key);
  }
});

test("puts removal into a group of its own, and at most two actions on a row", () => {
  const items = asList(asRecord(contributes["menus"])["view/item/context"]).map(asRecord);
  for (const item of items) {
    const isRemoval = /\.(remove|disconnect)$/.test(asText(item["command"]));
    assert.equal(asText(item["group"]).startsWith("9_remove"), isRemoval);
  }
  const inline = items.filter((item) => asText(item["group"]).startsWith("inline"));
  for (const kind of ["network", "container"]) {
    assert.ok(inline.filter((item) => asText(item["when"]).includes(`^${kind}`)).length <= 2);
  }
});

test("starts with no window: besides views, commands and our languages only configuration files in languages of others and files of checks wake it", () => {
  assert.deepEqual(manifest["activationEvents"], [
    // What VS Code's JSON service asks for when a daemon.json is opened.
    "onFileSystem:portolan-schema",
    // VS Code's own language of `.conf` files, and so of drop-ins.
    "onLanguage:properties",
    // What other extensions call unit files.
    "onLanguage:systemd-conf",
    "onLanguage:systemd-unit",
    "onLanguage:systemd-unit-file",
    // Checks are shown where there are any; VS Code looks for these before anything of ours is loaded.
    "workspaceContains:**/network-checks.yaml",
    "workspaceContains:**/network-checks.yml",
    "workspaceContains:**/*.network-checks.yaml",
    "workspaceContains:**/*.network-checks.yml",
  ]);
});

test("ships the icons it names", () => {
  const container = asRecord(asList(asRecord(contributes["viewsContainers"])["activitybar"])[0]);
  for (const icon of [asText(manifest["icon"]), asText(container["icon"])]) {
    assert.ok(existsSync(path.join(root, icon)), icon);
  }
});

test("says for every case of trust what it does", () => {
  const capabilities = asRecord(manifest["capabilities"]);
  assert.equal(asRecord(capabilities["untrustedWorkspaces"])["supported"], true);
  assert.equal(capabilities["virtualWorkspaces"], true);
});
