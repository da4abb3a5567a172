// Where an answer stands: the indexes of who asks and of who is asked in the run, whatever the order on
// screen.

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** True where both are the same place, or none. */
export function isSamePlace(one: Place | undefined, other: Place | undefined): boolean {
  return one?.row === other?.row && one?.column === other?.column;
}
