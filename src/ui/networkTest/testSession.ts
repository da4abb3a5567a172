// The tests of a window: what runs, what ran, and what a page asks about it. It knows no webview: what it has
// to say it posts, and what it is told it takes for anything at all.
import * as vscode from "vscode";
import type { Disposable } from "../../base/event.ts";
import { runAsCsv, runAsMarkdown } from "../../connectivity/networkTest/exportRun.ts";
import type { LastResults } from "../../connectivity/networkTest/lastResults.ts";
import {
  shownCell,
  shownComparison,
  shownRun,
  shownSummary,
} from "../../connectivity/networkTest/shownRun.ts";
import { roundsOfTest, runTest } from "../../connectivity/networkTest/runTest.ts";
import { TestHistory } from "../../connectivity/networkTest/testHistory.ts";
import type { TestPlan, TestSubject } from "../../connectivity/networkTest/testPlan.ts";
import type { TestRun } from "../../connectivity/networkTest/testRun.ts";
import { isAbort } from "../../engine/errors.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import type { HostMessage, PageMessage } from "../../shared/networkTest.ts";
import { translate } from "../translate.ts";
import { explain } from "../engineErrors.ts";
import type { ProbeHelpers } from "../probeHelpers.ts";
import { showFailure } from "../showFailure.ts";
import { CellBatch } from "./cellBatch.ts";
import { CellDetails } from "./cellDetails.ts";
import { missingImageText, offerImage } from "./missingImage.ts";
import { otherHostsText } from "./otherHosts.ts";
import { pageMessage } from "./pageMessage.ts";
import { planAgain } from "./planTest.ts";
import { testTools } from "./testTools.ts";

export interface SessionParts {
  readonly store: NetworkStore;
  readonly log: vscode.LogOutputChannel;
  readonly helpers: () => Promise<ProbeHelpers>;
  readonly results: LastResults;
  readonly post: (message: HostMessage) => void;
  /** Called when a run has begun, which is time to show it. */
  readonly onBegin: (run: TestRun) => void;
  /** Resolves once a run is on the screen, or when that takes too long. */
  readonly drawn: () => Promise<void>;
}

