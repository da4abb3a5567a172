// The subnet that is suggested for a new network.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  formatCidr,
  overlaps,
  parseCidr,
  type Cidr,
  type IpVersion,
} from "../../src/model/cidr.ts";
import { nextFreeSubnet } from "../../src/model/freeSubnet.ts";
import { randomBits, seededRandom } from "../fixtures/seededRandom.ts";

interface Case {
  readonly what: string;
  /** Subnets of the engine's networks. */
  readonly present?: readonly string[];
  /** Other ranges that are taken, host routes for example. */
  readonly taken?: readonly string[];
  readonly version?: IpVersion;
  readonly expected: string | undefined;
}

const sixteens = Array.from({ length: 15 }, (_, index) => `172.${17 + index}.0.0/16`);
const twenties = Array.from({ length: 16 }, (_, index) => `192.168.${index * 16}.0/20`);

const cases: readonly Case[] = [
  { what: "Docker's first pool on an empty engine", expected: "172.17.0.0/16" },
  { what: "the next of Docker's pools", present: ["172.17.0.0/16"], expected: "172.18.0.0/16" },
  {
    what: "the gap that a removed network left",
    present: ["172.17.0.0/16", "172.19.0.0/16"],
    expected: "172.18.0.0/16",
  },
  {
    what: "Docker's smaller pools after the sixteens",
    present: sixteens,
    expected: "192.168.0.0/20",
  },
  {
    what: "something private when Docker's pools are full",
    present: [...sixteens, ...twenties],
    taken: ["10.0.0.0/24"],
    expected: "10.0.1.0/24",
  },
  {
    what: "nothing when all is taken",
    taken: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
    expected: undefined,
  },
  {
    what: "behind a host route",
    present: ["172.17.0.0/16"],
    taken: ["172.18.4.0/24", "172.19.0.0/30"],
    expected: "172.20.0.0/16",
  },
  {
    what: "behind a route to all of Docker's sixteens",
    taken: ["172.16.0.0/12"],
    expected: "192.168.0.0/20",
  },
  {
    what: "the engine's own pattern",
    present: ["10.64.0.0/24", "10.64.1.0/24"],
    expected: "10.64.2.0/24",
  },
  { what: "the pattern of a single network", present: ["10.64.0.0/24"], expected: "10.64.1.0/24" },
  {
    what: "the pattern past what is taken in it",
    present: ["10.64.0.0/24", "10.64.1.0/24"],
    taken: ["10.64.2.128/25", "10.64.3.0/24", "10.64.4.0/23"],
    expected: "10.64.6.0/24",
  },
  {
    what: "Docker's pools where one odd network stands beside them",
    present: ["172.17.0.0/16", "10.64.0.0/24"],
    expected: "172.18.0.0/16",
  },
  {
    what: "Docker's pools whichever of two came first",
    present: ["10.64.0.0/24", "172.17.0.0/16"],
    expected: "172.18.0.0/16",
  },
  {
    what: "nothing that holds a single taken address, the first or the last",
    taken: ["172.17.0.0/32", "172.18.255.255/32"],
    expected: "172.19.0.0/16",
  },
  {
    what: "the pattern of the greater part",
    present: ["172.17.0.0/16", "10.64.0.0/24", "10.64.1.0/24"],
    expected: "10.64.2.0/24",
  },
  {
    what: "Docker's pools where the pattern's block is full",
    present: ["192.168.255.0/24"],
    expected: "172.17.0.0/16",
  },
  {
    what: "no pattern of public addresses",
    present: ["8.8.8.0/24", "8.8.9.0/24"],
    expected: "172.17.0.0/16",
  },
  { what: "an IPv6 range", version: 6, present: ["172.17.0.0/16"], expected: "fd00::/64" },
  {
    what: "an IPv6 range behind those present",
    version: 6,
    present: ["fd12:3456::/64", "fd12:3456:0:1::/64", "10.0.0.0/24"],
    expected: "fd12:3456:0:2::/64",
  },
];

describe("nextFreeSubnet", () => {
  for (const { what, present = [], taken = [], version = 4, expected } of cases) {
    it(`suggests ${what}`, () => {
      const free = nextFreeSubnet(ranges(taken), { version, following: ranges(present) });
      assert.equal(free && formatCidr(free), expected);
    });
  }

  it("never overlaps what is taken, whatever is taken", () => {
    const random = seededRandom(4);
    for (let round = 0; round < 300; round += 1) {
      const some = (count: number): Cidr[] =>
        Array.from({ length: count }, () => {
          const first = ["10", "172", "192"][Math.floor(random() * 3)] ?? "10";
          const [second, third] = [random, random].map(() => Number(randomBits(random, 8)));
          const length = 9 + Math.floor(random() * 20);
          return ranges([`${first}.${second}.${third}.0/${length}`]);
        }).flat();
      const [taken, following] = [some(60), some(10)];
      const free = nextFreeSubnet(taken, { version: 4, following });
      if (free === undefined) continue;
      assert.equal(free.address, free.base);
      for (const other of [...taken, ...following]) {
        assert.ok(!overlaps(free, other), `${formatCidr(free)} overlaps ${formatCidr(other)}`);
      }
    }
  });
});

function ranges(texts: readonly string[]): Cidr[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}
