// The name that somebody meant: which slips are recognized, and which names are too far away.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nearest } from "../../src/base/nearMiss.ts";

const names = ["host", "hosts", "iptables", "ip6tables", "insecure-registry", "log-level", "dns"];

describe("the nearest name", () => {
  const cases: readonly (readonly [written: string, meant: string | undefined])[] = [
    ["iptable", "iptables"],
    ["IPTABLES", "iptables"],
    ["insecure_registry", "insecure-registry"],
    ["insecure-registrys", "insecure-registry"],
    ["insecur-registri", "insecure-registry"],
    ["log-lvel", "log-level"],
    ["lgo-level", "log-level"],
    ["log-elvel", "log-level"],
    ["insecure", "insecure-registry"],
    ["host", "host"],
    ["dnss", "dns"],
    ["dsn", "dns"],
    ["bridge", undefined],
    ["x", undefined],
    ["", undefined],
    ["log", undefined],
  ];
  for (const [written, meant] of cases) {
    it(`for ${written} is ${meant ?? "none"}`, () => {
      assert.equal(nearest(written, names), meant);
    });
  }

  it("is the first of two that are as near", () => {
    assert.equal(nearest("abcdeX", ["abcdef", "abcdeg"]), "abcdef");
    assert.equal(nearest("abcdeX", ["abcdeg", "abcdef"]), "abcdeg");
    assert.equal(nearest("abcdefX", ["abcdefgh", "abcdeg"]), "abcdefgh");
  });

  it("keeps its own case", () => {
    assert.equal(nearest("docker_opt", ["DOCKER_OPTS"]), "DOCKER_OPTS");
    assert.equal(nearest("DOCKER-OPTZ", ["DOCKER_OPTS"]), "DOCKER_OPTS");
  });
});

describe("any slip within the limit", () => {
  /** A name with one letter left out, put in, changed or swapped, at every place. */
  function* slips(name: string): Generator<string> {
    for (let at = 0; at <= name.length; at += 1) {
      const [start, end] = [name.slice(0, at), name.slice(at)];
      yield `${start}q${end}`;
      if (end === "") continue;
      yield start + end.slice(1);
      yield `${start}q${end.slice(1)}`;
      if (end.length > 1) yield `${start}${end.charAt(1)}${end.charAt(0)}${end.slice(2)}`;
    }
  }

  it("is recognized, and two of them too", () => {
    const name = "registry-mirror";
    for (const slip of slips(name)) {
      assert.equal(nearest(slip, [name]), name, slip);
      for (const second of slips(slip)) assert.equal(nearest(second, [name]), name, second);
    }
  });

  it("is the limit: four are too many", () => {
    assert.equal(nearest("wwwwstry-mirror", ["registry-mirror"]), undefined);
    assert.equal(nearest("wwwistry-mirror", ["registry-mirror"]), "registry-mirror");
  });
});
