// Runs as Markdown and as CSV, with names that would like to be more than names.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import { runAsCsv, runAsMarkdown } from "../../src/connectivity/networkTest/exportRun.ts";
import { containerRun, networkRun, pictureOf } from "../fixtures/testScene.ts";

const two = pictureOf([
  { name: "web", networks: ["front"], address: 2 },
  { name: "db", networks: ["front"], address: 3 },
]);
const hostile = pictureOf([
  { name: "web", networks: ["front"], address: 2 },
  { name: '=HYPERLINK("//x"),|<img>\n*b*', networks: ["front"], address: 3 },
]);

describe("a run as Markdown", () => {
  it("is a table of everyone to everyone", () => {
    const run = networkRun((from) => (from === "web" ? "reachable" : "noAnswer"), two);
    assert.equal(
      runAsMarkdown(run, english),
      [
        "### front",
        "",
        "2026-01-02T03:04:05Z: 1 of 2 reachable",
        "",
        "|  | db | web |",
        "| --- | --- | --- |",
        "| **db** |  | ✗ no answer |",
        "| **web** | ✓ 0.21 ms |  |",
        "",
      ].join("\n"),
    );
  });

  it("is a list of what a container asked", () => {
    const text = runAsMarkdown(
      containerRun("web", () => "reachable", two),
      english,
    );
    assert.match(text, /^\| db \| name on front \| ✓ 0\.21 ms \|$/m);
    assert.match(text, /^\| Target \| What it is \| Result \|$/m);
  });

  it("keeps names from being markup, and each in its cell", () => {
    const lines = runAsMarkdown(
      networkRun(() => "reachable", hostile),
      english,
    ).split("\n");
    const [head = ""] = lines.filter((line) => line.startsWith("|  |"));
    assert.equal(head, String.raw`|  | =HYPERLINK("//x"),\|\<img\> \*b\* | web |`);
  });
});

describe("a run as CSV", () => {
  it("has a line for each answer", () => {
    const run = networkRun((from) => (from === "web" ? "reachable" : "noAnswer"), two);
    assert.equal(
      runAsCsv(run, english),
      [
        "from,to,detail,verdict,roundTripMs,loss,says",
        "db,web,10.250.0.2,blocked,,,no answer",
        "web,db,10.250.0.3,reachable,0.2134,0,0.21 ms",
        "",
      ].join("\r\n"),
    );
  });

  it("keeps names from being formulas, and each in its field", () => {
    const run = networkRun((from) => (from === "web" ? "reachable" : undefined), hostile);
    assert.equal(
      runAsCsv(run, english).split("\r\n")[1],
      `web,"'=HYPERLINK(""//x""),|<img>\n*b*",10.250.0.3,reachable,0.2134,0,0.21 ms`,
    );
    for (const name of ["+1", "-1", "@x", "\tx", " =x"]) {
      const picture = pictureOf([
        { name: "web", networks: ["front"], address: 2 },
        { name, networks: ["front"], address: 3 },
      ]);
      const text = runAsCsv(
        networkRun(() => "reachable", picture),
        english,
      );
      assert.ok(text.includes(`"'${name}"`), JSON.stringify(name));
    }
  });
});
