// What is to be tested, as the engine is now.
import * as vscode from "vscode";
import {
  neighborsOf,
  planContainerTest,
} from "../../connectivity/networkTest/planContainerTest.ts";
import { membersElsewhere } from "../../connectivity/membersElsewhere.ts";
import { planNetworkTest } from "../../connectivity/networkTest/planNetworkTest.ts";
import { networksReachedBy } from "../../connectivity/pingTarget.ts";
import type { TestPlan, TestSubject } from "../../connectivity/networkTest/testPlan.ts";
import { eachLimited } from "../../engine/eachLimited.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { isUp, type Container } from "../../model/container.ts";
import type { Network } from "../../model/network.ts";
import type { OverlayMember } from "../../model/overlay.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { requireContainer, requireNetwork } from "../choose.ts";
import { UserError } from "../engineErrors.ts";
import { outsideSetting } from "../askSettings.ts";
import { refuseObstacle } from "../sourceRefusal.ts";

/** The plan for a network. Refuses, in the user's words, where there is nobody to ask. */
export async function planForNetwork(store: NetworkStore, network: Network): Promise<TestPlan> {
  if (network.driver === "host" || network.driver === "null") {
    throw new UserError(
      vscode.l10n.t(
        "“{0}” is a mode and no network: its containers have no addresses there to ask. Test a container instead.",
        network.name,
      ),
    );
  }
  const { signal } = new AbortController();
  const { client, picture } = await store.connected(signal);
  const others = await membersElsewhere(client.connection, { picture, network }, signal);
  const running = picture.membersOf(network).filter(({ container }) => isUp(container));
  if (running.length === 0 || running.length + (others?.length ?? 0) < 2) {
    throw new UserError(
      vscode.l10n.t(
        "Fewer than two containers run on “{0}”, so there is nothing to ask. Run or connect one.",
        network.name,
      ),
    );
  }
  return planNetworkTest(picture, network, others);
}

/** The plan for a container, whose neighbors' aliases are looked up first. */
export async function planForContainer(
  store: NetworkStore,
  picture: ReadonlyPicture,
  container: Container,
): Promise<TestPlan> {
  refuseObstacle(container);
  const { signal } = new AbortController();
  await eachLimited(neighborsOf(picture, container), async ({ id }) => {
    await store.withDetails(id, signal);
  });
  const { client } = await store.connected(signal);
  const elsewhere = new Map<string, readonly OverlayMember[]>();
  for (const network of networksReachedBy(picture, container)) {
    const others = await membersElsewhere(client.connection, { picture, network }, signal);
    elsewhere.set(network.id, others ?? []);
  }
  return planContainerTest(picture, container, { outside: outsideSetting(), elsewhere });
}

/** The plan for what was tested before: the same by its id, or what has its name by now. */
export async function planAgain(store: NetworkStore, subject: TestSubject): Promise<TestPlan> {
  const { picture } = await store.connected(new AbortController().signal);
  if (subject.kind === "network") {
    const { id, name } = subject.network;
    return planForNetwork(store, picture.networks.get(id) ?? requireNetwork(picture, name));
  }
  const { id, name } = subject.container;
  const container = picture.containers.get(id) ?? requireContainer(picture, name);
  return planForContainer(store, picture, container);
}
