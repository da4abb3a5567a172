// The reader's words: what the host translated, filled in, with numbers and times as the language writes
// them.
import type { PageWords } from "../../shared/networkTestWords.ts";

export type WordKey = keyof PageWords;

export class Words {
  private readonly words: PageWords;
  private readonly numbers: Intl.NumberFormat;
  private readonly percentages: Intl.NumberFormat;
  private readonly times: Intl.DateTimeFormat;
  private readonly collator: Intl.Collator;

  constructor(words: PageWords, language: string) {
    this.words = words;
    const locale = knownLocale(language);
    this.numbers = new Intl.NumberFormat(locale);
    this.percentages = new Intl.NumberFormat(locale, {
      style: "percent",
      maximumFractionDigits: 0,
    });
    this.times = new Intl.DateTimeFormat(locale, { timeStyle: "medium" });
    this.collator = new Intl.Collator(locale, { numeric: true });
  }

  /** The text of that key, its placeholders filled in. */
  say(key: WordKey, ...values: readonly (string | number)[]): string {
    return this.words[key].replaceAll(/\{(\d)\}/g, (written, place: string) => {
      const value = values[Number(place)];
      if (value === undefined) return written;
      return typeof value === "number" ? this.numbers.format(value) : value;
    });
  }

  percentage(share: number): string {
    return this.percentages.format(share);
  }

  /** The time of day, from milliseconds since 1970. */
  time(date: number): string {
    return this.times.format(date);
  }

  compareNames(one: string, other: string): number {
    return this.collator.compare(one, other);
  }
}

/** Undefined, which is the browser's own, where the language is none that it knows. */
function knownLocale(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}
