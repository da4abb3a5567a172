// What is offered in a daemon.json.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CompletionItemKind } from "vscode-languageserver-types";
import {
  chosen,
  includesAll,
  includesNone,
  itemsFor,
  labelsFor,
  type Files,
} from "./completionScene.ts";
import { daemonJsonPath, unitPath } from "./serviceScene.ts";

describe("completion in daemon.json", () => {
  const json = (text: string): Files => ({ [daemonJsonPath]: text });

  it("offers the keys that are not there yet, and that the command line leaves free", async () => {
    const items = await itemsFor({
      [daemonJsonPath]: '{"mtu": 1500, "|"}',
      [unitPath]: "[Service]\nExecStart=/usr/bin/dockerd -H fd://\n",
    });
    // Whole pieces come with what they need besides.
    const keys = items.filter(({ kind }) => kind !== CompletionItemKind.Snippet);
    const labels = keys.map(({ label }) => label);
    includesAll(labels, ["log-driver", "dns", "proxies", "features"]);
    includesNone(labels, ["mtu", "hosts", "host", "cluster-store", "proxies.http-proxy"]);
  });

  it("does not offer what dockerd reads and does not start with", async () => {
    includesNone(await labelsFor(json("{|}")), ["api-cors-header"]);
    includesAll(await labelsFor(json("{|}"), { version: [27, 0, 3] }), ["api-cors-header"]);
  });

  it("puts the comma that is missing before a key", async () => {
    const mtu = await chosen(json('{\n  "dns": ["::1"]\n  |\n}'), "mtu");
    assert.equal(mtu, '{\n  "dns": ["::1"],\n  "mtu": $1\n}');
    const size = await chosen(json('{"default-address-pools": [{"base": ""\n|}]}'), "size");
    assert.equal(size, '{"default-address-pools": [{"base": "",\n"size": ${1:24}}]}');
    assert.deepEqual(await labelsFor(json('{"debug": tr|}')), ["true", "false"]);
    assert.deepEqual(await labelsFor(json('{"debug":\n  |}')), ["true", "false"]);
  });

  it("writes a key with the shape of its value", async () => {
    assert.equal(await chosen(json('{"lo|"}'), "log-driver"), '{"log-driver": "$1"}');
    assert.equal(await chosen(json("{|}"), "dns"), '{"dns": ["$1"]}');
    assert.equal(await chosen(json("{|}"), "live-restore"), '{"live-restore": ${1:true}}');
    assert.equal(await chosen(json('{"lo|": 1}'), "log-level"), '{"log-level": 1}');
  });

  it("offers values, with quotes only for texts", async () => {
    assert.equal(await chosen(json('{"log-driver": |}'), "local"), '{"log-driver": "local"}');
    assert.equal(
      await chosen(json('{"log-driver": "jo|"}'), "journald"),
      '{"log-driver": "journald"}',
    );
    assert.equal(await chosen(json('{"icc": fa|}'), "false"), '{"icc": false}');
    includesAll(await labelsFor(json('{"hosts": ["|"]}')), ["fd://"]);
    assert.deepEqual(await labelsFor(json('{"nope": |}')), []);
  });

  it("offers the keys within", async () => {
    includesAll(await labelsFor(json('{"log-opts": {"|"}}')), ["max-size"]);
    includesAll(await labelsFor(json('{"log-driver": "syslog", "log-opts": {|}}')), [
      "syslog-address",
    ]);
    includesAll(await labelsFor(json('{"default-address-pools": [{"base": "", |}]}')), ["size"]);
    includesNone(await labelsFor(json('{"default-address-pools": [{"base": "", |}]}')), ["base"]);
    includesAll(await labelsFor(json('{"proxies": {|}}')), ["http-proxy"]);
    const runtime = (key: string): string => `{"runtimes": {"x": {${key}}}}`;
    assert.equal(await chosen(json(runtime("|")), "path"), runtime('"path": "$1"'));
    assert.equal(await chosen(json(runtime("|")), "runtimeArgs"), runtime('"runtimeArgs": ["$1"]'));
    includesAll(await labelsFor(json('{"builder": {"gc": {|}}}')), ["enabled", "policy"]);
  });
});
