// Address arithmetic: the usual cases by hand, and what must hold for any address by random ones.
import assert from "node:assert/strict";
import { isIP } from "node:net";
import { describe, it } from "node:test";
import {
  cidrOf,
  contains,
  formatAddress,
  formatCidr,
  isInSubnet,
  isNetworkAddress,
  lastAddress,
  overlaps,
  parseAddress,
  parseCidr,
  sizeOf,
  type Cidr,
  type IpVersion,
} from "../../src/model/cidr.ts";
import { randomBits, seededRandom } from "../fixtures/seededRandom.ts";

describe("parseAddress", () => {
  const valid: readonly (readonly [string, IpVersion, bigint])[] = [
    ["0.0.0.0", 4, 0n],
    ["10.0.0.1", 4, 0x0a000001n],
    ["255.255.255.255", 4, 0xffffffffn],
    ["::", 6, 0n],
    ["::1", 6, 1n],
    ["1::", 6, 1n << 112n],
    ["fd00:200::1", 6, 0xfd000200_00000000_00000000_00000001n],
    ["FD00::A", 6, 0xfd000000_00000000_00000000_0000000an],
    ["1:2:3:4:5:6:7:8", 6, 0x00010002_00030004_00050006_00070008n],
    ["1:2:3:4:5:6:7::", 6, 0x00010002_00030004_00050006_00070000n],
    ["::ffff:10.0.0.1", 6, 0xffff_0a000001n],
    ["1:2:3:4:5:6:1.2.3.4", 6, 0x00010002_00030004_00050006_01020304n],
  ];
  for (const [text, version, value] of valid) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parseAddress(text), { version, value });
    });
  }

  const invalid = [
    ...["", " ", "10", "10.0.0", "10.0.0.0.0", "10.0.0.256", "10.0.0.01", "10.0.0.-1", "10.0.0.1 "],
    ...[" 10.0.0.1", "10.0.0.1/24", "0x0a.0.0.1", "10.0.0.a", "1e1.0.0.1", "10..0.1", "web"],
    ...[":", ":::", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::"],
    ...[
      "1:2:3:4:5:6:7:8::",
      "::1:2:3:4:5:6:7:8",
      "fe80::1%eth0",
      "1.2.3.4::",
      "::1.2.3",
      "::1.2.3.256",
    ],
    ...["::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "::1::1.2.3.4", "[::1]"],
  ];
  for (const text of invalid) {
    it(`refuses "${text}"`, () => {
      assert.equal(parseAddress(text), undefined);
      assert.equal(isIP(text.replace(/%.*/, "%")), 0, "Node's own opinion");
    });
  }
});

describe("formatAddress", () => {
  const canonical = [
    ...["0.0.0.0", "172.17.0.1", "::", "::1", "1::", "fd00::1", "1:0:0:2::3", "1:2:3:4:5:6:7:8"],
    // Of two runs of the same length the first is cut out; a single group never is (RFC 5952).
    ...["1::2:0:0:3", "1:0:2:3:4:5:6:7", "0:1:2:3:4:5:6:7", "1:2:3:4:5:6::"],
  ];
  for (const text of canonical) {
    it(`writes ${text} as it was`, () => {
      assert.equal(formatAddress(required(parseAddress(text))), text);
    });
  }

  it("writes every address so that it reads back, as Node would write it", () => {
    const random = seededRandom(1);
    for (let round = 0; round < 2000; round += 1) {
      const version = round % 2 === 0 ? 4 : 6;
      // Addresses full of zeros are the interesting ones.
      const value = randomBits(random, bits(version)) & randomMask(random, version);
      const text = formatAddress({ version, value });
      assert.deepEqual(parseAddress(text), { version, value }, text);
      if (version === 6) assert.equal(new URL(`http://[${text}]/`).hostname, `[${text}]`);
    }
  });
});

describe("parseCidr", () => {
  it("keeps the address as written beside the network address", () => {
    const cidr = required(parseCidr("10.1.2.3/16"));
    assert.deepEqual(cidr, {
      version: 4,
      base: 0x0a010000n,
      address: 0x0a010203n,
      prefixLength: 16,
    });
    assert.equal(formatCidr(cidr), "10.1.0.0/16");
    assert.equal(isNetworkAddress(cidr), false);
    assert.equal(isNetworkAddress(range("10.1.0.0/16")), true);
  });

  const invalid = [
    ...[
      "",
      "/",
      "/24",
      "10.0.0.0",
      "10.0.0.0/",
      "10.0.0.0/33",
      "10.0.0.0/-1",
      "10.0.0.0/08",
      "::/129",
    ],
    ...[
      "10.0.0.0/8/8",
      "10.0.0/24",
      "10.0.0.0/2 4",
      "10.0.0.0 /24",
      "web/24",
      "10.0.0.0/255.0.0.0",
    ],
  ];
  for (const text of invalid) {
    it(`refuses "${text}"`, () => {
      assert.equal(parseCidr(text), undefined);
    });
  }

  it("takes the whole space and single addresses", () => {
    assert.equal(sizeOf(range("0.0.0.0/0")), 1n << 32n);
    assert.equal(sizeOf(range("::/0")), 1n << 128n);
    assert.equal(sizeOf(range("10.0.0.1/32")), 1n);
    assert.equal(formatAddress(lastAddress(range("10.1.0.0/16"))), "10.1.255.255");
    assert.equal(formatAddress(lastAddress(range("fd00::/64"))), "fd00::ffff:ffff:ffff:ffff");
  });
});

