// Arithmetic on IPv4 and IPv6 addresses and ranges. Addresses are numbers here; text stays outside.

export type IpVersion = 4 | 6;

export interface Address {
  readonly version: IpVersion;
  /** The address as one number, highest bit first. */
  readonly value: bigint;
}

/** A range of addresses, as `172.18.0.0/16` or `fd00::/64` write it. */
export interface Cidr {
  readonly version: IpVersion;
  /** The network address: the first of the range. */
  readonly base: bigint;
  /** The address as written, which may lie inside the range (`10.1.2.3/16`). */
  readonly address: bigint;
  readonly prefixLength: number;
}

/** The number of bits of an address: 32 or 128. */
export function addressBits(version: IpVersion): 32 | 128 {
  return version === 4 ? 32 : 128;
}

/** An IPv4 or IPv6 address, or undefined where the text is none. Zones (`fe80::1%eth0`) are none. */
export function parseAddress(text: string): Address | undefined {
  const version = text.includes(":") ? 6 : 4;
  const value = version === 4 ? parseIpv4(text) : parseIpv6(text);
  return value === undefined ? undefined : { version, value };
}

/** A range with its prefix length, or undefined where the text is none. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const address = parseAddress(match?.[1] ?? "");
  if (address === undefined) return undefined;
  return cidrOf(address, Number(match?.[2]));
}

/** The range of a prefix length around an address, or undefined where the length has too many bits. */
export function cidrOf(address: Address, prefixLength: number): Cidr | undefined {
  const { version, value } = address;
  if (prefixLength < 0 || prefixLength > addressBits(version)) return undefined;
  const hostBits = BigInt(addressBits(version) - prefixLength);
  return { version, base: (value >> hostBits) << hostBits, address: value, prefixLength };
}

/** The shortest usual text: dotted, or with the longest run of zeros as `::` (RFC 5952). */
export function formatAddress({ version, value }: Address): string {
  if (version === 4) return parts(value, 4, 8).join(".");
  const groups = parts(value, 8, 16).map((group) => group.toString(16));
  const zeros = longestZeros(groups);
  if (zeros === undefined) return groups.join(":");
  return `${groups.slice(0, zeros.start).join(":")}::${groups.slice(zeros.end).join(":")}`;
}

/** The range by its network address, whatever address it was written with. */
export function formatCidr({ version, base, prefixLength }: Cidr): string {
  return `${formatAddress({ version, value: base })}/${String(prefixLength)}`;
}

/** The number of addresses, network and broadcast address included. */
export function sizeOf({ version, prefixLength }: Cidr): bigint {
  return 1n << BigInt(addressBits(version) - prefixLength);
}

/** The last address of the range: the broadcast address of an IPv4 subnet. */
export function lastAddress(cidr: Cidr): Address {
  return { version: cidr.version, value: cidr.base + sizeOf(cidr) - 1n };
}

/** True where the address, or the whole of the other range, lies within. */
export function contains(outer: Cidr, inner: Address | Cidr): boolean {
  if (outer.version !== inner.version) return false;
  const first = "base" in inner ? inner.base : inner.value;
  const last = "base" in inner ? lastAddress(inner).value : inner.value;
  return outer.base <= first && last <= lastAddress(outer).value;
}

/** The same of texts; false where one is none. */
export function isInSubnet(subnet: string, address: string): boolean {
  const [outer, inner] = [parseCidr(subnet), parseAddress(address)];
  return outer !== undefined && inner !== undefined && contains(outer, inner);
}

/** True where the two ranges share an address. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return contains(one, other) || contains(other, one);
}

/** True where the range was written with its network address: no host bits are set. */
export function isNetworkAddress(cidr: Cidr): boolean {
  return cidr.address === cidr.base;
}

function parseIpv4(text: string): bigint | undefined {
  const numbers = text.split(".");
  // No leading zeros: some programs read 010 as eight, so the engine refuses it too.
  const isIpv4 =
    numbers.length === 4 &&
    numbers.every((number) => /^(0|[1-9]\d{0,2})$/.test(number) && Number(number) <= 255);
  return isIpv4 ? join(numbers.map(BigInt), 8n) : undefined;
}

function parseIpv6(text: string): bigint | undefined {
  const halves = withoutDots(text)?.split("::");
  if (halves === undefined || halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  // `::` stands for at least one group of zeros.
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  const values = groups.map((group) => BigInt(`0x${group}`));
  return join(values, 16n);
}

/** The same IPv6 address without an IPv4 address at its end; undefined where that end is none. */
function withoutDots(text: string): string | undefined {
  const match = /^(.*:)([^:]*\.[^:]*)$/.exec(text);
  if (match === null) return text;
  const value = parseIpv4(match[2] ?? "");
  if (value === undefined) return undefined;
  return `${match[1] ?? ""}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

function join(values: readonly bigint[], bits: bigint): bigint {
  return values.reduce((whole, value) => (whole << bits) | value, 0n);
}

function parts(value: bigint, count: number, bits: number): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    Number(BigInt.asUintN(bits, value >> BigInt((count - 1 - index) * bits))),
  );
}

/** The first longest run of two or more zero groups. */
function longestZeros(
  groups: readonly string[],
): { readonly start: number; readonly end: number } | undefined {
  const runs = groups.map((_, start) => {
    const length = groups.slice(start).findIndex((group) => group !== "0");
    return { start, end: length === -1 ? groups.length : start + length };
  });
  const best = runs.reduce((longest, run) =>
    run.end - run.start > longest.end - longest.start ? run : longest,
  );
  return best.end - best.start >= 2 ? best : undefined;
}
