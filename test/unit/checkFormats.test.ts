// The reports of `portolan check`: for people, for programs, for CI and for code hosts.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatChecks } from "../../src/cli/checkFormats.ts";
import {
  exitCodeOf,
  type ReportedCheck,
  type ReportedFile,
  type ReportedProblem,
} from "../../src/cli/checkReport.ts";

const range = { start: { line: 4, character: 2 }, end: { line: 6, character: 9 } };

function checkOf(
  name: string,
  outcome: ReportedCheck["outcome"],
  messages: readonly string[],
): ReportedCheck {
  return { name, range, outcome, messages, pairs: [], decidedAfterMs: 1234 };
}

const passed = checkOf("web reaches db", "passed", ["web reaches db in 1.2 ms."]);
const failed = checkOf("a: b, 100%", "failed", ["a reaches c.", "b reaches c."]);
const unasked = checkOf("lost", "couldNotRun", ["There is no container lost."]);
const problem: ReportedProblem = { range, code: "unknownKey", message: "There is no key “x”." };

const file = (
  checks: readonly ReportedCheck[],
  problems: readonly ReportedProblem[] = [],
): ReportedFile => ({ file: "net/network-checks.yaml", checks, problems });

describe("the exit code", () => {
  it("is 0 for all as expected, 1 for something that is not, 2 for something that was not run", () => {
    assert.equal(exitCodeOf([file([passed])]), 0);
    assert.equal(exitCodeOf([file([passed]), file([failed])]), 1);
    assert.equal(exitCodeOf([file([unasked, failed])]), 2);
    assert.equal(exitCodeOf([file([failed], [problem])]), 2);
  });
});

describe("the report", () => {
  it("is lines as compilers write them, for people", () => {
    assert.equal(
      formatChecks([file([passed, failed, unasked], [problem])], "text"),
      [
        "net/network-checks.yaml:5:3: error: There is no key “x”.",
        "net/network-checks.yaml:5:3: passed: web reaches db",
        "    web reaches db in 1.2 ms.",
        "net/network-checks.yaml:5:3: failed: a: b, 100%",
        "    a reaches c.",
        "    b reaches c.",
        "net/network-checks.yaml:5:3: could not run: lost",
        "    There is no container lost.",
        "checks: 3, passed: 1, failed: 1, could not run: 1, errors in files: 1",
        "",
      ].join("\n"),
    );
  });

  it("lets no text of others command the terminal", () => {
    const hostile = checkOf("red\u001b[31m\n::error::", "failed", ["\u202eevil"]);
    const text = formatChecks([file([hostile])], "text");
    assert.match(text, /failed: red\\u001b\[31m\\u000a::error::\n {4}\\u202eevil\n/);
  });

  it("is JSON for programs", () => {
    const files = [file([passed, failed], [problem])];
    assert.deepEqual(JSON.parse(formatChecks(files, "json")), files);
  });

  it("is JUnit's XML for CI", () => {
    const hostile = checkOf('<a> & "b"\u0000\ud800\uffff', "couldNotRun", ["</error>"]);
    assert.equal(
      formatChecks([file([passed, failed, hostile], [problem])], "junit"),
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<testsuites>",
        '  <testsuite name="net/network-checks.yaml" tests="4" failures="1" errors="2">',
        '    <testcase classname="net/network-checks.yaml" name="line 5 can be read" time="0.000">',
        '      <error message="There is no key “x”.">There is no key “x”.</error>',
        "    </testcase>",
        '    <testcase classname="net/network-checks.yaml" name="web reaches db" time="1.234"/>',
        '    <testcase classname="net/network-checks.yaml" name="a: b, 100%" time="1.234">',
        '      <failure message="a reaches c.">a reaches c.',
        "b reaches c.</failure>",
        "    </testcase>",
        '    <testcase classname="net/network-checks.yaml" name="&lt;a&gt; &amp; &quot;b&quot;\\u0000\ufffd\ufffd" time="1.234">',
        '      <error message="&lt;/error&gt;">&lt;/error&gt;</error>',
        "    </testcase>",
        "  </testsuite>",
        "</testsuites>",
        "",
      ].join("\n"),
    );
  });

  it("names the causes of a failure as its type in JUnit's XML", () => {
    const pair = {
      ...({ source: "a", target: "c", outcome: "failed", verdict: "blocked" } as const),
      ...{ roundTripMs: null, message: "a does not reach c." },
    };
    const cause = { code: "noCommonNetwork", sure: "certain", evidence: [], fix: null } as const;
    const pairs = [{ ...pair, cause: { ...cause, message: "They are apart." } }];
    const xml = formatChecks([file([{ ...failed, pairs: [...pairs, ...pairs] }])], "junit");
    assert.match(xml, /<failure type="noCommonNetwork" message="a reaches c\.">/);
  });

  it("is workflow commands for GitHub, of what is amiss only", () => {
    assert.equal(
      formatChecks([file([passed, failed], [problem])], "github"),
      [
        "::error file=net/network-checks.yaml,line=5,endLine=7,title=unknownKey::There is no key “x”.",
        "::error file=net/network-checks.yaml,line=5,endLine=7,title=a%3A b%2C 100%25%3A failed::a reaches c.%0Ab reaches c.",
        "",
      ].join("\n"),
    );
  });
});