interface CurrentRun {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

export class TestSession implements Disposable {
  readonly history = new TestHistory();
  readonly #parts: SessionParts;
  readonly #cells: CellBatch;
  readonly #details: CellDetails;
  #shown: TestRun | undefined;
  #current: CurrentRun | undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#cells = new CellBatch((runId, cells) => {
      parts.post({ type: "cells", runId, cells });
    });
    this.#details = new CellDetails({
      ...parts,
      onCell: (run, answer) => {
        this.#showCell(run, answer);
        this.#postHistory();
      },
    });
  }

  /** Runs a test in place of the one that runs, and resolves with it at its end, whatever came of it. */
  async test(plan: TestPlan): Promise<TestRun> {
    const { room } = await this.#parts.helpers();
    const roomHelperImage = await room.imageFor(roundsOfTest(plan));
    // Two at once would take the room for neighbors from each other; of several that wait the last one stays.
    for (let before = this.#current; before !== undefined; before = this.#current) {
      this.cancel();
      await before.ended;
      if (this.#current === before) this.#current = undefined;
    }
    const run = this.history.begin(plan, Date.now());
    const controller = new AbortController();
    const ended = this.#run(run, roomHelperImage, controller.signal);
    this.#current = { controller, ended };
    this.#show(run);
    this.#parts.onBegin(run);
    await ended;
    return run;
  }

  /** Ends what runs and what is asked for a detail. */
  cancel(): void {
    this.#current?.controller.abort();
    this.#details.cancel();
  }

  /** Does what a page asks for. A failure is shown as that of a command is. */
  receive(message: unknown): void {
    const asked = pageMessage(message);
    if (asked === undefined) return;
    this.#answer(asked).catch((error: unknown) => {
      showFailure(error, this.#parts.log);
    });
  }

  dispose(): void {
    this.cancel();
    this.#cells.dispose();
  }

  async #answer(message: PageMessage): Promise<void> {
    if (message.type === "ready") this.#postAll();
    else if (message.type === "cancel") this.cancel();
    else if (message.type === "drawn") return;
    else if (message.type === "copyText") await vscode.env.clipboard.writeText(message.text);
    else await this.#answerAbout(message);
  }

  async #answerAbout(message: Extract<PageMessage, { readonly runId: number }>): Promise<void> {
    // One that is forgotten meanwhile: the history that the page has tells what there is.
    const run = this.history.find(message.runId);
    if (run === undefined) return;
    switch (message.type) {
      case "showRun":
        this.#show(run);
        return;
      case "runAgain":
        await this.#again(run.plan.subject);
        return;
      case "compare":
        this.#compare(run, message.withId);
        return;
      case "copy": {
        const copied = message.format === "csv" ? runAsCsv : runAsMarkdown;
        await vscode.env.clipboard.writeText(copied(run, translate));
        return;
      }
      case "askDetail":
        await this.#details.show(run, message);
        return;
      case "runCell":
        await this.#details.askAgain(run, message);
        return;
      case "act":
        await this.#details.act(run, message, message.actionId);
        return;
    }
  }

  async #run(
    run: TestRun,
    roomHelperImage: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { store, results, log } = this.#parts;
    const watching = store.watch();
    try {
      const tools = await testTools(this.#parts, signal);
      const basis = results.basisOf(run.plan.subject);
      await runTest(
        run,
        {
          ...tools,
          roomHelperImage,
          othersAfter: this.#parts.drawn(),
          onAnswer: (answer) => {
            if (run.note !== "") this.#enter(run, "running", "");
            this.#showCell(run, answer);
          },
          onPause: (roundsLeft) => {
            this.#enter(run, "running", pauseText(roundsLeft));
          },
        },
        signal,
      );
      const lack = tools.helpers === undefined ? missingImageText(run) : "";
      const notes = [lack, otherHostsText(run.plan)].filter((text) => text !== "");
      this.#enter(run, "done", notes.join(" "));
      results.take(run, basis);
      if (lack !== "") {
        offerImage(lack, { ...this.#parts, again: () => this.#again(run.plan.subject) });
      }
    } catch (error) {
      if (signal.aborted || isAbort(error)) this.#enter(run, "cancelled", "");
      else {
        log.error(error instanceof Error ? error : String(error));
        this.#enter(run, "failed", explain(error).why);
      }
    } finally {
      watching.dispose();
    }
    this.#postHistory();
  }

  async #again(subject: TestSubject): Promise<void> {
    await this.test(await planAgain(this.#parts.store, subject));
  }

  #show(run: TestRun): void {
    this.#shown = run;
    this.#details.cancel();
    this.#postAll();
  }

  #showCell(run: TestRun, answer: Parameters<typeof shownCell>[0]): void {
    if (run === this.#shown) this.#cells.add(run.id, shownCell(answer, translate));
  }

  #enter(run: TestRun, state: TestRun["state"], note: string): void {
    run.state = state;
    run.note = note;
    if (run !== this.#shown) return;
    this.#cells.flush();
    this.#parts.post({ type: "state", runId: run.id, state, note });
  }

  #compare(run: TestRun, withId: number): void {
    const other = this.history.find(withId);
    if (other === undefined) return;
    this.#parts.post({ type: "comparison", comparison: shownComparison(run, other, translate) });
  }

  #postAll(): void {
    this.#cells.flush();
    if (this.#shown !== undefined) {
      this.#parts.post({ type: "run", run: shownRun(this.#shown, translate) });
    }
    this.#postHistory();
  }

  #postHistory(): void {
    this.#parts.post({ type: "history", runs: this.history.runs.map(shownSummary) });
  }
}

function pauseText(roundsLeft: number): string {
  const why = vscode.l10n.t(
    "Waiting until the host forgets neighbors: it remembers about a thousand, and what finds no room looks blocked.",
  );
  return roundsLeft === 0 ? why : `${why} ${vscode.l10n.t("Rounds left: {0}.", roundsLeft)}`;
}
