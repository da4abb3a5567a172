// dockerd through a shell: explained, completed and mended like any other command, where that is safe.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MarkupContent } from "vscode-languageserver-types";
import { checkFix, fixesFor, type FixCase } from "./fixScene.ts";
import { scene, unending, unitPath } from "./serviceScene.ts";

const socket = { "/etc/systemd/system/docker.socket": "[Socket]\nListenStream=/run/docker.sock\n" };
const unit = (script: string): string => `[Service]\nExecStart=/bin/sh -c ${script}\n`;

describe("fixes in a shell's command", () => {
  const rows: readonly (readonly [
    code: FixCase["code"],
    script: string,
    fixed: string,
    title?: string,
  ])[] = [
    [
      "unknownOption",
      "'exec dockerd --frobnicate=1 -D >/dev/null'",
      "'exec dockerd -D >/dev/null'",
    ],
    ["misspelledOption", '"dockerd --log-drver=local $OPTS"', '"dockerd --log-driver=local $OPTS"'],
    ["optionRemoved", "'dockerd --graph=/x'", "'dockerd --data-root=/x'"],
    ["optionRemoved", "'dockerd -H fd:// --oom-score-adjust=1 2>&1'", "'dockerd -H fd:// 2>&1'"],
    ["invalidValue", "'dockerd --log-level=debgu'", "'dockerd --log-level=debug'"],
    ["repeatedOption", "'dockerd --mtu=1 --mtu=2 | logger'", "'dockerd --mtu=2 | logger'"],
    ["separateBoolean", "'dockerd --icc false'", "'dockerd --icc=false'"],
    ["legacyCommand", "'exec /usr/bin/docker -d -D'", "'exec /usr/bin/dockerd -D'"],
    [
      "noLocalHost",
      "'dockerd -H tcp://a:2376 --tlsverify >/dev/null'",
      "'dockerd -H tcp://a:2376 --tlsverify -H unix:///var/run/docker.sock >/dev/null'",
    ],
  ];
  for (const [code, script, fixed, title] of rows) {
    it(`for ${code} in ${script}`, async () => {
      const files = { [unitPath]: unit(script), ...socket };
      await checkFix({ code, files, fixed: unit(fixed), ...(title !== undefined && { title }) });
    });
  }

  it("are not offered where the shell makes words of its own", async () => {
    const scripts = ["'dockerd --frobnicate $(opts --a b)'", "'dockerd `opts` --frobnicate'"];
    for (const script of scripts) {
      const files = { [unitPath]: unit(script), ...socket };
      assert.deepEqual(await fixesFor({ code: "unknownOption", files }), []);
    }
  });
});

describe("a shell's command", () => {
  it("is explained and completed", async () => {
    const { service, document, at } = scene({ [unitPath]: unit("'exec dockerd --ic|c=false $A'") });
    const contents = (await service.hover(document, at, unending))?.contents;
    assert.ok(MarkupContent.is(contents));
    assert.match(contents.value, /--icc/);
    const typed = scene({ [unitPath]: unit("'exec dockerd -D --live|'") });
    const items = await typed.service.complete(typed.document, typed.at, unending);
    assert.ok(items.some(({ label }) => label === "--live-restore"));
  });

  it("of another program is not", async () => {
    const { service, document, at } = scene({ [unitPath]: unit("'echo --ic|c'") });
    assert.equal(await service.hover(document, at, unending), undefined);
  });
});
