// Variables across the files of a configuration, and what it all comes to.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Location } from "vscode-languageserver-types";
import { effectiveText } from "../../src/daemonConfig/language/effectiveDocument.ts";
import {
  applied,
  daemonJsonPath,
  dropInPath,
  environmentPath,
  scene,
  unending,
  unitPath,
  type Scene,
} from "./serviceScene.ts";

type Files = Readonly<Record<string, string>>;

const packagedPath = "/usr/lib/systemd/system/docker.service";

const files = {
  [packagedPath]: `[Service]
Environment=OWN=1 A=2
EnvironmentFile=-/etc/sysconfig/docker
ExecStart=/usr/bin/dockerd -H fd:// $OPTIONS --bip=\${BIP}
`,
  [dropInPath]: `[Service]
ExecStart=
ExecStart=/usr/bin/dockerd "$OPTIONS" --label=a=$$OPTIONS
`,
  [environmentPath]: `# OPTIONS
OPTIONS=-D
BIP=10.0.0.1/24
`,
  [daemonJsonPath]: `{
  "icc": false
}
`,
};

/** The scene with the cursor in one of the files, before the first place of a text. */
function at(path: keyof typeof files, text: string, others: Files = files): Scene {
  const marked = files[path].replace(text, () => `|${text}`);
  return scene({
    [path]: marked,
    ...Object.fromEntries(Object.entries(others).filter(([other]) => other !== path)),
  });
}

/** `docker.service:4 <text>` */
function told(locations: readonly Location[], all: Files = files): readonly string[] {
  return locations.map(({ uri, range }) => {
    const path = uri.replace("file://", "");
    const document = TextDocument.create(uri, "", 0, all[path] ?? "");
    return `${path.replace(/.*\//, "")}:${range.start.line + 1} <${document.getText(range)}>`;
  });
}

describe("going to where a variable is set", () => {
  const go = async ({ service, document, at: position }: Scene): Promise<readonly string[]> =>
    told(await service.definition(document, position, unending));

  it("leads from the unit to the environment file", async () => {
    assert.deepEqual(await go(at(packagedPath, "$OPTIONS")), ["docker:2 <OPTIONS>"]);
    assert.deepEqual(await go(at(packagedPath, "${BIP}")), ["docker:3 <BIP>"]);
  });

  it("leads to the definition that counts", async () => {
    const text = `${files[environmentPath]}OPTIONS=--icc=false\n`;
    const scenery = at(packagedPath, "$OPTIONS", { ...files, [environmentPath]: text });
    const { service, document, at: position } = scenery;
    const found = await service.definition(document, position, unending);
    assert.deepEqual(told(found, { [environmentPath]: text }), ["docker:4 <OPTIONS>"]);
  });

  it("leads from a file's path to the file", async () => {
    assert.deepEqual(await go(at(packagedPath, "/etc/sysconfig")), ["docker:1 <>"]);
  });

  it("leads nowhere from anything else", async () => {
    assert.deepEqual(await go(at(packagedPath, "fd://")), []);
    assert.deepEqual(await go(at(daemonJsonPath, "icc")), []);
  });
});

describe("finding a variable's uses", () => {
  it("looks through all files", async () => {
    const { service, document, at: position } = at(environmentPath, "OPTIONS=");
    const find = async (includeDeclaration: boolean): Promise<readonly string[]> =>
      told(await service.references(document, position, { includeDeclaration }, unending));
    const uses = ["docker.service:4 <OPTIONS>", "override.conf:3 <OPTIONS>"];
    assert.deepEqual(await find(true), ["docker:2 <OPTIONS>", ...uses]);
    assert.deepEqual(await find(false), uses);
  });

  it("stays in a file that no unit reads", async () => {
    const path = "/etc/default/docker";
    const { service, document, at: position } = scene({ [path]: "|OPTIONS=-D\n", ...files });
    const found = await service.references(
      document,
      position,
      { includeDeclaration: true },
      unending,
    );
    assert.deepEqual(told(found, { [path]: "OPTIONS=-D\n" }), ["docker:1 <OPTIONS>"]);
  });
});

