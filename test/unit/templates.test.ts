// Templates of configuration files: explained, completed and colored like what becomes of them, and never judged.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MarkupContent } from "vscode-languageserver-types";
import { tokenize } from "../fixtures/tokenize.ts";
import { scene, unending } from "./serviceScene.ts";

const unit = (command: string): string => `[Service]\nType=notify\nExecStart=${command}\n`;

/** One template of each kind of file, with an option where the cursor is. */
const templates: readonly (readonly [path: string, text: string])[] = [
  ["/r/docker.service.j2", unit("{{ bin }}/dockerd --ic|c={{ icc }} -H tcp://0.0.0.0:{{ port }}")],
  ["/r/docker.service.d/x.conf.erb", unit("/usr/bin/dockerd <% if @x %>--ic|c=false <% end %>")],
  ["/r/etc/sysconfig/docker.tmpl", 'OPTIONS="--ic|c={{ .Icc }} --nope"\n'],
  ["/r/daemon.json.j2", '{\n  {% if x %}"ic|c": {{ icc }},{% endif %}\n  "debug": true\n}\n'],
  ["/r/docker/daemon.json.erb", '{\n  "dns": ["<%= @ip %>"],\n  "ic|c": <%= @icc %>\n}\n'],
];

describe("a template", () => {
  for (const [path, text] of templates) {
    it(`is explained and not judged: ${path}`, async () => {
      const { service, document, at } = scene({ [path]: text });
      assert.deepEqual(await service.diagnose(document, unending), []);
      const contents = (await service.hover(document, at, unending))?.contents;
      assert.ok(MarkupContent.is(contents));
      assert.match(contents.value, /Lets containers on the default bridge talk/);
      assert.doesNotMatch(contents.value, /Effective value/);
    });
  }

  it("is completed beside what is put into it", async () => {
    const labels = async (path: string, text: string): Promise<readonly string[]> => {
      const { service, document, at } = scene({ [path]: text });
      return (await service.complete(document, at, unending)).map(({ label }) => label);
    };
    const command = unit("{{ bin }}/dockerd --mtu={{ mtu }} --ic|");
    assert.ok((await labels("/r/docker.service.j2", command)).includes("--icc"));
    assert.ok((await labels("/r/docker.service", command)).includes("--icc"));
    const options = 'OPTIONS="{{ extra }} --ic|"\n';
    assert.ok((await labels("/r/etc/default/docker.j2", options)).includes("--icc"));
    const json = '{\n  "mtu": {{ mtu }},\n  "ic|"\n}\n';
    assert.ok((await labels("/r/daemon.json.j2", json)).includes("icc"));
  });

  it("keeps the colors of its own language for what is put in, and is left as it is written", async () => {
    const text = "[Service]\nExecStart=/usr/bin/dockerd   --mtu={{ mtu_size }} \\\n--icc=true\n";
    const { service, document } = scene({ "/r/docker.service.j2": text });
    const { data } = service.semanticTokens(document);
    const lengths = data.filter((_, index) => index % 5 === 2);
    assert.ok(lengths.includes("--mtu".length));
    assert.ok(lengths.includes("--icc".length));
    assert.ok(!lengths.includes("{{ mtu_size }}".length));
    assert.deepEqual(service.format(document), []);
    const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
    assert.deepEqual(await service.codeActions(document, whole, undefined, unending), []);
  });

  it("of daemon.json has the colors of JSON and of the template's language", async () => {
    const text =
      '{\n  "mtu": {{ mtu }},\n  "debug": true{% if x %},{% endif %}\n  "dns": ["<%= @ip %>\\n"]\n}';
    const lines = await tokenize("source.daemon-json-template.portolan", text);
    const scopes = new Map(lines.flat().map((token) => [token.text, token.scopes.at(-1) ?? ""]));
    const expected = [
      ["mtu", "variable.other.template.dockerd"],
      ["debug", "string.json.support.type.property-name.daemon-json-template"],
      ["true", "constant.language.daemon-json-template"],
      ["endif", "keyword.control.template.dockerd"],
      ["@ip", "variable.other.template.dockerd"],
      ["\\n", "constant.character.escape.daemon-json-template"],
    ] as const;
    for (const [word, scope] of expected) assert.equal(scopes.get(word), scope, word);
    assert.ok([...scopes.values()].every((scope) => !scope.startsWith("invalid")));
  });
});
