// The live picture of one engine, for as long as somebody watches: connects, subscribes, looks once,
// applies events, and comes back after every break.
import { Emitter, type Disposable, type Event } from "../base/event.ts";
import type { Logger } from "../base/logger.ts";
import type { Change } from "../model/changeFor.ts";
import type { Container } from "../model/container.ts";
import type { EngineInfo } from "../model/engineInfo.ts";
import { Picture, type ReadonlyPicture } from "../model/picture.ts";
import { isEmptyChange, type PictureChange } from "../model/pictureChange.ts";
import { applyChanges } from "./applyChanges.ts";
import { backoffMs } from "./backoff.ts";
import { systemClock, type Clock } from "./changeQueue.ts";
import { factsOf, nextConnection, type ConnectionState } from "./connectionState.ts";
import type { EngineClient, Look } from "./engineClient.ts";
import { EngineError, toEngineError } from "./errors.ts";
import { followEngine } from "./followEngine.ts";
import { isSameButAliases, withKnownFacts } from "./knownFacts.ts";
import { RetryTimer } from "./retryTimer.ts";

export interface NetworkStoreOptions {
  /** Opens a client for the engine of this moment: asked again at every connect. */
  readonly connect: () => Promise<EngineClient>;
  readonly log: Logger;
  readonly clock?: Clock;
  /** 0 to 1, for spreading reconnects. */
  readonly random?: () => number;
}

export class NetworkStore implements Disposable {
  readonly #options: NetworkStoreOptions;
  readonly #clock: Clock;
  readonly #changes = new Emitter<PictureChange>();
  readonly #states = new Emitter<ConnectionState>();
  readonly #facts = new Emitter<EngineInfo>();
  #picture: Picture | undefined;
  #state: ConnectionState = { kind: "idle" };
  #watchers = 0;
  /** What the engine's events made stale. */
  readonly #stale = new Emitter<Change>();
  /** The timers of commands that keep the connection a while longer. */
  readonly #lingering = new Set<Disposable>();
  /** Ends the connection of this moment, its stream and its waiting. */
  #session: AbortController | undefined;
  readonly #retryTimer: RetryTimer;

  constructor(options: NetworkStoreOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#retryTimer = new RetryTimer(this.#clock);
  }

  /** What is different in the picture, after it is. */
  get onDidChange(): Event<PictureChange> {
    return this.#changes.event;
  }

  get onDidChangeState(): Event<ConnectionState> {
    return this.#states.event;
  }

  /** What the engine says about itself, each time it has been asked. */
  get onDidLearnFacts(): Event<EngineInfo> {
    return this.#facts.event;
  }

