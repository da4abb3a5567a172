// From samples to one number.

/** The middle of the samples. Throws where there are none. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 50);
}

/** The smallest sample that so many percent of the samples do not exceed (nearest rank). Throws where there are none. */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error("There are no samples.");
  return value;
}
