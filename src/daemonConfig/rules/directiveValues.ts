// Which values systemd takes for the directives that have to do with running dockerd, and drops otherwise.
import { choicesOf } from "./directiveChoices.ts";
import type { Directive } from "./systemdDirectives.ts";
import { unitTypeOf } from "./unitNames.ts";
import { bytesOf, integerOf, isTimeSpan, percentageOf, unsignedOf } from "./systemdNumbers.ts";

export type ValueFault =
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "timeSpan" }
  | { readonly kind: "size" }
  /** Of a soft and a hard limit. */
  | { readonly kind: "limit"; readonly of: "number" | "size" | "timeSpan" | "nice" }
  | { readonly kind: "softAboveHard" }
  | { readonly kind: "number"; readonly least: number; readonly most: number }
  | { readonly kind: "mode" }
  | { readonly kind: "percentage" }
  | { readonly kind: "slice" };

/** Why systemd drops a directive with that value; undefined where it does not, or where nobody here knows. */
export function directiveValueFault(directive: Directive, value: string): ValueFault | undefined {
  if (value === "" && mayBeEmpty.has(directive.kind)) return undefined;
  const judge = byName.get(directive.name) ?? byKind.get(directive.kind);
  if (judge !== undefined) return judge(value);
  const choices = choicesOf(directive);
  return choices === undefined || choices.accepts(value)
    ? undefined
    : { kind: "choice", choices: choices.names };
}

type Judge = (value: string) => ValueFault | undefined;

/** Where an empty value means the default. */
const mayBeEmpty: ReadonlySet<string> = new Set([
  ...["CPUWEIGHT", "WEIGHT", "NICE", "OOMSCOREADJUST", "KILLMODE", "MOUNTFLAG [...]"],
]);

const ofTimeSpan: Judge = (value) => (isTimeSpan(value) ? undefined : { kind: "timeSpan" });

const ofOptionalTimeSpan: Judge = (value) => (value === "" ? undefined : ofTimeSpan(value));

const byKind: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ["SECONDS", ofTimeSpan],
  ["UNSIGNED", ofInteger(0, 2 ** 32 - 1)],
  ["NICE", ofInteger(-20, 19)],
  ["OOMSCOREADJUST", ofInteger(-1000, 1000)],
  ["IOPRIORITY", ofInteger(0, 7)],
  ["WEIGHT", ofInteger(1, 10_000)],
  ["CPUWEIGHT", (value) => (value === "idle" ? undefined : ofInteger(1, 10_000)(value))],
  ["SLICE", ofSlice],
]);

const byName: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ["TimeoutStopSec", ofTimeSpan],
  ["JobTimeoutSec", ofTimeSpan],
  ["JobRunningTimeoutSec", ofTimeSpan],
  ["TimeoutAbortSec", ofOptionalTimeSpan],
  ["CPUQuotaPeriodSec", ofOptionalTimeSpan],
  ["CPUQuota", ofQuota],
  ...["UMask", "SocketMode", "DirectoryMode"].map((name) => [name, ofMode] as const),
  ...["Runtime", "State", "Cache", "Logs", "Configuration"].map(
    (name) => [`${name}DirectoryMode`, ofMode] as const,
  ),
  ["TasksMax", ofTasks],
  ["BlockIOWeight", ofOptionalInteger(10, 1000)],
  ["StartupBlockIOWeight", ofOptionalInteger(10, 1000)],
  ["CPUShares", ofOptionalInteger(2, 262_144)],
  ["StartupCPUShares", ofOptionalInteger(2, 262_144)],
  ...["MemoryMax", "MemoryHigh", "MemoryLimit"].map((name) => [name, ofMemory(1)] as const),
  ...["MemoryMin", "MemoryLow", "MemorySwapMax"].map((name) => [name, ofMemory(0)] as const),
  ...["NOFILE", "NPROC", "LOCKS", "SIGPENDING", "RTPRIO"].map(
    (name) => [`Limit${name}`, ofLimit("number")] as const,
  ),
  ...["FSIZE", "DATA", "STACK", "CORE", "RSS", "AS", "MEMLOCK", "MSGQUEUE"].map(
    (name) => [`Limit${name}`, ofLimit("size")] as const,
  ),
  ...["CPU", "RTTIME"].map((name) => [`Limit${name}`, ofLimit("timeSpan")] as const),
  ["LimitNICE", ofLimit("nice")],
]);

