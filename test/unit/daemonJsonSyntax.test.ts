// What is wrong with a daemon.json as JSON, and what is not.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportOf } from "./configuredFiles.ts";

const path = "/etc/docker/daemon.json";

type Case = readonly [text: string, release: string, ...report: readonly string[]];

const cases: readonly Case[] = [
  ['{"debug": true}', "20.10"],
  ['{"debug": true,\n}', "28.5", "1 error jsonTrailingComma: , → "],
  ['{"dns": ["1.1.1.1" , ]}', "20.10", "1 error jsonTrailingComma: , → "],
  ['{"debug": true} // on', "20.10", "1 warning jsonTrailingContent: // on"],
  ['{"debug": true}\n{"mtu": 1400}', "20.10", "2 warning jsonTrailingContent: {"],
  ['{"debug": true}\n{"mtu": 1400}', "23.0", "2 error jsonTrailingContent: {"],
  ['{\n// on\n"debug": true}', "28.5", "2 error jsonComment: // on → "],
  ["\uFEFF{}", "20.10", "1 error jsonByteOrderMark: \uFEFF"],
  ["\uFEFF{}", "23.0"],
  ["", "20.10", "1 error jsonEmpty: "],
  [" \n", "23.0"],
  ["null", "28.5"],
  ["\u00a0{}\u00a0\n", "23.0"],
  ["\u00a0{}", "20.10", "1 error jsonSyntax: \u00a0"],
  ["[]", "28.5", "1 error jsonNotObject: []"],
  ['"debug": true', "20.10", '1 error jsonNotObject: "debug"'],
  ['{"debug" true}', "28.5", "1 error jsonSyntax: true"],
  ['{"debug": true', "28.5", "1 error jsonSyntax: "],
  ['{"dns": ["1.1.1.1"\n', "20.10", "1 error jsonSyntax: "],
  ["{debug: true}", "28.5", '1 error jsonSyntax: debug → "debug"'],
  ["{'debug' : true}", "28.5", "1 error jsonSyntax: 'debug' → \"debug\""],
  ["{“debug”: true}", "28.5", '1 error jsonSyntax: “debug” → "debug"'],
  ['{"debug": True}', "28.5", "1 error jsonSyntax: True → true"],
  ["{\"bridge\": 'br0'}", "28.5", "1 error jsonSyntax: 'br0' → \"br0\""],
  ['{\u00a0\u00a0"icc": true}', "28.5", "1 error jsonSyntax: \u00a0\u00a0 →   "],
  ['{"icc": yes}', "28.5", "1 error jsonSyntax: yes"],
  [`{"x": ${"[".repeat(5000)}${"]".repeat(5000)}}`, "28.5"],
  ['{"a": "b\n}', "28.5", '1 error jsonSyntax: "b'],
  ['{"log-opts": {"labels": 1e999}}', "28.5", '1 error wrongType: 1e999 → "1e999"'],
  [
    '{"runtimes": {"x": {"options": {"a": 1e999}, "runtimeType": "y"}}}',
    "28.5",
    "1 error jsonSyntax: 1e999",
  ],
];

describe("the syntax of a daemon.json", () => {
  for (const [text, release, ...expected] of cases) {
    it(`${JSON.stringify(text.slice(0, 60))} for ${release}`, async () => {
      assert.deepEqual(await reportOf({ [path]: text }, path, release), expected);
    });
  }
});
