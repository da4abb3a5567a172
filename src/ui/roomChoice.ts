// How many questions get room in the host's table of neighbors: by a helper that may more than others, or
// by waiting. The user decides, once for a window.
import * as vscode from "vscode";
import { Cancelled } from "./choose.ts";
import { setting } from "./config.ts";

export class RoomChoice {
  /** Whether it is a helper, also while the user is still asked: others wait for the same answer. */
  #usesHelper: Promise<boolean> | undefined;

  /** The image of the helper, or undefined where none is needed or wanted. Asks where that is open. */
  async imageFor(rounds: number): Promise<string | undefined> {
    if (rounds < 2) return undefined;
    const asked = (this.#usesHelper ??= askUser(rounds));
    try {
      return (await asked) ? setting("portolan.probe.image") : undefined;
    } catch (error) {
      if (this.#usesHelper === asked) this.#usesHelper = undefined;
      throw error;
    }
  }
}

async function askUser(rounds: number): Promise<boolean> {
  const use = vscode.l10n.t("Use Helper");
  const wait = vscode.l10n.t("Wait Instead");
  const detail = vscode.l10n.t(
    "A host remembers about a thousand neighbors, and what finds no room there looks blocked. So this goes in {0} rounds. Between them either a helper container ({1}) makes the host forget: it has the capabilities SYS_ADMIN and NET_ADMIN, enters the network namespaces of the containers that are asked, deletes the neighbors that this made, and is removed at the end. Or each round waits a minute until it has forgotten by itself. The answer holds for this window.",
    rounds,
    setting("portolan.probe.image"),
  );
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Ask with a helper that may enter the networks of containers?"),
    { modal: true, detail },
    use,
    wait,
  );
  if (chosen === undefined) throw new Cancelled();
  return chosen === use;
}
