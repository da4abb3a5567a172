// Ping from a container: source, target, live replies, and the result in words with a next step.
import * as vscode from "vscode";
import { ping, sourceObstacle, type PingResult } from "../connectivity/ping.ts";
import { pingTarget, type PingTarget } from "../connectivity/pingTarget.ts";
import { commandLine, execCommand } from "../engine/commandLine.ts";
import { EngineError } from "../engine/errors.ts";
import { pingArguments } from "../connectivity/ping.ts";
import type { Container } from "../model/container.ts";
import { asRecord, asText } from "../model/json.ts";
import type { ReadonlyPicture } from "../model/picture.ts";
import { withCancellableProgress } from "./adapt.ts";
import { chooseContainer, requireContainer, engineFor } from "./choose.ts";
import { outsideSetting } from "./askSettings.ts";
import { choosePingTarget } from "./choosePingTarget.ts";
import { setting } from "./config.ts";
import type { ProbeHelpers } from "./probeHelpers.ts";
import { UserError, type NextStep } from "./engineErrors.ts";
import { pingSentence } from "./pingResult.ts";
import { pullStep } from "./pullStep.ts";
import { findCause, showPing } from "./showPing.ts";
import { refuseObstacle } from "./sourceRefusal.ts";
import type { ChangeContext } from "./removeNetwork.ts";

export interface PingContext extends ChangeContext {
  /** Remembers that the user was told about the helper. */
  readonly memory: vscode.Memento;
  readonly helpers: () => Promise<ProbeHelpers>;
}

/**
 * Pings and shows the result. The argument may be a container's row (source), two selected rows
 * (source and target) or `{ from, to, count? }`; what is left open is asked.
 */
export async function pingFlow(
  context: PingContext,
  argument: unknown,
  selected: readonly unknown[],
): Promise<PingResult> {
  const { client, picture } = await engineFor(context.store, argument);
  const { source, target } = await sourceAndTarget(picture, argument, selected);
  const count = countFrom(argument);
  const timeoutSeconds = setting("portolan.probe.timeoutSeconds");
  const argv = pingArguments({ target: target.text, count, timeoutSeconds });
  context.log.info(`$ ${commandLine(execCommand(source.name, argv))}`);
  const title = vscode.l10n.t("Ping {0} from {1}", target.label, source.name);
  const helpers = await (await context.helpers()).on(client.connection);
  const result = await withCancellableProgress(title, async (progress, signal) => {
    const report = (text: string): void => {
      progress.report({ message: text, increment: 100 / count });
    };
    return ping(
      client.connection,
      {
        source,
        target: target.text,
        count,
        timeoutSeconds,
        helpers,
        onReply: ({ sequence, timeMs }) => {
          report(vscode.l10n.t("reply {0}: {1} ms", sequence + 1, timeMs));
        },
        onHelper: () => {
          tellOfHelper(context, source);
        },
      },
      signal,
    ).catch((error: unknown) => {
      throw withImageHelp(error, context, argument, selected);
    });
  });
  context.log.info(pingSentence(source, target, result));
  context.log.debug(result.output);
  const seen = { source, target, result, picture, outside: outsideSetting() };
  const isAmiss = result.verdict !== "reachable";
  const cause = isAmiss ? await findCause(context, seen) : undefined;
  void showPing(context, seen, cause);
  return result;
}

async function sourceAndTarget(
  picture: ReadonlyPicture,
  argument: unknown,
  selected: readonly unknown[],
): Promise<{ readonly source: Container; readonly target: PingTarget }> {
  const fields = asRecord(argument);
  const rows = selected.filter((row) => asRecord(row)["kind"] === "container");
  const from = asText(fields["from"]);
  const source =
    from === ""
      ? await chooseContainer(picture, argument, {
          placeholder: vscode.l10n.t("Container to ping from"),
          filter: (candidate) => sourceObstacle(candidate) === undefined,
        })
      : requireContainer(picture, from);
  refuseObstacle(source);
  const to = asText(fields["to"]);
  if (to !== "") return { source, target: { text: to, label: to } };
  const other =
    rows.length === 2 ? rows.find((row) => asRecord(row)["containerId"] !== source.id) : undefined;
  const target =
    other === undefined
      ? await choosePingTarget(picture, source)
      : pingTarget(
          picture,
          source,
          requireContainer(picture, asText(asRecord(other)["containerId"])),
        );
  return { source, target };
}

function countFrom(argument: unknown): number {
  const count = asRecord(argument)["count"];
  return typeof count === "number" && Number.isInteger(count) && count > 0
    ? count
    : setting("portolan.probe.count");
}

/** Once and never again: the user should know what runs on the engine, not be told at each ping. */
function tellOfHelper(context: PingContext, source: Container): void {
  const key = "portolan.toldOfHelper";
  if (context.memory.get<boolean>(key) === true) return;
  void context.memory.update(key, true);
  const choose = vscode.l10n.t("Choose Helper Image");
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t(
        "The image of “{0}” has no usable ping, so Portolan pings from a helper container ({1}) that joins its network and is removed with this window.",
        source.name,
        setting("portolan.probe.image"),
      ),
      choose,
    )
    .then(async (chosen) => {
      if (chosen === choose) await openImageSetting();
    });
}

/** A helper image that is not there is never pulled unasked. */
function withImageHelp(
  error: unknown,
  context: PingContext,
  argument: unknown,
  selected: readonly unknown[],
): unknown {
  if (!(error instanceof EngineError) || error.kind !== "notFound") return error;
  const image = setting("portolan.probe.image");
  const again = (): unknown => pingFlow(context, argument, selected);
  const steps: readonly NextStep[] = [
    pullStep(context, image, again),
    { title: vscode.l10n.t("Choose Helper Image"), run: openImageSetting },
  ];
  return new UserError(
    vscode.l10n.t(
      "The container's image has no ping, and the engine has no image “{0}” for a helper. Pull it, or choose another.",
      image,
    ),
    steps,
    { cause: error },
  );
}

async function openImageSetting(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", "portolan.probe.image");
}