describe("isInSubnet", () => {
  it("is contains of texts, and false where one is none", () => {
    assert.ok(isInSubnet("10.1.0.0/16", "10.1.255.255"));
    assert.ok(!isInSubnet("10.1.0.0/16", "10.2.0.0"));
    assert.ok(isInSubnet("fd00::/64", "fd00::7"));
    assert.ok(!isInSubnet("fd00::/64", "10.1.0.1"));
    assert.ok(!isInSubnet("", "10.1.0.1"));
    assert.ok(!isInSubnet("10.1.0.0/16", ""));
  });
});

describe("contains and overlaps", () => {
  const cases: readonly (readonly [string, string, boolean, boolean])[] = [
    ["10.0.0.0/8", "10.1.0.0/16", true, true],
    ["10.1.0.0/16", "10.0.0.0/8", false, true],
    ["10.1.0.0/16", "10.1.0.0/16", true, true],
    ["10.1.0.0/16", "10.2.0.0/16", false, false],
    ["10.1.0.0/24", "10.1.1.0/24", false, false],
    ["0.0.0.0/0", "::/0", false, false],
    ["::/96", "0.0.0.1/32", false, false],
    ["fd00::/48", "fd00:0:0:1::/64", true, true],
  ];
  for (const [one, other, isContained, areOverlapping] of cases) {
    it(`${one} and ${other}`, () => {
      assert.equal(contains(range(one), range(other)), isContained);
      assert.equal(overlaps(range(one), range(other)), areOverlapping);
      assert.equal(overlaps(range(other), range(one)), areOverlapping);
    });
  }

  it("holds the first and the last address, not those beside", () => {
    const subnet = range("192.168.4.0/22");
    const at = (text: string): boolean => contains(subnet, required(parseAddress(text)));
    assert.deepEqual(["192.168.3.255", "192.168.4.0", "192.168.7.255", "192.168.8.0"].map(at), [
      false,
      true,
      true,
      false,
    ]);
  });

  it("is true of two ranges exactly where they share an address", () => {
    const random = seededRandom(2);
    for (let round = 0; round < 2000; round += 1) {
      const version = round % 2 === 0 ? 4 : 6;
      // Few distinct high bits, so that overlaps do happen.
      const near = (): Cidr => {
        const value = randomBits(random, 4) << BigInt(bits(version) - 4);
        return required(cidrOf({ version, value }, Math.floor(random() * 6)));
      };
      const [one, other] = [near(), near()];
      const share = one.base <= lastAddress(other).value && other.base <= lastAddress(one).value;
      assert.equal(overlaps(one, other), share, `${formatCidr(one)} ${formatCidr(other)}`);
      const isWithin = one.base <= other.base && lastAddress(other).value <= lastAddress(one).value;
      assert.equal(contains(one, other), isWithin);
    }
  });

  it("has every address of its own range and the network address as its first", () => {
    const random = seededRandom(3);
    for (let round = 0; round < 2000; round += 1) {
      const version = round % 2 === 0 ? 4 : 6;
      const value = randomBits(random, bits(version));
      const length = Math.floor(random() * (bits(version) + 1));
      const cidr = required(cidrOf({ version, value }, length));
      assert.ok(contains(cidr, { version, value }));
      assert.deepEqual(parseCidr(formatCidr(cidr)), { ...cidr, address: cidr.base });
      assert.equal(lastAddress(cidr).value - cidr.base + 1n, sizeOf(cidr));
    }
  });
});

function bits(version: IpVersion): 32 | 128 {
  return version === 4 ? 32 : 128;
}

function randomMask(random: () => number, version: IpVersion): bigint {
  let mask = 0n;
  for (let group = 0; group < bits(version) / 16; group += 1) {
    mask = (mask << 16n) | (random() < 0.5 ? 0xffffn : 0n);
  }
  return mask;
}

function range(text: string): Cidr {
  return required(parseCidr(text));
}

function required<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}
