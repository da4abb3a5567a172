// Many requests, few at a time.

/** Runs an action on every item, at most `limit` at once. The first failure is thrown after those under way have ended. */
export async function eachLimited<T>(
  items: readonly T[],
  action: (item: T) => Promise<void>,
  limit = 8,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await action(item);
  };
  const results = await Promise.allSettled(Array.from({ length: limit }, worker));
  const failure = results.find((result) => result.status === "rejected");
  if (failure !== undefined) throw failure.reason;
}
