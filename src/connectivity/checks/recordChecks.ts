// Network checks of what a mesh found: a file to start with, that passes as long as nothing changes.
import type { PairResult } from "./judgeCheck.ts";
import { commentText, yamlScalar } from "./yamlText.ts";

export type RecordedPair = Pick<PairResult, "source" | "target" | "verdict">;

/**
 * The text of a file of network checks for one network. Where everyone reaches everyone one check says so;
 * what could not be asked is named in a comment, since nobody knows what to expect of it.
 */
export function recordedChecks(network: string, pairs: readonly RecordedPair[]): string {
  const known = pairs.filter(({ verdict }) => verdict === "reachable" || verdict === "blocked");
  const unknown = pairs.filter((pair) => !known.includes(pair));
  const isWhole = unknown.length === 0 && pairs.every(({ verdict }) => verdict === "reachable");
  const checks = isWhole ? [`  - mesh: ${yamlScalar(network)}`] : known.flatMap(checkLines);
  return [
    `# Recorded from the network ${commentText(network)}.`,
    "# Keep what has to stay as it is, and remove the rest.",
    ...(checks.length === 0 ? ["checks: []"] : ["checks:", ...checks]),
    ...unknown.map(({ source, target }) => `  # ${source} → ${target} could not be asked.`),
    "",
  ].join("\n");
}

function checkLines({ source, target, verdict }: RecordedPair): readonly string[] {
  const lines = [`  - from: ${yamlScalar(source)}`, `    to: ${yamlScalar(target)}`];
  return verdict === "blocked" ? [...lines, "    expect: blocked"] : lines;
}
