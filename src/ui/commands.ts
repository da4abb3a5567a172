// The one wrapper around all commands. What it takes to show a failure is loaded when a command fails.
import { commands, Disposable, type LogOutputChannel } from "vscode";
import type { CommandArguments, CommandId } from "./contributions.ts";

export type CommandHandlers = {
  readonly [K in CommandId]: (...args: CommandArguments[K]) => unknown;
};

/** Registers every command. A handler that is missing does not compile. */
export function registerCommands(handlers: CommandHandlers, log: LogOutputChannel): Disposable {
  const registered = Object.entries(handlers).map(([id, handler]) =>
    commands.registerCommand(id, async (...args: unknown[]): Promise<unknown> => {
      try {
        return await Reflect.apply(handler, undefined, args);
      } catch (error) {
        (await import("./showFailure.ts")).showFailure(error, log);
        return undefined;
      }
    }),
  );
  return Disposable.from(...registered);
}
