// What a hover tells, and that nothing in a file gets to mean anything in it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MarkupContent } from "vscode-languageserver-types";
import type { DocumentSettings } from "../../src/daemonConfig/languageService.ts";
import { code, codeBlock, link, plain } from "../../src/daemonConfig/language/markdown.ts";
import { daemonJsonPath, environmentPath, scene, unending, unitPath } from "./serviceScene.ts";

type Files = Readonly<Record<string, string>>;

/** The Markdown, without the backslashes that keep it plain; empty where there is no hover. */
async function toldAt(files: Files, settings?: Partial<DocumentSettings>): Promise<string> {
  return (await markdownAt(files, settings)).replace(/\\(?=[!-/:-@[-`{-~])/g, "");
}

async function markdownAt(files: Files, settings?: Partial<DocumentSettings>): Promise<string> {
  const { service, document, at } = scene(files, settings);
  const contents = (await service.hover(document, at, unending))?.contents;
  if (contents === undefined) return "";
  assert.ok(MarkupContent.is(contents));
  return contents.value;
}

function unit(command: string): Files {
  return { [unitPath]: `[Service]\nExecStart=${command}\n` };
}

describe("the hover of an option", () => {
  it("tells what it does and all there is to know", async () => {
    const text = await toldAt(unit("/usr/bin/dockerd --log-dr|iver=local"));
    for (const part of [
      "`--log-driver VALUE`",
      "Log driver for containers",
      "`journald`",
      "Default: `json-file`",
      "In daemon.json: `log-driver` (string)",
      "restart of the daemon",
      "Since 1.6.0",
      "Effective value: `local`",
      "docker.service:2",
    ]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
  });

  it("tells of releases: deprecated, refused, removed, what instead", async () => {
    const command = unit("/usr/bin/dockerd --cluster-s|tore=consul://a:1");
    const told = async (version: readonly [number, number, number]): Promise<string> =>
      toldAt(command, { version });
    assert.match(await told([20, 10, 24]), /Deprecated since 20\.10\.0/);
    assert.match(await told([20, 10, 24]), /Instead: swarm mode/);
    assert.match(await told([23, 0, 1]), /Engine 23\.0\.1 refuses to start with it/);
    assert.match(await told([28, 5, 2]), /Engine 28\.5\.2 does not have it any more/);
    assert.match(await told([1, 7, 0]), /Engine 1\.7\.0 does not have it yet/);
  });

  it("has the default of the version", async () => {
    const command = unit("/usr/bin/dockerd --ip6ta|bles");
    assert.match(await toldAt(command, { version: [20, 10, 24] }), /Default: `false`/);
    assert.match(await toldAt(command), /Default: `true`/);
  });

  it("says where a reload is enough, and what is insecure", async () => {
    assert.match(await toldAt(unit("/usr/bin/dockerd --deb|ug")), /with a reload/);
    assert.match(await toldAt(unit("/usr/bin/dockerd -|H fd://")), /\*\*Security:\*\* tcp/);
  });

  it("shows the value from wherever it comes", async () => {
    const files = {
      [unitPath]:
        "[Service]\nEnvironmentFile=/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd $OPTIONS\n",
      [daemonJsonPath]: '{\n"icc": false}',
    };
    const text = await toldAt({ [environmentPath]: "\nOPTIONS='-D --ic|c'\n", ...files });
    assert.match(text, /`true` \(\[docker:2\]\(file:\/\/\/etc\/sysconfig\/docker#L2\)\)/);
    assert.match(text, /`false` \(\[daemon.json:2\]/);
    assert.match(text, /dockerd refuses that/);
  });

  it("is the same on a key of daemon.json", async () => {
    const json = (text: string): Files => ({ [daemonJsonPath]: text });
    assert.match(await toldAt(json('{"ho|sts": ["fd://"]}')), /`--host URL`, `-H`/);
    assert.match(await toldAt(json('{"proxies": {"http-|proxy": ""}}')), /`--http-proxy/);
    assert.match(await toldAt(json('{"bui|lder": {}}')), /^\*\*`builder`\*\*/);
    assert.match(await toldAt(json('{"ho|st": []}')), /does nothing with `host`. Write `hosts`/);
    assert.equal(await toldAt(json('{"no|pe": []}')), "");
  });
});

describe("the hover of other things", () => {
  it("tells what directives, prefixes and specifiers are", async () => {
    assert.match(await toldAt({ [unitPath]: "[Unit]\nAf|ter=x\n" }), /`After=`\*\*\n\nUnits that/);
    assert.match(await toldAt({ [unitPath]: "[Unit]\nConditionPath|Exists=x\n" }), /path/);
    assert.match(await toldAt(unit("|-/usr/bin/dockerd")), /`-` A failure/);
    assert.match(
      await toldAt(unit("/usr/bin/dockerd --label=a=|%n")),
      /unit's name. `docker.service`/,
    );
    assert.equal(await toldAt({ [unitPath]: "[Service]\nNo|pe=x\n" }), "");
  });

  it("tells a variable's value and where it is set", async () => {
    const files = {
      [unitPath]:
        "[Service]\nEnvironment=A=1\nEnvironmentFile=/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd $A| $B\n",
      [environmentPath]: "A=--mtu=9\n",
    };
    const text = await toldAt(files);
    assert.match(text, /`1` in \[docker.service:2\]\(.*\), overridden/);
    assert.match(text, /`--mtu=9` in \[docker:1\]/);
    const other = { ...files, [unitPath]: files[unitPath].replace("|", "").replace("$B", "$|B") };
    assert.match(await toldAt(other), /Nothing sets this variable/);
  });
});

describe("other people's text in Markdown", () => {
  const hostile = [
    "`",
    "``",
    "` `x",
    "[a](command:x)",
    "<img src=x onerror=y>",
    "a\n\n# b",
    "**b**",
    "$(x)",
    "&lt;",
    "\\",
    "![x](http://y)",
    "http://x.y",
    "|",
    "a\u2028b",
    "\u0000",
    "```\nx",
  ];

  it("stays text", () => {
    for (const text of hostile) {
      assert.doesNotMatch(plain(text), /(?<!\\)[[\]()<>*_`#!$]/, text);
      assert.doesNotMatch(plain(text), /\n/);
      const [, fence = "", inner = ""] = /^(`+)([^]*?)\1$/.exec(code(text)) ?? [];
      assert.ok(fence !== "" && !inner.includes(fence), code(text));
      assert.ok(!/[\r\n]/.test(code(text)), text);
      const [first = "", ...rest] = codeBlock(text, "").split("\n");
      assert.equal(
        rest.findIndex((line) => line.startsWith(first)),
        rest.length - 1,
      );
    }
  });

  it("leads only to files and the web", () => {
    assert.equal(link("x", "command:y"), "x");
    assert.equal(link("x", "javascript:y"), "x");
    assert.equal(link("a]b", "file:///a (b)"), "[a\\]b](file:///a%20%28b%29)");
  });

  it("is harmless in the hover of a file that means harm", async () => {
    const text = await markdownAt(unit("/usr/bin/dockerd --la|bel 'a=`[x](command:y)<b>'"));
    assert.ok(text.includes("`` a=`[x](command:y)<b> ``"), text);
  });
});
