// The stream of a batch -> one record per probe. All of it is written by others: nothing in it is
// believed but its shape, and no more of it is kept than a record may hold.

/** What the program says about one probe. */
export interface ProbeRecord {
  readonly index: number;
  readonly state: string;
  readonly code: number;
  readonly addresses: readonly string[];
  readonly resolver: string;
  readonly number: string;
  readonly neighbor: string;
  /** What the tool printed, each try by itself. */
  readonly tries: readonly string[];
}

/** More than the longest answer of any tool that is ours to ask. */
const longestRecord = 16_384;

const start = "\u001e";
const end = "\u001d";

/** Reads records from pieces cut anywhere. Each index is taken once. */
export class ProbeRecords {
  readonly #count: number;
  readonly #onRecord: (record: ProbeRecord) => void;
  readonly #seen = new Set<number>();
  #rest = "";

  constructor(count: number, onRecord: (record: ProbeRecord) => void) {
    this.#count = count;
    this.#onRecord = onRecord;
  }

  add(text: string): void {
    const parts = (this.#rest + text).split(end);
    this.#rest = this.#begun(parts.pop() ?? "");
    for (const part of parts) this.#take(part);
  }

  /** What stands before a record's begin is none of ours, such as the echo of Ctrl+C. */
  #begun(text: string): string {
    const at = text.lastIndexOf(start);
    if (at === -1) return "";
    // One that never ends is not waited for.
    return text.length - at > longestRecord ? "" : text.slice(at);
  }

  #take(part: string): void {
    const text = this.#begun(part);
    const [id = "", state = "", code = "", addresses = "", ...more] = text.slice(1).split("\u001f");
    const index = /^\d{1,6}$/.test(id) ? Number(id) : -1;
    if (index < 0 || index >= this.#count || this.#seen.has(index) || more.length < 4) return;
    this.#seen.add(index);
    const [resolver = "", number = "", neighbor = "", ...said] = more;
    this.#onRecord({
      index,
      state,
      code: Number.parseInt(code, 10),
      addresses: addresses.split(" ").filter(isAddress),
      resolver: resolver === "hosts" || isAddress(resolver) ? resolver : "",
      number,
      neighbor,
      tries: said.join(" ").replaceAll("\v", "\n").split("\u001c").map(printable),
    });
  }
}

function isAddress(text: string): boolean {
  return /^[0-9a-fA-F:.]{2,45}(%[\w.-]{1,20})?$/.test(text);
}

/** Control characters have no business in what is shown. */
function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, "").trim();
}
