// One connection to an engine from its start to its break: subscribe, look once, hand on every change.
import type { Emitter } from "../base/event.ts";
import type { Logger } from "../base/logger.ts";
import { changeFor, type Change } from "../model/changeFor.ts";
import type { EngineInfo } from "../model/engineInfo.ts";
import { ChangeQueue, type Clock } from "./changeQueue.ts";
import type { EngineClient, Look } from "./engineClient.ts";
import { EngineError, toEngineError } from "./errors.ts";

export interface FollowOptions {
  /** Disposed of at the end. */
  readonly client: EngineClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** Fires for every change that an event tells of; whatever others fire is handled the same way. */
  readonly stale: Emitter<Change>;
  /** The full look, once. Everything that happened since comes as changes after it. */
  readonly onLook: (look: Look) => void;
  /** All that the engine says about itself, some time after the look. */
  readonly onFacts: (engine: EngineInfo) => void;
  /** Changes to look at, never two lots at a time. A failure ends the connection. */
  readonly onChanges: (changes: readonly Change[], signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Follows an engine until the connection breaks, which it throws, or the signal's abort. */
export async function followEngine(options: FollowOptions): Promise<never> {
  const { client, clock, log, stale, signal } = options;
  const broken = new AbortController();
  const whole = AbortSignal.any([signal, broken.signal]);
  const queue = new ChangeQueue(async (changes) => {
    try {
      await options.onChanges(changes, whole);
    } catch (error) {
      broken.abort(error);
    }
  }, clock);
  const feeding = stale.event((change) => {
    queue.add(change);
  });
  try {
    // Subscribed before the look: what happens in between waits in the stream and is applied after it.
    const subscription = client.events(whole);
    const look = await firstLook(client, subscription, clock, whole);
    signal.throwIfAborted();
    const { product, version } = look.listing.engine;
    log.info(`Connected to ${product} ${version} at ${client.connection.target.text}`);
    options.onLook(look);
    look.facts.then(
      (engine) => {
        if (!whole.aborted) options.onFacts(engine);
      },
      (error: unknown) => {
        broken.abort(error);
      },
    );
    for await (const event of await subscription) {
      log.debug("Event", event);
      const change = changeFor(event);
      if (change !== undefined) stale.fire(change);
    }
    throw new EngineError("unreachable", "The engine ended its event stream");
  } catch (error) {
    throw broken.signal.aborted ? broken.signal.reason : error;
  } finally {
    feeding.dispose();
    queue.dispose();
    broken.abort();
    client.dispose();
  }
}

/** Podman 4.3 answers a subscription with its first event only, so nobody waits for it longer than this. */
const promptMs = 200;

/**
 * A look before which the engine had accepted the subscription, so that nothing falls in between. Docker
 * accepts at once, but the way to it may be slow (ssh): a look that was not preceded by its answer is
 * taken again after it. Podman counts as having accepted by then.
 */
async function firstLook(
  client: EngineClient,
  subscription: Promise<unknown>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Look> {
  const wasPrompt = await isPrompt(subscription, clock);
  const look = await client.look(signal);
  if (wasPrompt || look.listing.engine.product === "podman") return look;
  await subscription;
  return client.look(signal);
}

/** False where the engine takes longer than a prompt one to accept. Throws its refusal. */
async function isPrompt(subscription: Promise<unknown>, clock: Clock): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(promptMs, () => {
      resolve(false);
    });
    subscription.then(
      () => {
        timer.dispose();
        resolve(true);
      },
      (error: unknown) => {
        timer.dispose();
        reject(toEngineError(error));
      },
    );
  });
}
