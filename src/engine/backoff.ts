// How long to wait before trying an engine again.

const firstDelayMs = 250;
const longestDelayMs = 30_000;

/**
 * Milliseconds before try number `attempt` (0 is the first after a failure): doubling up to half a
 * minute, and spread by `random` (0 to 1) over its upper half, so that many clients do not come back at once.
 */
export function backoffMs(attempt: number, random: () => number): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
  return full * (0.5 + random() / 2);
}
