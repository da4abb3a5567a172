// A file of network checks: its text -> checks and problems, each with the place where it stands.
import type { CheckTarget, Expectation, NetworkCheck } from "./networkCheck.ts";
import { selectorText, targetText } from "./networkCheck.ts";
import { CheckMap, type CheckProblem, type ProblemSink } from "./checkMap.ts";
import { readEnd, readFrom, readTo } from "./readEnds.ts";
import { readTime } from "./readTarget.ts";
import { readStatus } from "./readUrl.ts";
import { yamlTree, type YamlNode } from "./yamlTree.ts";

export interface ReadChecks {
  /** Those that can be understood: all that are sound, and none of a text that is no YAML. */
  readonly checks: readonly NetworkCheck[];
  readonly problems: readonly CheckProblem[];
}

/** Reads a file's text. Bad input makes problems, never an exception. */
export function readChecks(text: string): ReadChecks {
  const problems: CheckProblem[] = [];
  const report: ProblemSink = (problem) => problems.push(problem);
  const tree = yamlTree(text);
  for (const { range, message } of tree.problems) {
    report({ code: "syntax", args: { message }, range });
  }
  // What stands around a break in the syntax is read as something that nobody wrote.
  if (problems.length > 0) return { checks: [], problems };
  const checks = checkNodes(tree.root, report).flatMap((node) => readCheck(node, report) ?? []);
  return { checks, problems: inOrder(problems) };
}

function checkNodes(root: YamlNode, report: ProblemSink): readonly YamlNode[] {
  if (root.kind !== "map") {
    report({ code: root.kind === "empty" ? "noChecks" : "notChecks", args: {}, range: root.range });
    return [];
  }
  const map = new CheckMap(root, ["checks"], report);
  const checks = map.get("checks");
  if (checks === undefined) {
    if (map.lacks("checks")) map.reportWhole("noChecks", {});
    return [];
  }
  if (checks.kind === "list" && checks.items.length > 0) return checks.items;
  report({ code: "noChecks", args: {}, range: checks.range });
  return [];
}

const checkKeys = ["name", "from", "to", "mesh", "expect", "within", "status"] as const;

function readCheck(node: YamlNode, report: ProblemSink): NetworkCheck | undefined {
  if (node.kind !== "map") {
    report({ code: "notACheck", args: {}, range: node.range });
    return undefined;
  }
  const map = new CheckMap(node, checkKeys, report);
  const expect = readExpectation(map);
  const common = { expect: expect ?? "reachable", withinMs: readWithin(map, expect) };
  const name = map.text("name");
  const mesh = map.get("mesh");
  if (mesh !== undefined) {
    for (const key of ["from", "to", "status"] as const) {
      if (map.get(key) !== undefined) map.report(key, "meshWithEnds", { key });
    }
    const network = map.text("mesh");
    if (network === undefined) return undefined;
    const made = `everyone on ${network} is ${common.expect} to everyone`;
    return { kind: "mesh", network, name: name ?? made, ...common, range: node.range };
  }
  if (!map.lacks("mesh")) return undefined;
  const from = readEnd(map, "from", readFrom);
  const to = readEnd(map, "to", readTo);
  if (from === undefined || to === undefined) return undefined;
  const made = `${selectorText(from)} → ${targetText(to)} is ${common.expect}`;
  const status = readExpectedStatus(map, to, common.expect);
  return { kind: "path", from, to, status, name: name ?? made, ...common, range: node.range };
}

function readExpectation(map: CheckMap): Expectation | undefined {
  const text = map.text("expect");
  if (text === undefined || text === "reachable" || text === "blocked") return text;
  map.report("expect", "notAnExpectation", { text });
  return undefined;
}

function readWithin(map: CheckMap, expect: Expectation | undefined): number | undefined {
  const text = map.text("within");
  if (text === undefined) return undefined;
  const time = readTime(text);
  if ("code" in time) {
    map.report("within", time.code, time.args);
    return undefined;
  }
  if (expect !== "blocked") return time.value;
  map.report("within", "withinBlocked", {});
  return undefined;
}

function readExpectedStatus(
  map: CheckMap,
  to: CheckTarget,
  expect: Expectation,
): number | undefined {
  const text = map.text("status");
  if (text === undefined) return undefined;
  const status = readStatus(text);
  if ("code" in status) map.report("status", status.code, status.args);
  else if (!("path" in to) || to.path === undefined) map.report("status", "statusWithoutPath", {});
  else if (expect === "blocked") map.report("status", "statusBlocked", {});
  else return status.value;
  return undefined;
}

function inOrder(problems: readonly CheckProblem[]): readonly CheckProblem[] {
  return [...problems].sort((one, other) => one.range.start - other.range.start);
}
