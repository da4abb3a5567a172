// The languages and grammars that package.json contributes: what becomes ours, and what stays with others.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, it } from "node:test";
import { placeOfPath } from "../../src/daemonConfig/configFile.ts";
import { semanticTokensLegend } from "../../src/daemonConfig/language/semanticTokens.ts";
import { asList, asRecord, asText } from "../../src/model/json.ts";
import { languageOwner } from "../../src/ui/daemonConfig/languageOwner.ts";

const root = path.join(import.meta.dirname, "../..");
const manifest = asRecord(JSON.parse(await readFile(path.join(root, "package.json"), "utf8")));
const contributes = asRecord(manifest["contributes"]);
const languages = asList(contributes["languages"]).map(asRecord);
const grammars = asList(contributes["grammars"]).map(asRecord);
const texts = (values: unknown): readonly string[] => asList(values).map(asText);

function language(id: string): Record<string, unknown> {
  return { ...languages.find((one) => asText(one["id"]) === id) };
}

const templateEndings = ["j2", "jinja", "jinja2", "erb", "epp", "tmpl", "gotmpl", "tpl"];

describe("a unit file", () => {
  const unit = language("portolan-systemd-unit");
  const firstLine = new RegExp(asText(unit["firstLine"]));

  const patterns = texts(unit["filenamePatterns"]);
  const isOurs = (file: string): boolean =>
    patterns.some((pattern) => path.posix.matchesGlob(file, pattern));

  it("is ours by name only where it is docker's, so that it wakes us", () => {
    for (const key of ["extensions", "filenames", "mimetypes"]) {
      assert.equal(unit[key], undefined, key);
    }
    for (const file of ["/r/docker.service", "/etc/systemd/system/docker.socket"]) {
      assert.ok(isOurs(file), file);
      assert.ok(placeOfPath(file), file);
    }
    const others = ["/r/nginx.service", "/r/docker.service.d/x.conf", "/r/my-docker.service"];
    for (const file of others) assert.ok(!isOurs(file), file);
  });

  it("is ours as a template too", () => {
    for (const ending of templateEndings) {
      for (const name of ["docker.service", "docker.socket", "docker.service.d/proxy.conf"]) {
        assert.ok(isOurs(`/r/templates/${name}.${ending}`), `${name}.${ending}`);
      }
    }
  });

  it("is known by its first section, or by a comment that names docker's unit", () => {
    const ours = [
      "[Unit]",
      "\uFEFF[Service]",
      "  [Socket]  ",
      "# /etc/systemd/system/docker.service.d/override.conf",
      "; docker.socket of ours",
    ];
    for (const line of ours) assert.match(line, firstLine);
  });

  it("is nothing else", () => {
    const others = [
      "[Install",
      "[Desktop Entry]",
      "# docker",
      "x [Unit]",
      "[unit]",
      "docker.service",
    ];
    for (const line of others) assert.doesNotMatch(line, firstLine);
  });
});

describe("an environment file", () => {
  const patterns = texts(language("portolan-docker-environment")["filenamePatterns"]);
  const isOurs = (file: string): boolean =>
    patterns.some((pattern) => path.posix.matchesGlob(file, pattern));

  it("is ours on the machine and as a copy in a repository", () => {
    const files = [
      "/etc/sysconfig/docker",
      "/etc/sysconfig/docker-network",
      "/etc/sysconfig/docker-storage",
      "/etc/default/docker",
      "/etc/conf.d/docker",
      "/src/roles/docker/files/etc/sysconfig/docker",
      "/src/packaging/docker.sysconfig",
      ...templateEndings.map((ending) => `/src/templates/etc/sysconfig/docker.${ending}`),
      "/src/templates/docker-storage.sysconfig.erb",
      "/src/templates/docker.confd.j2",
    ];
    for (const file of files) {
      assert.ok(isOurs(file), file);
      assert.match(placeOfPath(file)?.kind ?? "", /^(?:environment|openrc)$/, file);
    }
  });

  it("is what the core takes for one", () => {
    const variants = ["docker", "docker-latest", "docker-bootstrap", "docker-engine"];
    for (const base of variants.flatMap((name) => [name, `${name}-network`, `${name}-opts`])) {
      for (const file of [`/etc/sysconfig/${base}`, `/x/default/${base}`, `/x/${base}.sysconfig`]) {
        assert.equal(placeOfPath(file)?.kind, "environment", file);
        assert.ok(isOurs(file), file);
      }
    }
  });

  it("is not any file of that name", () => {
    const files = [
      "/usr/bin/docker",
      "/etc/sysconfig/network",
      "/etc/default/docker.sh",
      "/docker",
    ];
    for (const file of files) {
      assert.ok(!isOurs(file), file);
      assert.equal(placeOfPath(file), undefined, file);
    }
  });
});

describe("daemon.json", () => {
  const [validation] = asList(contributes["jsonValidation"]).map(asRecord);
  const patterns = texts(validation?.["fileMatch"]).map((pattern) => `/**/${pattern}`);
  const hasSchema = (file: string): boolean =>
    patterns.some((pattern) => path.posix.matchesGlob(file, pattern));

  it("gets our schema wherever the core takes it for the daemon's", () => {
    const files = [
      "/etc/docker/daemon.json",
      "/src/roles/docker/files/daemon.json",
      "/src/docker-daemon.json",
      "/src/docker_daemon.json",
      "/etc/docker/daemon-unbound.json",
      "/etc/docker/daemon.prod.json",
    ];
    for (const file of files) {
      assert.equal(placeOfPath(file)?.kind, "daemonJson", file);
      assert.ok(hasSchema(file), file);
    }
    for (const file of ["/etc/docker/key.json", "/src/mydaemon.json"]) {
      assert.notEqual(placeOfPath(file)?.kind, "daemonJson", file);
      assert.ok(!hasSchema(file), file);
    }
    assert.ok(!hasSchema("/src/daemon.json.j2"));
  });
});

