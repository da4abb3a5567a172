// daemon.json as strict JSON, and where each thing stands in it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  membersOf,
  parseDaemonJson,
  type JsonFaultKind,
} from "../../src/daemonConfig/syntax/daemonJson.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";

describe("daemon.json", () => {
  it("is read with the place of every key and value", () => {
    const text = '{\n  "debug": true,\n  "hosts": ["fd://", "tcp://127.0.0.1:2375"]\n}\n';
    const parsed = parseDaemonJson(text);
    assert.deepEqual(parsed.faults, []);
    const [debug, hosts] = membersOf(parsed);
    assert.ok(debug && hosts);
    assert.equal(text.slice(debug.keyRange.start, debug.keyRange.end), '"debug"');
    assert.equal(text.slice(hosts.range.start, hosts.range.end), text.slice(20, -3).trimStart());
    assert.ok(hosts.value.kind === "array");
    assert.deepEqual(
      hosts.value.items.map((item) => (item.kind === "string" ? item.text : item.kind)),
      ["fd://", "tcp://127.0.0.1:2375"],
    );
  });

  it("keeps both of two members of one name, in their order", () => {
    const parsed = parseDaemonJson('{"mtu": 1, "mtu": 2}');
    assert.deepEqual(
      membersOf(parsed).map(({ key, value }) => [key, value.kind === "number" && value.number]),
      [
        ["mtu", 1],
        ["mtu", 2],
      ],
    );
  });

  it("has no members where it is something else", () => {
    assert.deepEqual(membersOf(parseDaemonJson("[]")), []);
    assert.deepEqual(membersOf(parseDaemonJson('"debug"')), []);
  });

  it("leaves a byte order mark out of account", () => {
    const parsed = parseDaemonJson('\uFEFF{"debug": true}');
    assert.deepEqual(parsed.faults, []);
    assert.deepEqual(membersOf(parsed)[0]?.keyRange, { start: 2, end: 9 });
  });

  const faults: readonly (readonly [string, JsonFaultKind, string])[] = [
    ['{"debug": true,}', "trailingComma", "}"],
    ['{"dns": ["8.8.8.8",]}', "trailingComma", "]"],
    ['{"debug": true} x', "trailingContent", "x"],
    ['{"a": 1}{"b": 2}', "trailingContent", "{"],
    ['{ // why\n"debug": true}', "comment", "// why"],
    ['{ /* why */ "debug": true}', "comment", "/* why */"],
    ["", "empty", ""],
    [" \n", "empty", " \n"],
    ['{"a": "b}', "unterminatedString", '"b}'],
    ['{"a": "\\q"}', "badEscape", '"\\q"'],
    ['{"a": "\\u12"}', "badEscape", '"\\u12"'],
    ['{"a": "x\ty"}', "badCharacter", '"x\ty"'],
    ['{"a": 1 "b": 2}', "missingComma", '"b"'],
    ['{"a" 1}', "missingColon", "1"],
    ['{"a": }', "missingValue", "}"],
    ["{'a': 1}", "bareKey", "'a'"],
    ["{a : 1}", "bareKey", "a"],
    ['{"a": yes}', "badToken", "yes"],
    ['{"a": [1}', "missingBracket", "}"],
    ['{"a": [1', "missingBracket", ""],
    ['{"a": 1', "missingBracket", ""],
  ];
  for (const [text, kind, at] of faults) {
    it(`names what is wrong with ${JSON.stringify(text)}`, () => {
      const [fault] = parseDaemonJson(text).faults;
      assert.ok(fault);
      assert.equal(fault.kind, kind);
      assert.equal(text.slice(fault.range.start, fault.range.end), at);
    });
  }

  it("is refused exactly where JSON.parse refuses it", () => {
    const random = seededRandom(11);
    const pieces = ["{", "}", "[", "]", ",", ":", '"a"', '"hosts"', "1", "-2.5e3", "true", "nul"];
    pieces.push("null", " ", "\n", "//", '"\\u00e9"', '"', "é", "\\", "01", "+1", "\uFEFF");
    for (let round = 0; round < 20_000; round += 1) {
      const count = 1 + Math.floor(random() * 9);
      const text = Array.from(
        { length: count },
        () => pieces[Math.floor(random() * pieces.length)] ?? "",
      ).join("");
      const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
      assert.equal(parseDaemonJson(text).faults.length === 0, isJson(body), JSON.stringify(text));
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
