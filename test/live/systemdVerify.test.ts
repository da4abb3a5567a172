// Our verdict on units against that of systemd-analyze: the same lines reported, the same units refused.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Problem } from "../../src/daemonConfig/rules/problem.ts";
import type { ProblemCode } from "../../src/daemonConfig/rules/problemTexts.ts";
import { directiveIn } from "../../src/daemonConfig/rules/systemdDirectives.ts";
import { LineIndex } from "../../src/daemonConfig/syntax/textRange.ts";
import { parseUnit, type UnitNode } from "../../src/daemonConfig/syntax/unitFile.ts";
import { directiveValues } from "../fixtures/directiveValues.ts";
import { unitSlips } from "../fixtures/unitSlips.ts";
import { verifiedUnits } from "../fixtures/verifiedUnits.ts";
import { ensureSystemd } from "../setup/systemd.ts";
import { run } from "../setup/process.ts";
import { problemsIn } from "../unit/configuredFiles.ts";
import { verifyUnit, type UnitVerdict } from "./verifyUnit.ts";

await ensureSystemd();

/** What systemd reads without a word, or tells of the unit as a whole. */
const withoutLine: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...(["swallowedLine", "execStartReset", "notExpanded", "typographicQuote"] as const),
  ...([
    "severalCommands",
    "secondCommand",
    "noCommand",
    "replacedCommand",
    "restartOfOneshot",
  ] as const),
]);

suite("systemd and we agree on units", { concurrency: 2 }, () => {
  for (const { name, files } of verifiedUnits) {
    test(name, async () => {
      const theirs = await verifyUnit(files);
      const ours = await ourVerdict(files);
      assert.deepEqual(ours.lines, theirs.lines, theirs.words);
      assert.equal(ours.isRefused, theirs.isRefused, theirs.words);
    });
  }

  test("a value that a directive takes, and one that it drops", async () => {
    const values = Object.entries(directiveValues).flatMap(([name, { taken, dropped }]) =>
      [...taken, ...dropped].map((value) => `${name}=${value}`),
    );
    assert.ok(values.length > 300);
    const files = { "docker.service": `[Service]\nExecStart=/bin/true\n${values.join("\n")}\n` };
    const theirs = await verifyUnit(files);
    const ours = await ourVerdict(files);
    assert.deepEqual(ours.lines, theirs.lines, theirs.words);
  });
});

test("systemd and we agree on slips of the pen", async (context) => {
  const slips = unitSlips(20261124, 60);
  let count = 0;
  const differences: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    const { value } = slips.next();
    const text = `[Service]\nExecStart=/bin/true\n${value}\n`;
    const files = { "docker.service": text };
    const [theirs, ours] = [await verifyUnit(files), await ourVerdict(files)];
    const lineAt = (place: string): string =>
      `${place} ${text.split("\n")[Number(place.split(":")[1]) - 1] ?? ""}`;
    const only = (some: readonly string[], others: readonly string[]): readonly string[] =>
      some.filter((place) => !others.includes(place)).map(lineAt);
    differences.push(...only(ours.lines, theirs.lines).map((line) => `only we: ${line}`));
    differences.push(...only(theirs.lines, ours.lines).map((line) => `only systemd: ${line}`));
    count += theirs.lines.length;
  }
  context.diagnostic(`${count} lines reported`);
  assert.ok(count > 100);
  assert.deepEqual(differences, []);
});

test("we know every directive of this systemd", async () => {
  const items = await run("/usr/lib/systemd/systemd", ["--dump-configuration-items"]);
  let section = "";
  const unknown: string[] = [];
  let count = 0;
  for (const line of items.split("\n")) {
    section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
    const name = /^(\w+)=/.exec(line)?.[1];
    if (name === undefined || !["Unit", "Service", "Socket", "Install"].includes(section)) continue;
    count += 1;
    if (directiveIn(section, name) === undefined) unknown.push(`[${section}] ${name}=`);
  }
  assert.ok(count > 500, items);
  assert.deepEqual(unknown, []);
});

const folder = "/lint/etc/systemd/system";

async function ourVerdict(
  files: Readonly<Record<string, string>>,
): Promise<Omit<UnitVerdict, "words">> {
  const placed = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]),
  );
  const lines = new Set<string>();
  let isRefused = false;
  for (const [path, text] of Object.entries(placed)) {
    const problems = await problemsIn(placed, path);
    isRefused ||= problems.some(({ severity }) => severity === "error");
    const name = path.slice(path.lastIndexOf("/") + 1);
    for (const problem of problems) {
      if (hasLine(problem, text)) lines.add(`${name}:${lastLine(problem, text)}`);
    }
  }
  return { lines: [...lines].sort(), isRefused };
}

function hasLine(problem: Problem, text: string): boolean {
  if (withoutLine.has(problem.code)) return false;
  const node = nodeAt(problem, text);
  // A `#` is a word of a command like any other, and may be in a path.
  const hasWords = node.kind === "directive" && /^(?:Exec|EnvironmentFile|Standard)/.test(node.key);
  return !hasWords || problem.code !== "trailingComment";
}

function nodeAt({ range: { start } }: Problem, text: string): UnitNode {
  const node = parseUnit(text).nodes.find(({ range }) => range.start <= start && start < range.end);
  assert.ok(node);
  return node;
}

/** systemd counts to the last line of a continued assignment. */
function lastLine(problem: Problem, text: string): number {
  const { range } = nodeAt(problem, text);
  return new LineIndex(text).positionAt(range.end - 1).line + 1;
}
