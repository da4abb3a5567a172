// Which subnet to suggest for a new network: the next one that nothing uses yet.
import { addressBits, cidrOf, contains, lastAddress, parseCidr, sizeOf } from "./cidr.ts";
import type { Cidr, IpVersion } from "./cidr.ts";

export interface FreeSubnetOptions {
  readonly version: IpVersion;
  /**
   * The subnets of the engine's present networks: where most of them lie outside Docker's default
   * pools, the suggestion goes on with their pattern. Taken as well.
   */
  readonly following: readonly Cidr[];
}

/**
 * The next free subnet as a user expects it: the one behind `10.64.0.0/24` and `10.64.1.0/24` is
 * `10.64.2.0/24`, and without a pattern it comes from Docker's default pools. Never overlaps what is
 * taken. Undefined where no pool has room.
 */
export function nextFreeSubnet(
  taken: readonly Cidr[],
  { version, following }: FreeSubnetOptions,
): Cidr | undefined {
  const present = following.filter((cidr) => cidr.version === version);
  const used = [...taken, ...present]
    .filter((cidr) => cidr.version === version)
    .sort((one, other) => compare(one.base, other.base));
  for (const run of [...patternOf(present), ...defaultRuns[version]]) {
    const free = firstFree(run, used);
    if (free !== undefined) return free;
  }
  return undefined;
}

/** Subnets of one size, from the first on, up to the last address of a block. */
interface Run {
  readonly first: Cidr;
  readonly block: Cidr;
}

/** The engines' own order (moby daemon/libnetwork/ipamutils); the last one is where they give up. */
const defaultRuns: Readonly<Record<IpVersion, readonly Run[]>> = {
  4: [
    ...["172.17.0.0/16", "172.18.0.0/16", "172.19.0.0/16"].flatMap((text) => runOf(text, text)),
    ...["172.20.0.0/14", "172.24.0.0/14", "172.28.0.0/14"].flatMap((text) =>
      runOf(text.replace("/14", "/16"), text),
    ),
    ...runOf("192.168.0.0/20", "192.168.0.0/16"),
    ...runOf("10.0.0.0/24", "10.0.0.0/8"),
  ],
  6: runOf("fd00::/64", "fd00::/8"),
};

/** Where a pattern may go on to: the blocks for private use (RFC 1918, 6598 and 4193). */
const privateBlocks = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "fc00::/7",
].flatMap((text) => parseCidr(text) ?? []);

/** The run that most of the present subnets belong to, where that is not one of the default ones. */
function patternOf(present: readonly Cidr[]): readonly Run[] {
  const runs = new Map<string, Cidr[]>();
  for (const cidr of present) {
    const block = privateBlocks.findIndex((one) => contains(one, cidr));
    if (block === -1) continue;
    const key = isDefault(cidr) ? "default" : `${String(block)}/${String(cidr.prefixLength)}`;
    runs.set(key, [...(runs.get(key) ?? []), cidr]);
  }
  // Where two are as frequent, Docker's own pools are the less surprising ones.
  const [likeliest] = [...runs].sort(
    ([oneKey, one], [otherKey, other]) =>
      other.length - one.length || Number(otherKey === "default") - Number(oneKey === "default"),
  );
  if (likeliest === undefined || likeliest[0] === "default") return [];
  const lowest = likeliest[1].reduce((low, cidr) => (cidr.base < low.base ? cidr : low));
  const block = privateBlocks.find((one) => contains(one, lowest));
  return block === undefined ? [] : [{ first: lowest, block }];
}

function isDefault(cidr: Cidr): boolean {
  return defaultRuns[cidr.version]
    .slice(0, -1)
    .some(({ first, block }) => contains(block, cidr) && first.prefixLength === cidr.prefixLength);
}

/** `used` has to be sorted by first address. */
function firstFree({ first, block }: Run, used: readonly Cidr[]): Cidr | undefined {
  let candidate: Cidr | undefined = first;
  for (const other of used) {
    if (candidate === undefined) break;
    const last = lastAddress(candidate).value;
    if (other.base > last) break;
    const otherLast = lastAddress(other).value;
    if (otherLast >= candidate.base) candidate = subnetFrom(otherLast + 1n, candidate);
  }
  return candidate !== undefined && contains(block, candidate) ? candidate : undefined;
}

/** The first subnet of the same size that begins at the address or behind it. */
function subnetFrom(value: bigint, like: Cidr): Cidr | undefined {
  const size = sizeOf(like);
  const base = ((value + size - 1n) / size) * size;
  if (base >> BigInt(addressBits(like.version)) !== 0n) return undefined;
  return cidrOf({ version: like.version, value: base }, like.prefixLength);
}

function runOf(first: string, block: string): readonly Run[] {
  const run = { first: parseCidr(first), block: parseCidr(block) };
  return run.first === undefined || run.block === undefined
    ? []
    : [{ first: run.first, block: run.block }];
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : Number(one > other);
}
