// How wide cells can be, and with that whether they have room for words beside their symbols.

export const compactCellPx = 28;
const roomyCellPx = 84;
const widestCellPx = 140;
const characterPx = 8.5;
const leastNameCharacters = 13;
const mostNameCharacters = 26;
const nameEdgesPx = 30;

export interface MatrixExtent {
  readonly columns: number;
  /** Of the longest name of a source. */
  readonly nameCharacters: number;
}

/** The width of wide cells where a whole row of them fits into that many pixels, else undefined. */
export function cellWidth(
  widthPx: number,
  { columns, nameCharacters }: MatrixExtent,
): number | undefined {
  const characters = Math.min(mostNameCharacters, Math.max(leastNameCharacters, nameCharacters));
  const width = Math.floor((widthPx - characters * characterPx - nameEdgesPx) / columns);
  return width < roomyCellPx ? undefined : Math.min(width, widestCellPx);
}
