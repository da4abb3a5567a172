// The formats of `portolan lint`.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LintFinding } from "../../src/cli/lintFinding.ts";
import { formatReport, type LintFormat } from "../../src/cli/lintFormats.ts";

const swallowed: LintFinding = {
  file: "files/docker.service",
  range: { start: { line: 9, character: 4 }, end: { line: 9, character: 11 } },
  severity: "error",
  code: "unknownOption",
  message: "There is no option --nope.",
};
const hostile: LintFinding = {
  file: "odd, name: 100%/daemon.json",
  range: { start: { line: 0, character: 0 }, end: { line: 2, character: 1 } },
  severity: "information",
  code: "someCode",
  message: "50% of\nit::error::",
};

function report(format: LintFormat, ...findings: readonly LintFinding[]): string {
  return formatReport({ findings, fileCount: 3, toolVersion: "1.2.3" }, format);
}

describe("a report", () => {
  it("for people has a line for each finding that an editor can follow, and a sum", () => {
    assert.equal(
      report("text", swallowed),
      "files/docker.service:10:5: error: There is no option --nope. [unknownOption]\n" +
        "files: 3, errors: 1, warnings: 0, information: 0\n",
    );
  });

  it("for people shows the text of a file without obeying it", () => {
    const text = report("text", { ...swallowed, message: "\u001b[2J\n\u202egone" });
    assert.ok(text.startsWith("files/docker.service:10:5: error: \\u001b[2J\\u000a\\u202egone ["));
  });

  it("in JSON is the list of findings with the protocol's ranges", () => {
    assert.deepEqual(JSON.parse(report("json", swallowed, hostile)), [swallowed, hostile]);
    assert.deepEqual(JSON.parse(report("json")), []);
  });

  it("in SARIF counts from one and names each rule once", () => {
    const log: unknown = JSON.parse(report("sarif", swallowed, swallowed, hostile));
    const region = { startLine: 10, startColumn: 5, endLine: 10, endColumn: 12 };
    const text = JSON.stringify(log);
    assert.equal(text.split('"uri":"files/docker.service"').length, 3);
    assert.ok(text.includes(JSON.stringify(region)));
    assert.ok(text.includes('"uri":"odd%2C%20name%3A%20100%25/daemon.json"'));
    assert.ok(text.includes('"rules":[{"id":"someCode"},{"id":"unknownOption"}]'));
    assert.ok(text.includes('"level":"note"'));
    assert.ok(text.includes('"version":"2.1.0"'));
  });

  it("for GitHub lets no text of a file be taken for a command", () => {
    assert.equal(
      report("github", swallowed, hostile),
      "::error file=files/docker.service,line=10,endLine=10,col=5,endColumn=12,title=unknownOption" +
        "::There is no option --nope.\n" +
        "::notice file=odd%2C name%3A 100%25/daemon.json,line=1,endLine=3,title=someCode" +
        "::50%25 of%0Ait::error::\n",
    );
  });
});