describe("renaming a variable", () => {
  async function renamed(scenery: Scene, newName: string): Promise<Files> {
    const { service, document, at: position, files: all } = scenery;
    return applied(await service.rename(document, position, newName, unending), all);
  }

  it("changes unit, drop-in and environment file together", async () => {
    const result = await renamed(at(packagedPath, "$OPTIONS"), "DOCKER_OPTS");
    assert.match(result[packagedPath] ?? "", /fd:\/\/ \$DOCKER_OPTS --bip=\$\{BIP\}/);
    assert.match(result[dropInPath] ?? "", /"\$DOCKER_OPTS" --label=a=\$\$OPTIONS/);
    assert.equal(result[environmentPath], "# OPTIONS\nDOCKER_OPTS=-D\nBIP=10.0.0.1/24\n");
    assert.equal(result[daemonJsonPath], files[daemonJsonPath]);
  });

  it("changes names in braces and in Environment=", async () => {
    const braced = await renamed(at(environmentPath, "BIP"), "BRIDGE");
    assert.match(braced[packagedPath] ?? "", /--bip=\$\{BRIDGE\}/);
    const own = await renamed(at(packagedPath, "OWN"), "MINE");
    assert.match(own[packagedPath] ?? "", /Environment=MINE=1 A=2/);
  });

  it("changes what systemd leaves to a shell, and the names that it hands on", async () => {
    const text = (name: string): string =>
      `[Service]\nPassEnvironment=TZ ${name}\nEnvironment=${name}=-D\n` +
      `ExecStart=/bin/sh -c 'B=1; exec dockerd $${name} "\${${name}}" $B $${name}S'\n` +
      `ExecStartPost=/bin/sh -c '${name}=x; echo $${name}'\nExecStop=/bin/echo a$${name}\n`;
    const scenery = scene({ [packagedPath]: text("OPTS").replace("=OPTS=", "=|OPTS=") });
    const result = await renamed(scenery, "FLAGS");
    const local = "ExecStartPost=/bin/sh -c 'OPTS=x; echo $OPTS'\nExecStop=/bin/echo a$OPTS\n";
    const expected = text("FLAGS").replace(/ExecStartPost[^]*$/, local);
    assert.equal(result[packagedPath], expected.replace("$FLAGSS", "$OPTSS"));
  });

  it("says what it would rename", async () => {
    const { service, document, at: position } = at(packagedPath, "${BIP}");
    const thing = await service.prepareRename(document, position, unending);
    assert.equal(thing?.placeholder, "BIP");
    const other = at(packagedPath, "fd://");
    assert.equal(await other.service.prepareRename(other.document, other.at, unending), undefined);
  });

  it("refuses what would be no name, another variable's, or nothing of the kind", async () => {
    for (const name of ["1A", "A-B", "", "$A", "A B"]) {
      await assert.rejects(renamed(at(packagedPath, "$OPTIONS"), name), { name: "RenameRefusal" });
    }
    await assert.rejects(renamed(at(packagedPath, "$OPTIONS"), "BIP"), /BIP already/);
    await assert.rejects(renamed(at(packagedPath, "fd://"), "X"), /Only variables/);
  });
});

describe("the effective configuration", () => {
  it("is a text to read, each line with its place", async () => {
    const { service, document } = at(dropInPath, "ExecStart");
    const lines = await service.effectiveConfiguration(document, unending);
    assert.equal(
      effectiveText(lines),
      `# Effective configuration of the Docker daemon, for engine 28.5.2

# Files
/usr/lib/systemd/system/docker.service
/etc/systemd/system/docker.service.d/override.conf
/etc/sysconfig/docker
/etc/docker/daemon.json

# Command line
/usr/bin/dockerd \\
    -D \\
    --label=a=$OPTIONS

# Options
--debug=true        docker:2
--label=a=$OPTIONS  override.conf:3
icc: false          daemon.json:2

# Variables
OWN=1            docker.service:2
A=2              docker.service:2
OPTIONS=-D       docker:2
BIP=10.0.0.1/24  docker:3
`,
    );
    const debug = lines.find(({ text }) => text.startsWith("--debug"));
    assert.equal(debug?.place?.uri, `file://${environmentPath}`);
  });

  it("says where there is no daemon", async () => {
    const { service, document } = scene({ [unitPath]: "[Service]\nExecStart=/bin/true 'a\\nb'\n" });
    const text = effectiveText(await service.effectiveConfiguration(document, unending));
    assert.match(text, /Nothing in docker.service starts the Docker daemon/);
  });

  it("is one code lens away from the ExecStart= that counts", async () => {
    const { service, document } = at(dropInPath, "ExecStart");
    const [lens, ...others] = await service.codeLenses(document, unending);
    assert.equal(others.length, 0);
    assert.equal(lens?.range.start.line, 2);
    assert.deepEqual(lens.command?.arguments, [`file://${dropInPath}`]);
    const packaged = at(packagedPath, "ExecStart");
    assert.deepEqual(await packaged.service.codeLenses(packaged.document, unending), []);
  });
});
