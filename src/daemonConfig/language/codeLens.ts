// What stands above an ExecStart= that starts the daemon: a way to the command line that dockerd really gets.
import type { CodeLens } from "vscode-languageserver-types";
import type { FileContext } from "./fileContext.ts";
import { toLspRange } from "./lspRange.ts";

/** The command that shows the effective configuration of the file whose URI is its argument. */
export const showEffectiveConfigurationCommand = "portolan.daemonConfig.showEffective";

/** The lenses of a file: one for each ExecStart= in it that counts. */
export function codeLenses({ configuration, document, file, translate }: FileContext): CodeLens[] {
  const settings = new Set(configuration.commands.map(({ start }) => start?.setting));
  return [...settings]
    .filter((setting) => setting?.file.uri === file.uri)
    .flatMap((setting) => (setting === undefined ? [] : [setting.directive.keyRange]))
    .map((range) => ({
      range: toLspRange(document, range),
      command: {
        title: translate("Effective Configuration: {count} options", {
          count: configuration.options.length,
        }),
        command: showEffectiveConfigurationCommand,
        arguments: [file.uri],
      },
    }));
}
