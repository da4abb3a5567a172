// Why nothing can be asked from a container, in the user's words.
import * as vscode from "vscode";
import { sourceObstacle } from "../connectivity/ping.ts";
import type { Container } from "../model/container.ts";
import { UserError } from "./engineErrors.ts";

/** Throws where a container cannot be the source of a probe right now. */
export function refuseObstacle(source: Container): void {
  switch (sourceObstacle(source)) {
    case undefined:
      return;
    case "stopped":
      throw new UserError(
        vscode.l10n.t(
          "“{0}” is not running, so nothing can be sent from it. Start it first.",
          source.name,
        ),
      );
    case "paused":
      throw new UserError(
        vscode.l10n.t("“{0}” is paused, so nothing can run in it. Unpause it first.", source.name),
      );
    case "noNetwork":
      throw new UserError(
        vscode.l10n.t(
          "“{0}” runs in mode none: it has nothing but loopback and reaches nobody.",
          source.name,
        ),
      );
  }
}
