// The words that the half without VS Code writes, in the reader's language.
import * as vscode from "vscode";
import type { Translate } from "../base/translate.ts";

/** A sentence in VS Code's language. */
export const translate: Translate = (message, args = {}) => vscode.l10n.t(message, { ...args });