  /** The last picture, which is the engine's present one while connected. */
  get picture(): ReadonlyPicture | undefined {
    return this.#picture;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Keeps the picture live until the result is disposed. */
  watch(): Disposable {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#start();
    let isWatching = true;
    return {
      dispose: () => {
        if (!isWatching) return;
        isWatching = false;
        this.#watchers -= 1;
        if (this.#watchers === 0) this.#stop();
      },
    };
  }

  /** Tries again now instead of after the delay. */
  retry(): void {
    this.#retryTimer.hurry();
  }

  /** Starts anew, with the engine that the settings name now. Forgets the picture: it may be another engine's. */
  reconnect(): void {
    this.#stop();
    this.#picture = undefined;
    if (this.#watchers > 0) this.#start();
  }

  /**
   * Resolves with the client and the picture, once connected and all facts about the engine are known.
   * Watches while it waits. Throws the EngineError of the first failed try, or the signal's abort.
   */
  async connected(
    signal: AbortSignal,
  ): Promise<{ readonly client: EngineClient; readonly picture: ReadonlyPicture }> {
    const watching = this.watch();
    try {
      if (this.#state.kind === "offline") this.retry();
      const connected = await nextConnection(this.#state, this.#states.event, signal);
      await factsOf(connected, signal);
      if (this.#picture === undefined) throw new EngineError("unreachable", "The engine went away");
      return { client: connected.client, picture: this.#picture };
    } finally {
      // A view that takes over in the same moment keeps the connection; otherwise it ends later.
      if (this.#state.kind === "idle") watching.dispose();
      else this.#linger(watching);
    }
  }

  /** Takes a full new picture. Does nothing while there is no connection. */
  async refresh(signal: AbortSignal): Promise<void> {
    const picture = this.#picture;
    if (this.#state.kind !== "connected" || picture === undefined) return;
    const meanwhile: Change[] = [];
    const noting = this.#stale.event((change) => meanwhile.push(change));
    try {
      const { listing, facts } = await this.#state.client.look(signal);
      if (picture === this.#picture)
        this.#show(picture.replaceAll(withKnownFacts(listing, picture)));
      const engine = await facts;
      if (picture === this.#picture) this.#learn(engine);
    } finally {
      noting.dispose();
    }
    // What came in between may be newer than the engine's answer, and is looked at once more.
    for (const change of meanwhile) this.#stale.fire(change);
  }

  /**
   * Asks the engine anew what it says about itself: no event tells that it joined a swarm, or left one
   * with its networks. Leaves the last known facts where it does not answer.
   */
  async refreshFacts(signal: AbortSignal): Promise<void> {
    const picture = this.#picture;
    if (this.#state.kind !== "connected" || picture === undefined) return;
    const before = picture.engine.swarm.state;
    try {
      const engine = await this.#state.client.engineInfo(signal);
      if (picture === this.#picture) this.#learn(engine);
      if (engine.swarm.state !== before) await this.refresh(signal);
    } catch (error) {
      this.#options.log.debug("No facts", error);
    }
  }

  /** What the user means by "refresh": a new look, or another try where the engine is away. */
  async refreshOrRetry(): Promise<void> {
    if (this.#state.kind === "connected") await this.refresh(new AbortController().signal);
    else this.retry();
  }

  /** Looks again after a change of our own, on an engine whose events do not tell of it (Podman's networks). */
  async refreshAfterOwnChange(): Promise<void> {
    if (this.#picture?.engine.product === "podman")
      await this.refresh(new AbortController().signal);
  }

  /**
   * A container with what listings leave out (aliases; from Podman, health): one inspect where that is
   * not known yet. The last known facts where the engine cannot be asked.
   */
  async withDetails(id: string, signal: AbortSignal): Promise<Container | undefined> {
    const known = this.#picture?.containers.get(id);
    const isKnown =
      known?.health !== "unknown" &&
      known?.attachments.every(({ endpoint }) => endpoint.aliases !== undefined);
    if (this.#state.kind !== "connected" || known === undefined || isKnown) return known;
    try {
      const container = await this.#state.client.container(id, signal);
      const change = this.#picture?.putContainer(container);
      // An event that is on its way will find no difference any more, so it is told here.
      if (change !== undefined && !isSameButAliases(known, container)) this.#show(change);
      return container;
    } catch (error) {
      this.#options.log.debug("No details", error);
      return known;
    }
  }

  dispose(): void {
    this.#watchers = 0;
    this.#stop();
    for (const timer of this.#lingering) timer.dispose();
    this.#changes.dispose();
    this.#states.dispose();
    this.#facts.dispose();
    this.#stale.dispose();
  }

  #start(): void {
    const session = new AbortController();
    this.#session = session;
    void this.#run(session.signal);
  }

  #stop(): void {
    this.#session?.abort();
    this.#session = undefined;
    this.#enter({ kind: "idle" });
  }

  /** Connects again and again until the signal ends it. Never rejects. */
  async #run(signal: AbortSignal): Promise<void> {
    let attempt = 0;
    for (;;) {
      this.#enter({ kind: "connecting" });
      try {
        await this.#connectOnce(signal, () => {
          attempt = 0;
        });
      } catch (thrown) {
        if (signal.aborted) return;
        const error = toEngineError(thrown);
        const delayMs = backoffMs(attempt, this.#options.random ?? Math.random);
        attempt += 1;
        this.#options.log.warn(
          `Engine offline: ${error.message}; next try in ${delayMs.toFixed(0)} ms`,
        );
        this.#enter({ kind: "offline", error });
        if ((await this.#retryTimer.wait(delayMs, signal)) === "ended") return;
      }
    }
  }

  /** One connection from its start to its break, which it throws. */
  async #connectOnce(signal: AbortSignal, onConnected: () => void): Promise<void> {
    const client = await this.#options.connect();
    await followEngine({
      client,
      clock: this.#clock,
      log: this.#options.log,
      stale: this.#stale,
      onLook: (look) => {
        this.#take(look, client);
      },
      onFacts: (engine) => {
        onConnected();
        this.#learn(engine);
      },
      onChanges: async (changes, whole) => {
        if (this.#picture === undefined) return;
        this.#show(await applyChanges(this.#picture, changes, client, whole));
      },
      signal,
    });
  }

  #take({ listing, facts }: Look, client: EngineClient): void {
    if (this.#picture === undefined) {
      this.#picture = new Picture(listing);
      this.#enter({ kind: "connected", client, facts });
      this.#changes.fire({ networks: new Set(), containers: new Set(), list: true });
      return;
    }
    const change = this.#picture.replaceAll(withKnownFacts(listing, this.#picture));
    this.#enter({ kind: "connected", client, facts });
    this.#show(change);
  }

  #learn(engine: EngineInfo): void {
    this.#picture?.putEngine(engine);
    this.#facts.fire(engine);
  }

  #show(change: PictureChange): void {
    if (!isEmptyChange(change)) this.#changes.fire(change);
  }

  #enter(state: ConnectionState): void {
    if (state.kind === this.#state.kind && state.kind === "idle") return;
    this.#state = state;
    this.#states.fire(state);
  }

  #linger(watching: Disposable): void {
    const timer = this.#clock.after(lingerMs, () => {
      this.#lingering.delete(timer);
      watching.dispose();
    });
    this.#lingering.add(timer);
  }
}

/** How long a command keeps the connection for the next one. */
const lingerMs = 5_000;
