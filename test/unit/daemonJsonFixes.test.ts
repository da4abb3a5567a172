// Fixes for daemon.json: what they make of it, and that nothing else is wrong afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { EngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import { removalInJson } from "../../src/daemonConfig/language/memberRemoval.ts";
import { checkFix, fixesFor, type FixCase } from "./fixScene.ts";
import { daemonJsonPath } from "./serviceScene.ts";

type Row = readonly [code: FixCase["code"], text: string, fixed: string, version?: EngineVersion];

const old: EngineVersion = [20, 10, 24];

const rows: readonly Row[] = [
  ["jsonComment", '{\n  // c\n  "mtu": 1\n}', '{\n  "mtu": 1\n}'],
  ["jsonTrailingComma", '{"mtu": 1,}', '{"mtu": 1}'],
  ["jsonTrailingContent", '{"mtu": 1} {"icc": true}', '{"mtu": 1}\n'],
  ["jsonByteOrderMark", '\uFEFF{"mtu": 1}', '{"mtu": 1}', old],
  ["jsonEmpty", "", "{}\n", old],
  ["jsonSyntax", '{"mtu": 1\n"icc": true}', '{"mtu": 1,\n"icc": true}'],
  ["jsonSyntax", '{"mtu" 1}', '{"mtu": 1}'],
  ["repeatedKey", '{\n  "mtu": 1,\n  "mtu": 2\n}', '{\n  "mtu": 2\n}'],
  ["unknownKey", '{"frobnicate": 1, "mtu": 1}', '{"mtu": 1}'],
  ["unknownKey", '{"mtu": 1, "frobnicate": {"a": 1}}', '{"mtu": 1}'],
  ["misspelledKey", '{"log-drver": "local"}', '{"log-driver": "local"}'],
  ["keyCase", '{"Debug": true}', '{"debug": true}'],
  ["keyNotYet", '{"firewall-backend": "nftables"}', "{}"],
  ["keyRemoved", '{"oom-score-adjust": 1}', "{}"],
  ["keyRemoved", '{"graph": "/x"}', '{"data-root": "/x"}'],
  ["keyRefused", '{"default-init": true}', "{}"],
  ["keyDeprecated", '{"graph": "/x"}', '{"data-root": "/x"}', old],
  ["keyIgnored", '{"config-file": "/x", "mtu": 1}', '{"mtu": 1}'],
  ["flagNameAsKey", '{"registry-mirror": ["https://a"]}', '{"registry-mirrors": ["https://a"]}'],
  ["flagNameAsKey", '{"label": "a=b"}', '{"labels": ["a=b"]}'],
  ["proxyOutsideProxies", '{"http-proxy": "http://a"}', '{"proxies": {"http-proxy": "http://a"}}'],
  [
    "proxyOutsideProxies",
    '{\n  "http-proxy": "http://a",\n  "no-proxy": "b"\n}\n',
    '{\n  "proxies": {\n    "http-proxy": "http://a",\n    "no-proxy": "b"\n  }\n}\n',
  ],
  [
    "unknownField",
    '{"runtimes": {"a": {"path": "/a", "frobnicate": 1}}}',
    '{"runtimes": {"a": {"path": "/a"}}}',
  ],
  [
    "refusedField",
    '{"proxies": {"htp-proxy": "http://a"}}',
    '{"proxies": {"http-proxy": "http://a"}}',
  ],
  ["unknownLogDriver", '{"log-driver": "jurnald"}', '{"log-driver": "journald"}'],
  ["invalidKeyValue", '{"log-level": "debgu"}', '{"log-level": "debug"}'],
  ["wrongType", '{"debug": "true"}', '{"debug": true}'],
  ["wrongType", '{"dns": "1.1.1.1"}', '{"dns": ["1.1.1.1"]}'],
];

describe("fixes for daemon.json", () => {
  for (const [code, text, fixed, version] of rows) {
    it(`for ${code} in ${JSON.stringify(text)}`, async () => {
      const files = { [daemonJsonPath]: text };
      await checkFix({ code, files, fixed, ...(version !== undefined && { version }) });
    });
  }

  it("are not offered where nothing is sure", async () => {
    const unsure: readonly (readonly [FixCase["code"], string])[] = [
      ["jsonSyntax", '{"mtu": '],
      ["wrongType", '{"mtu": true}'],
      ["invalidKeyValue", '{"mtu": -5}'],
      ["jsonNotObject", "[]"],
    ];
    for (const [code, text] of unsure) {
      assert.deepEqual(await fixesFor({ code, files: { [daemonJsonPath]: text } }), [], code);
    }
  });
});

describe("taking something out of JSON", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['{"a": 1, "b": 2}', '"a": 1', '{"b": 2}'],
    ['{"a": 1, "b": 2}', '"b": 2', '{"a": 1}'],
    ['{"a": 1}', '"a": 1', "{}"],
    ['{\n  "a": 1,\n  "b": 2\n}', '"a": 1', '{\n  "b": 2\n}'],
    ['{\n  "a": 1,\n  "b": 2\n}', '"b": 2', '{\n  "a": 1\n}'],
    ['["a","b"]', '"a"', '["b"]'],
    ['{\r\n\t"a": 1,\r\n\t"b": 2\r\n}', '"a": 1', '{\r\n\t"b": 2\r\n}'],
  ];
  for (const [text, part, expected] of cases) {
    it(`leaves ${JSON.stringify(expected)}`, () => {
      const at = text.indexOf(part);
      const { start, end } = removalInJson(text, { start: at, end: at + part.length });
      assert.equal(text.slice(0, start) + text.slice(end), expected);
    });
  }
});
