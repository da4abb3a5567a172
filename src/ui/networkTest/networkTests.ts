// “Test Network” and “Test Container”: the commands, and the panel that shows what comes of them. Made with
// the first test of a window, and kept with it.
import * as vscode from "vscode";
import type { Disposable } from "../../base/event.ts";
import { roundsOfTest } from "../../connectivity/networkTest/runTest.ts";
import { shownRun } from "../../connectivity/networkTest/shownRun.ts";
import { titleOf, type TestPlan } from "../../connectivity/networkTest/testPlan.ts";
import { sourceObstacle } from "../../connectivity/ping.ts";
import { spansHosts } from "../../model/network.ts";
import type { ShownRun } from "../../shared/networkTest.ts";
import { chooseContainer, chooseNetwork, engineFor } from "../choose.ts";
import { translate } from "../translate.ts";
import { planForContainer, planForNetwork } from "./planTest.ts";
import { readPageParts } from "./testPage.ts";
import { TestPanel } from "./testPanel.ts";
import { TestSession, type SessionParts } from "./testSession.ts";

export interface NetworkTestsParts extends Omit<SessionParts, "post" | "onBegin" | "drawn"> {
  readonly extension: vscode.Uri;
}

export class NetworkTests implements Disposable {
  readonly #parts: NetworkTestsParts;
  readonly #session: TestSession;
  readonly #panel: TestPanel;

  constructor(parts: NetworkTestsParts) {
    this.#parts = parts;
    this.#panel = new TestPanel({
      page: readPageParts(parts.extension),
      onMessage: (message) => {
        this.#session.receive(message);
      },
      onClosed: () => {
        this.#session.cancel();
      },
    });
    this.#session = new TestSession({
      ...parts,
      post: (message) => {
        this.#panel.post(message);
      },
      onBegin: ({ plan }) => {
        this.#panel.show(titleOf(plan.subject));
      },
      drawn: () => this.#panel.drawn(),
    });
  }

  /** Everyone to everyone on a network, which is asked for where the argument names none. */
  async testNetwork(argument: unknown): Promise<ShownRun> {
    const { picture } = await engineFor(this.#parts.store, argument);
    const network = await chooseNetwork(picture, argument, {
      placeholder: vscode.l10n.t("Network to test"),
      // On other hosts there may be more, whom this engine does not count.
      filter: (candidate) => picture.memberCount(candidate) > (spansHosts(candidate) ? 0 : 1),
    });
    return this.#test(await planForNetwork(this.#parts.store, network));
  }

  /** One container to all that it should reach; asked for where the argument names none. */
  async testContainer(argument: unknown): Promise<ShownRun> {
    const { picture } = await engineFor(this.#parts.store, argument);
    const container = await chooseContainer(picture, argument, {
      placeholder: vscode.l10n.t("Container to test from"),
      filter: (candidate) => sourceObstacle(candidate) === undefined,
    });
    return this.#test(await planForContainer(this.#parts.store, picture, container));
  }

  dispose(): void {
    this.#session.dispose();
    this.#panel.dispose();
  }

  async #test(plan: TestPlan): Promise<ShownRun> {
    // Where the user is to be asked something first, there is nothing to show yet.
    if (roundsOfTest(plan) < 2) this.#panel.show(titleOf(plan.subject));
    return shownRun(await this.#session.test(plan), translate);
  }
}
