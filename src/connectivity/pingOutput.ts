// What `ping` prints -> numbers. Understands busybox, iputils and inetutils; their words never reach
// a decision where a number can make it.

export interface PingReply {
  readonly sequence: number;
  readonly timeMs: number;
}

export interface PingStatistics {
  readonly sent: number;
  readonly received: number;
  readonly minMs: number | undefined;
  readonly averageMs: number | undefined;
  readonly maxMs: number | undefined;
}

/** Collects the output of one `ping` as it comes. */
export class PingOutput {
  #text = "";
  #rest = "";
  readonly #onReply: (reply: PingReply) => void;
  readonly #times: number[] = [];
  #resolvedAddress: string | undefined;
  #counts: { readonly sent: number; readonly received: number } | undefined;

  constructor(onReply: (reply: PingReply) => void) {
    this.#onReply = onReply;
  }

  /** Takes any piece of output, lines cut anywhere. */
  add(text: string): void {
    this.#text += text;
    const lines = (this.#rest + text).split(/\r?\n/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#addLine(line);
  }

  /** Everything that was printed, for the log. */
  get text(): string {
    return this.#text;
  }

  /** The address that the target's name stands for; undefined until `ping` got as far as sending. */
  get resolvedAddress(): string | undefined {
    return this.#resolvedAddress;
  }

  /** Undefined where `ping` never sent anything. */
  get statistics(): PingStatistics | undefined {
    if (this.#counts === undefined) return undefined;
    const sum = this.#times.reduce((total, time) => total + time, 0);
    const hasTimes = this.#times.length > 0;
    return {
      ...this.#counts,
      minMs: hasTimes ? Math.min(...this.#times) : undefined,
      averageMs: hasTimes ? sum / this.#times.length : undefined,
      maxMs: hasTimes ? Math.max(...this.#times) : undefined,
    };
  }

  #addLine(line: string): void {
    // PING web (10.64.1.2): 56 data bytes | PING web(web.net (fd00::2)) 56 data bytes | PING ::1 (::1): …
    const header = /^PING .*?\(([0-9a-f.:]+)(?:%\w+)?\)/i.exec(line);
    if (header !== null) {
      this.#resolvedAddress = header[1];
      return;
    }
    const reply = /\b(?:icmp_)?seq=(\d+).*\btime[=<]([\d.]+) ?ms/.exec(line);
    if (reply !== null) {
      const timeMs = Number(reply[2]);
      this.#times.push(timeMs);
      this.#onReply({ sequence: Number(reply[1]), timeMs });
      return;
    }
    const counts = /^(\d+) packets transmitted, (\d+) (?:packets )?received/.exec(line);
    if (counts !== null) this.#counts = { sent: Number(counts[1]), received: Number(counts[2]) };
  }
}
