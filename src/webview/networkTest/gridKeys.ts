// Where a key leads in a grid of rows of equal length. A list is a grid of one column.

export interface GridPosition {
  readonly y: number;
  readonly x: number;
}

export interface GridSize {
  readonly height: number;
  readonly width: number;
  /** How many rows fit on the screen. */
  readonly page: number;
}

export interface GridKey {
  readonly key: string;
  /** With Ctrl, or Command on a Mac. */
  readonly isFar: boolean;
}

/** The position that the key leads to, or undefined for a key that leads nowhere. */
export function positionAfter(
  { key, isFar }: GridKey,
  at: GridPosition,
  size: GridSize,
): GridPosition | undefined {
  const last = { y: size.height - 1, x: size.width - 1 };
  const to = (y: number, x: number): GridPosition => ({
    y: Math.max(0, Math.min(last.y, y)),
    x: Math.max(0, Math.min(last.x, x)),
  });
  // In a single column there is only one way that “to the start” can mean.
  const isWhole = isFar || size.width === 1;
  switch (key) {
    case "ArrowUp":
      return isFar ? to(0, at.x) : to(at.y - 1, at.x);
    case "ArrowDown":
      return isFar ? to(last.y, at.x) : to(at.y + 1, at.x);
    case "ArrowLeft":
      return isFar ? to(at.y, 0) : to(at.y, at.x - 1);
    case "ArrowRight":
      return isFar ? to(at.y, last.x) : to(at.y, at.x + 1);
    case "Home":
      return isWhole ? to(0, 0) : to(at.y, 0);
    case "End":
      return isWhole ? last : to(at.y, last.x);
    case "PageUp":
      return to(at.y - size.page, at.x);
    case "PageDown":
      return to(at.y + size.page, at.x);
    default:
      return undefined;
  }
}
