// Waiting for what has no event that a test could wait for: ask again until it is so.
import { setTimeout as delay } from "node:timers/promises";

const limitMs = 20_000;

/** Resolves with the result as soon as the assertions hold. Throws what they threw last when the time is over, usually after 20 s. */
export async function eventually<Result>(
  assertions: () => Promise<Result>,
  withinMs = limitMs,
): Promise<Result> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await assertions();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await delay(50);
  }
}

/** Resolves with the first answer that is neither undefined nor false. Throws after 20 s. */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined | false>,
): Promise<Answer> {
  return eventually(async () => {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    throw new Error(`This did not come true: ${ask.toString()}`);
  });
}
