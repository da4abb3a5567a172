// A network as the create flow keeps it, and as the engine is told.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import type { NetworkSpec } from "../../src/engine/operations.ts";
import { draftOf, specOf } from "../../src/ui/networkDraft.ts";

/** What a spec is after it went through a draft. */
const kept = (spec: Partial<NetworkSpec>): NetworkSpec => specOf(draftOf(spec));

test("what is left to the engine is not in the spec", () => {
  assert.deepEqual(kept({ name: "front" }), { name: "front", driver: "bridge" });
});

test("a spec stays what it is", () => {
  const specs: readonly NetworkSpec[] = [
    {
      name: "front",
      driver: "bridge",
      ipamPools: [
        { subnet: "10.9.0.0/16", gateway: "10.9.0.1", ipRange: "10.9.8.0/24" },
        { subnet: "fd00::/64" },
      ],
      ipv6: true,
      internal: true,
      options: { "com.docker.network.bridge.name": "br7", "com.docker.network.driver.mtu": "1400" },
      labels: { team: "blue" },
    },
    { name: "six", driver: "bridge", ipamPools: [{ subnet: "fd00::/64" }], ipv6: true },
    { name: "auto", driver: "bridge", ipv6: true },
    { name: "services", driver: "overlay" },
    { name: "lan", driver: "macvlan", options: { parent: "eth0" } },
  ];
  for (const spec of specs) {
    const attachable = spec.driver === "overlay" ? { attachable: true } : {};
    assert.deepEqual(kept(spec), { ...spec, ...attachable });
  }
});

test("an overlay network is attachable unless somebody says otherwise", () => {
  assert.equal(kept({ name: "ov", driver: "overlay" }).attachable, true);
  assert.equal(kept({ name: "ov", driver: "overlay", attachable: false }).attachable, undefined);
});

test("a parent goes with its driver", () => {
  const draft = draftOf({ name: "lan", driver: "macvlan", options: { parent: "eth0" } });
  draft.driver = "bridge";
  assert.equal(specOf(draft).options, undefined);
});
