// How a big mesh gets room in the host's table of neighbors: by a helper that may more than others, or by
// waiting. The user decides, once for a window.
import * as vscode from "vscode";
import { roundsOf } from "../../connectivity/mesh.ts";
import { askableMembers } from "../../connectivity/networkTest/planNetworkTest.ts";
import type { TestPlan } from "../../connectivity/networkTest/testPlan.ts";
import { Cancelled } from "../choose.ts";
import { setting } from "../config.ts";

export class RoomChoice {
  #usesHelper: boolean | undefined;

  /** The image of the helper, or undefined where none is needed or wanted. Asks where that is open. */
  async imageFor(plan: TestPlan): Promise<string | undefined> {
    const members = plan.subject.kind === "network" ? askableMembers(plan) : [];
    const rounds = roundsOf(members).length;
    if (rounds < 2) return undefined;
    this.#usesHelper ??= await askUser(members.length, rounds);
    return this.#usesHelper ? setting("portolan.probe.image") : undefined;
  }
}

async function askUser(members: number, rounds: number): Promise<boolean> {
  const use = vscode.l10n.t("Use Helper");
  const wait = vscode.l10n.t("Wait Instead");
  const detail = vscode.l10n.t(
    "A host remembers about a thousand neighbors, and what finds no room there looks blocked. So this test goes in {0} rounds. Between them either a helper container ({1}) makes the host forget: it has the capabilities SYS_ADMIN and NET_ADMIN, enters the network namespaces of these containers, deletes the neighbors that the test made, and is removed at the end. Or the test waits a minute each time. The answer holds for this window.",
    rounds,
    setting("portolan.probe.image"),
  );
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Test {0} containers with a helper that may enter their networks?", members),
    { modal: true, detail },
    use,
    wait,
  );
  if (chosen === undefined) throw new Cancelled();
  return chosen === use;
}
