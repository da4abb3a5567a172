// One measured figure: what it is compared with, whether it met its target, and how it is written down.

/** Bounds the ratio of a figure that has one, else its value. */
export interface Target {
  readonly relation: "<" | "≤" | "=" | "≥";
  readonly limit: number;
}

export interface Measurement {
  /** Dotted, and the same for ever. */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Measured in the same run, in the same unit. */
  readonly baseline?: number;
  /** Of value and baseline; each figure says which way round. */
  readonly ratio?: number;
  readonly target?: Target;
}

/** A measurement as `--json` writes it. The target bounds the ratio where there is one, else the value. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly target: number | null;
  readonly met: boolean | null;
}

/** A figure whose ratio says how many times less it is than the baseline. */
export function timesLess(
  figure: { readonly name: string; readonly unit: string; readonly value: number },
  baseline: number,
  atLeast: number,
): Measurement {
  const ratio = baseline / figure.value;
  return { ...figure, baseline, ratio, target: { relation: "≥", limit: atLeast } };
}

/** A figure whose ratio says how many times as much it is as the baseline. */
export function timesAsMuch(
  figure: { readonly name: string; readonly unit: string; readonly value: number },
  baseline: number,
  target: Target,
): Measurement {
  return { ...figure, baseline, ratio: figure.value / baseline, target };
}

/** The figure for the file, with `met` worked out. */
export function toFigure(measurement: Measurement): Figure {
  const { name, unit, value, baseline, ratio, target } = measurement;
  return {
    name,
    unit,
    value: rounded(value),
    baseline: baseline === undefined ? null : rounded(baseline),
    ratio: ratio === undefined ? null : rounded(ratio),
    target: target?.limit ?? null,
    met: target === undefined ? null : isMet(ratio ?? value, target),
  };
}

/** A table of measurements for a terminal, one per line, numbers aligned. */
export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => {
    const { name, unit, value, baseline, ratio, met } = toFigure(measurement);
    return [
      name,
      written(value),
      unit,
      baseline === null ? "" : written(baseline),
      ratio === null ? "" : `${written(ratio)}×`,
      targetText(measurement),
      met === null ? "" : met ? "met" : "MISSED",
    ];
  });
  const head = ["name", "value", "unit", "baseline", "ratio", "target", ""];
  const lines = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => textOf(line, column).length)),
  );
  const isText = new Set([0, 2, 6]);
  return lines
    .map((line) =>
      widths
        .map((width, column) => {
          const text = textOf(line, column);
          return isText.has(column) ? text.padEnd(width) : text.padStart(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function isMet(value: number, { relation, limit }: Target): boolean {
  switch (relation) {
    case "<":
      return value < limit;
    case "≤":
      return value <= limit;
    case "=":
      return value === limit;
    case "≥":
      return value >= limit;
  }
}

function targetText({ target, ratio, unit }: Measurement): string {
  if (target === undefined) return "";
  return `${target.relation} ${target.limit}${ratio === undefined ? ` ${unit}` : "×"}`;
}

function textOf(line: readonly string[], column: number): string {
  return line[column] ?? "";
}

/** Three digits behind the point say more than any of these measurements knows. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function written(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(1);
}
