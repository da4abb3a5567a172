// What a record of the program means: the verdict on its probe. Numbers and exit codes decide where
// they can; a tool's words decide only why something failed.
import { PingOutput, type PingStatistics } from "./pingOutput.ts";
import {
  type NeighborState,
  type Probe,
  type ProbeReason,
  type ProbeResult,
  unknownResult,
  type Verdict,
} from "./probe.ts";
import type { ProbeRecord } from "./probeRecords.ts";

/** The answer that a record gives to its probe. */
export function resultOf(
  probe: Probe,
  record: ProbeRecord,
  ranIn: "container" | "helper",
): ProbeResult {
  const judged = judge(probe, record);
  return {
    ...unknownResult(probe, judged.reason ?? "ended", record.tries.join("\n")),
    addresses: record.addresses,
    resolver: record.resolver === "" ? undefined : record.resolver,
    neighbor: neighborOf(record.neighbor),
    ranIn,
    ...judged,
  };
}

/** True where another place may have what this one lacked: the tool, or the right to use it. */
export function couldNotRun(result: ProbeResult): boolean {
  return result.reason === "noTool" || result.reason === "notAllowed";
}

interface Judged extends Partial<ProbeResult> {
  readonly verdict: Verdict;
  readonly reason: ProbeReason | undefined;
}

function judge(probe: Probe, record: ProbeRecord): Judged {
  const text = record.tries.join("\n");
  if (record.state === "missing") return unknown("noTool");
  if (record.state === "unresolved") return unresolved(record, text);
  if (record.state !== "ran") return unknown("ended");
  if (probe.kind === "resolve") {
    return record.addresses.length > 0 ? reachable : unresolved(record, text);
  }
  if (record.code === 126 || record.code === 127) return unknown("noTool");
  // What a server writes into its headers is an answer, whatever it says.
  const isAnswered = probe.kind === "http" && httpStatusIn(text) >= 100;
  if (!isAnswered && /permission denied|operation not permitted|missing cap_net_raw/i.test(text)) {
    return isSocketRefused(text) ? unknown("notAllowed") : blocked("prohibited");
  }
  switch (probe.kind) {
    case "ping":
      return judgePing(record, text);
    case "tcp":
      return record.code === 0
        ? { ...reachable, roundTripMs: elapsed(record.number) }
        : blocked(reasonIn(text));
    case "http":
      return judgeHttp(record, text);
    case "pathMtu":
      return judgePathMtu(record, text);
    case "route":
      return judgeRoute(record, text);
  }
}

const reachable: Judged = { verdict: "reachable", reason: undefined };

function blocked(reason: ProbeReason): Judged {
  return { verdict: "blocked", reason };
}

function unknown(reason: ProbeReason): Judged {
  return { verdict: "unknown", reason };
}

function unresolved({ code }: ProbeRecord, text: string): Judged {
  // 124 is the exit code of GNU's timeout, 143 that of a program ended by busybox's.
  // A name server to which nothing leads says as little as one that is dead.
  const isSilent =
    [124, 143, 137].includes(code) || /timed out|no servers|try again|can't connect/i.test(text);
  const isBroken = /SERVFAIL|REFUSED|temporary failure/i.test(text);
  return {
    verdict: "unresolved",
    reason: isSilent || isBroken ? "resolverSilent" : "noSuchName",
  };
}

/** The image's user may not open the socket; a helper's root may. A send that is refused is an answer. */
function isSocketRefused(text: string): boolean {
  return !/sendto|sendmsg|connect/i.test(text);
}

function reasonIn(text: string): ProbeReason {
  if (/prohibited|filtered|not permitted|permission denied/i.test(text)) return "prohibited";
  if (/refused/i.test(text)) return "refused";
  return /unreachable|no route/i.test(text) ? "noRoute" : "noAnswer";
}

function judgePing(record: ProbeRecord, text: string): Judged {
  const statistics = record.tries.flatMap((one) => statisticsOf(one) ?? []);
  const sent = statistics.reduce((sum, one) => sum + one.sent, 0);
  const received = statistics.reduce((sum, one) => sum + one.received, 0);
  if (received === 0) {
    return { ...blocked(reasonIn(text)), loss: sent === 0 ? undefined : 1 };
  }
  const averageMs = statistics.find((one) => one.averageMs !== undefined)?.averageMs;
  return {
    ...reachable,
    loss: sent === 0 ? 0 : Math.max(0, 1 - received / sent),
    roundTripMs: averageMs,
  };
}

function statisticsOf(text: string): PingStatistics | undefined {
  const output = new PingOutput(() => undefined);
  output.add(`${text}\n`);
  return output.statistics;
}

/** Between two readings of /proc/uptime, which counts hundredths of a second. */
function elapsed(number: string): number | undefined {
  const [before, after] = number.split(" ").map(Number);
  if (before === undefined || after === undefined) return undefined;
  const milliseconds = Math.round((after - before) * 1000);
  return Number.isFinite(milliseconds) && milliseconds >= 0 ? milliseconds : undefined;
}

function judgeHttp(record: ProbeRecord, text: string): Judged {
  const status = httpStatusIn(text);
  if (status < 100) return blocked(reasonIn(text));
  return { ...reachable, httpStatus: status, roundTripMs: elapsed(record.number) };
}

function httpStatusIn(text: string): number {
  return Number(/HTTP\/\d(?:\.\d)?"? (\d{3})/.exec(text)?.[1] ?? 0);
}

function judgePathMtu(record: ProbeRecord, text: string): Judged {
  const ping = judgePing(record, text);
  if (ping.verdict !== "reachable") return ping;
  return /^\d{2,6}$/.test(record.number)
    ? { ...ping, largestPacket: Number(record.number) }
    : unknown("ended");
}

function judgeRoute(record: ProbeRecord, text: string): Judged {
  const hops = text.split("\n").flatMap((line) => {
    // ` 1  10.64.1.1  0.006 ms`, ` 2  *`
    const hop = /^\s*\d{1,3}\s+(?:(\*)|([0-9a-f.:]+)\s)/i.exec(`${line} `);
    return hop === null ? [] : [hop[2]];
  });
  const hasArrived = hops.length > 0 && hops.at(-1) === record.addresses[0];
  const isRefusedThere = /![HNXAP]/.test(text);
  if (hasArrived && !isRefusedThere) return { ...reachable, hops };
  return { ...blocked(isRefusedThere ? "prohibited" : reasonIn(text)), hops };
}

function neighborOf(text: string): NeighborState | undefined {
  return text === "known" || text === "silent" || text === "absent" ? text : undefined;
}
