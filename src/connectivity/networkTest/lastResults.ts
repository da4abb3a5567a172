// The last result of each network and container, for their rows in views, until what was tested is not as it
// was: members, their states or addresses changed, or it is another engine.
import { groupBy } from "../../base/groupBy.ts";
import { Emitter, type Disposable, type Event } from "../../base/event.ts";
import type { NetworkStore } from "../../engine/networkStore.ts";
import { isUp } from "../../model/container.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { networksReachedBy } from "../pingTarget.ts";
import type { TestQuestion, TestSubject } from "./testPlan.ts";
import { countsOf, type TestCounts, type TestRun } from "./testRun.ts";

/** What is shown of a result. */
export interface LastResult extends TestCounts {
  /** Since 1970, in milliseconds. */
  readonly at: number;
}

/** What a result depends on: some networks, and what they were like. */
export interface Basis {
  readonly networkIds: readonly string[];
  readonly likeness: string;
}

interface Kept extends LastResult, Basis {}

export class LastResults implements Disposable {
  readonly #store: Pick<NetworkStore, "picture" | "onDidChange">;
  readonly #listening: Disposable;
  readonly #changed = new Emitter<ReadonlySet<string>>();
  /** By the id of a network, of a container, or of both with a blank between: one asker of a mesh. */
  readonly #results = new Map<string, Kept>();

  constructor(store: Pick<NetworkStore, "picture" | "onDidChange">) {
    this.#store = store;
    this.#listening = store.onDidChange(({ networks, list }) => {
      if (this.#results.size > 0) this.#dropStale(list ? undefined : networks);
    });
  }

  /** With the ids of the networks whose rows are affected. */
  get onDidChange(): Event<ReadonlySet<string>> {
    return this.#changed.event;
  }

  ofNetwork(networkId: string): LastResult | undefined {
    return this.#results.get(networkId);
  }

  /** The newer of what a container was asked by itself, and as one of everyone on a network. */
  ofContainer(containerId: string, networkId: string | undefined): LastResult | undefined {
    const alone = this.#results.get(containerId);
    const among = this.#results.get(`${networkId ?? ""} ${containerId}`);
    return among === undefined || (alone !== undefined && alone.at > among.at) ? alone : among;
  }

  /** What a result would depend on at this moment; undefined where that is gone. */
  basisOf(subject: TestSubject): Basis | undefined {
    const { picture } = this.#store;
    if (picture === undefined) return undefined;
    const networkIds =
      subject.kind === "network"
        ? [subject.network.id]
        : networksReachedBy(picture, subject.container).map(({ id }) => id);
    const likeness = likenessOf(picture, networkIds);
    return likeness === undefined ? undefined : { networkIds, likeness };
  }

  /** Takes over a run that is done, unless what it depends on has changed since it began. */
  take(run: TestRun, basis: Basis | undefined): void {
    const { subject } = run.plan;
    if (basis === undefined || this.basisOf(subject)?.likeness !== basis.likeness) return;
    const { networkIds } = basis;
    const keep = (key: string, counts: TestCounts): void => {
      this.#results.set(key, { ...counts, ...basis, at: run.startedAt });
    };
    const answers = run.answers().filter(({ question }) => isAwake(question));
    if (subject.kind === "container") keep(subject.container.id, countsOf(answers));
    else {
      keep(subject.network.id, countsOf(answers));
      for (const [id, own] of groupBy(answers, ({ question }) => question.source.id)) {
        keep(`${subject.network.id} ${id}`, countsOf(own));
      }
    }
    this.#changed.fire(new Set(networkIds));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  #dropStale(changed: ReadonlySet<string> | undefined): void {
    const { picture } = this.#store;
    const affected = new Set<string>();
    const likenesses = new Map<string, string | undefined>();
    for (const [key, { networkIds, likeness }] of this.#results) {
      if (changed !== undefined && !networkIds.some((id) => changed.has(id))) continue;
      const place = networkIds.join(" ");
      const now = likenesses.has(place)
        ? likenesses.get(place)
        : picture && likenessOf(picture, networkIds);
      likenesses.set(place, now);
      if (now === likeness) continue;
      this.#results.delete(key);
      for (const id of networkIds) affected.add(id);
    }
    if (affected.size > 0) this.#changed.fire(affected);
  }
}

/** What a result depends on; undefined where a network is gone. */
function likenessOf(picture: ReadonlyPicture, networkIds: readonly string[]): string | undefined {
  const networks = networkIds.map((id) => picture.networks.get(id));
  if (networks.includes(undefined)) return undefined;
  return JSON.stringify(
    networks.map((network) => {
      if (network === undefined) return undefined;
      const members = picture.membersOf(network).map(({ container, attachment: { endpoint } }) => {
        const { ipv4Address, ipv6Address } = endpoint;
        return [
          container.id,
          isUp(container),
          container.state === "paused",
          ipv4Address,
          ipv6Address,
        ];
      });
      return [network.internal, network.options, members.sort()];
    }),
  );
}

/** Rows show already who does not run: that nobody asks them is no news of the network. */
function isAwake({ source, target }: TestQuestion): boolean {
  return isUp(source) && (target === undefined || isUp(target));
}