function ofInteger(least: number, most: number): Judge {
  return (value) => {
    const number = integerOf(value);
    const isRight = number !== undefined && number >= least && number <= most;
    return isRight ? undefined : { kind: "number", least, most };
  };
}

function ofOptionalInteger(least: number, most: number): Judge {
  return (value) => (value === "" ? undefined : ofInteger(least, most)(value));
}

function ofMode(value: string): ValueFault | undefined {
  return /^[0-7]{1,4}$/.test(value) || /^0+[0-7]{1,4}$/.test(value) ? undefined : { kind: "mode" };
}

function ofQuota(value: string): ValueFault | undefined {
  if (value === "") return undefined;
  return (percentageOf(value) ?? 0) > 0 ? undefined : { kind: "percentage" };
}

function ofTasks(value: string): ValueFault | undefined {
  if (value === "" || value === "infinity") return undefined;
  const share = percentageOf(value);
  if (share !== undefined && share <= 100) return undefined;
  return ofInteger(1, Number.MAX_SAFE_INTEGER)(value);
}

function ofMemory(least: number): Judge {
  return (value) => {
    if (value === "" || value === "infinity") return undefined;
    const share = percentageOf(value);
    const amount = share === undefined ? bytesOf(value) : share <= 100 ? share : undefined;
    // A share of the memory that is there; only none at all is too little.
    const isEnough = amount !== undefined && (share === undefined || amount > 0 || least === 0);
    return isEnough && (share !== undefined || amount >= least) ? undefined : { kind: "size" };
  };
}

function ofSlice(value: string): ValueFault | undefined {
  return /%[A-Za-z]$/.test(value) || unitTypeOf(value) === "slice" ? undefined : { kind: "slice" };
}

type LimitKind = "number" | "size" | "timeSpan" | "nice";

function ofLimit(kind: LimitKind): Judge {
  return (value) => {
    // A blank after the colon does no harm, nor does another colon at the end; a blank before one does.
    const [, soft = value, hard = soft] = /^([^:]*):([^:]+):?$/.exec(value) ?? [];
    const [low, high] = [limitOf(kind, soft), limitOf(kind, hard)];
    if (low === undefined || high === undefined) return { kind: "limit", of: kind };
    return low > high ? { kind: "softAboveHard" } : undefined;
  };
}

/** A limit to compare with another, or undefined where it is none. */
function limitOf(kind: LimitKind, text: string): number | undefined {
  if (text === "infinity") return Number.POSITIVE_INFINITY;
  if (/[ \t]$/.test(text) || text === "") return undefined;
  switch (kind) {
    case "number": {
      const number = unsignedOf(text);
      return number === undefined || number >= 2n ** 64n - 1n ? undefined : Number(number);
    }
    case "size":
      return bytesOf(text);
    case "timeSpan":
      // To compare two of them is not worth the trouble.
      return isTimeSpan(text) ? 0 : undefined;
    case "nice":
      return niceLimitOf(text);
    default:
      return kind satisfies never;
  }
}

/** With a sign a nice level from -20 to 19, which counts from 40 down; without one such a count. */
function niceLimitOf(text: string): number | undefined {
  const number = integerOf(text);
  if (number === undefined) return undefined;
  if (/^[+-]/.test(text)) return number >= -20 && number <= 19 ? 20 - number : undefined;
  return number <= 40 ? number : undefined;
}
