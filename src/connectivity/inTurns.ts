// What does not fit at once, in turns that do.

/** Items by turns, in their order, whose costs together fit the room. What alone costs more has its own. */
export function inTurns<T>(
  items: readonly T[],
  costOf: (item: T) => number,
  room: number,
): readonly (readonly T[])[] {
  const turns: T[][] = [];
  let left = 0;
  for (const item of items) {
    const cost = costOf(item);
    const turn = turns.at(-1);
    if (turn === undefined || cost > left) {
      turns.push([item]);
      left = room - cost;
    } else {
      turn.push(item);
      left -= cost;
    }
  }
  return turns;
}
