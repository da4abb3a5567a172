// What the last test said, on the rows of what was tested: a badge and a color, and the same in words.
import * as vscode from "vscode";
import type { LastResult, LastResults } from "../../connectivity/networkTest/lastResults.ts";
import type { TreeNode } from "./nodes.ts";

/** Rows with a result get this scheme; the rest of what their decoration says stands in their URI. */
const testedScheme = "portolan-tested";

/** The result of a row's network or container, until it is void. */
export function resultOf(results: LastResults, node: TreeNode): LastResult | undefined {
  switch (node.kind) {
    case "network":
      return results.ofNetwork(node.networkId);
    case "container":
      return results.ofContainer(node.containerId, node.networkId);
    case "group":
    case "orphans":
      return undefined;
  }
}

/** Puts a result on a row. */
export function showResult(item: vscode.TreeItem, spoken: string, result: LastResult): void {
  const text = resultText(result);
  item.accessibilityInformation = { label: `${spoken}, ${text}` };
  item.resourceUri = vscode.Uri.from({
    scheme: testedScheme,
    path: `/${item.id ?? ""}`,
    query: outcomeOf(result),
    fragment: text,
  });
}

/** “Tested at 12:30: 378 of 380 reachable” */
export function resultText({ at, reachable, answered }: LastResult): string {
  const options = { hour: "2-digit", minute: "2-digit" } as const;
  const time = new Date(at).toLocaleTimeString(vscode.env.language, options);
  return vscode.l10n.t("Tested at {0}: {1} of {2} reachable", time, reachable, answered);
}

/** Decorates rows by their URIs alone, which change with what they say. */
export function registerTestedRows(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme, query, fragment }) => {
      const look = looks.get(query);
      if (scheme !== testedScheme || look === undefined) return undefined;
      return new vscode.FileDecoration(look.badge, fragment, new vscode.ThemeColor(look.color));
    },
  });
}

type Outcome = "passed" | "failed" | "unknown";

/** They differ by their sign and not only by their color. */
const looks: ReadonlyMap<string, { readonly badge: string; readonly color: string }> = new Map([
  ["passed" satisfies Outcome, { badge: "✓", color: "testing.iconPassed" }],
  ["failed" satisfies Outcome, { badge: "✗", color: "list.errorForeground" }],
  ["unknown" satisfies Outcome, { badge: "?", color: "list.warningForeground" }],
]);

/** What could not be asked is no failure, and no success either. */
function outcomeOf({ failed, reachable, answered }: LastResult): Outcome {
  if (failed > 0) return "failed";
  return reachable === answered ? "passed" : "unknown";
}