describe("a template of daemon.json", () => {
  const patterns = texts(language("portolan-daemon-json-template")["filenamePatterns"]);

  it("is no JSON yet, and ours", () => {
    const names = ["daemon.json", "docker-daemon.json", "docker/daemon-prod.json"];
    for (const name of names) {
      for (const ending of templateEndings) {
        const file = `/r/templates/${name}.${ending}`;
        assert.equal(placeOfPath(file)?.kind, "daemonJson", file);
        assert.ok(
          patterns.some((pattern) => path.posix.matchesGlob(file, pattern)),
          file,
        );
      }
    }
  });
});

describe("the language that others have for a name", () => {
  const owner = (file: string, ...contributed: readonly object[]): string | undefined =>
    languageOwner(file, [{ packageJSON: { contributes: { languages: contributed } } }], (pattern) =>
      path.posix.matchesGlob(file, pattern),
    );

  it("is that of its pattern or name, else of its longest ending", () => {
    const jinja = { id: "jinja", extensions: [".j2", ".jinja"] };
    assert.equal(owner("/r/docker.service.j2", jinja), "jinja");
    assert.equal(owner("/r/DOCKER.SERVICE.J2", jinja), "jinja");
    const longer = { id: "unit-jinja", extensions: [".service.j2"] };
    assert.equal(owner("/r/docker.service.j2", longer, jinja), "unit-jinja");
    const named = { id: "docker-unit", filenames: ["docker.service"] };
    const any = { id: "systemd-conf", extensions: [".service"] };
    assert.equal(owner("/r/docker.service", any, named), "docker-unit");
    const pattern = { id: "templates", filenamePatterns: ["**/templates/*.j2"] };
    assert.equal(owner("/r/templates/docker.service.j2", jinja, pattern), "templates");
  });

  it("is nobody's where only we have one, or nothing fits", () => {
    assert.equal(
      owner("/r/docker.service", { id: "portolan-x", extensions: [".service"] }),
      undefined,
    );
    assert.equal(owner("/r/docker.service", { id: "ini", extensions: [".ini"] }), undefined);
    assert.equal(
      languageOwner("/r/docker.service", [{ packageJSON: undefined }], () => true),
      undefined,
    );
  });
});

describe("colors by meaning", () => {
  it("look like those of the grammars, in every language that such a file may have", () => {
    const contributed = asList(contributes["semanticTokenScopes"]).map(asRecord);
    const ids = contributed.map((one) => asText(one["language"]));
    const woken = texts(manifest["activationEvents"])
      .filter((event) => event.startsWith("onLanguage:"))
      .map((event) => event.slice("onLanguage:".length));
    const own = languages.map((one) => asText(one["id"]));
    for (const id of [...own, ...woken]) assert.ok(ids.includes(id), id);
    const named = semanticTokensLegend.tokenTypes;
    for (const { scopes } of contributed) {
      const types = Object.keys(asRecord(scopes)).map((selector) => selector.replace(/\..*/, ""));
      assert.deepEqual([...new Set(types)].sort(), [...named].sort());
    }
  });
});

describe("what is contributed", () => {
  it("is there", () => {
    const paths = [
      ...languages.map((one) => asText(one["configuration"])),
      ...grammars.map((grammar) => asText(grammar["path"])),
      ...asList(contributes["yamlValidation"]).map((schema) => asText(asRecord(schema)["url"])),
    ];
    for (const file of paths) assert.ok(existsSync(path.join(root, file)), file);
    const files = readdirSync(path.join(root, "syntaxes")).map((name) => `./syntaxes/${name}`);
    assert.deepEqual(files.sort(), [...paths].sort());
  });

  it("has the scope that its file names, and a name that no other extension takes", async () => {
    for (const grammar of grammars) {
      const file = path.join(root, asText(grammar["path"]));
      const written = asRecord(JSON.parse(await readFile(file, "utf8")));
      assert.equal(written["scopeName"], grammar["scopeName"]);
      assert.match(asText(grammar["scopeName"]), /\.portolan$/);
    }
  });

  it("takes no language or grammar from anybody", () => {
    for (const one of languages) assert.match(asText(one["id"]), /^portolan-/);
    for (const grammar of grammars) {
      assert.ok(
        grammar["language"] === undefined || asText(grammar["language"]).startsWith("portolan-"),
      );
    }
  });

  it("is put into the grammars that the selector names", async () => {
    const injected = grammars.find((grammar) => grammar["injectTo"] !== undefined);
    const file = path.join(root, asText(injected?.["path"]));
    const selector = asText(
      asRecord(JSON.parse(await readFile(file, "utf8")))["injectionSelector"],
    );
    const named = [...selector.matchAll(/L:(\S+)/g)].map((match) => match[1]);
    assert.deepEqual(named, texts(injected?.["injectTo"]));
  });
});
