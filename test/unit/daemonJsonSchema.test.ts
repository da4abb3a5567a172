// The JSON schema of daemon.json: what it has for a release, and that it contradicts none of our own rules.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  daemonJsonSchema,
  type JsonSchema,
} from "../../src/daemonConfig/language/daemonJsonSchema.ts";
import { effectiveKeys, optionOfKey } from "../../src/daemonConfig/options/daemonKeys.ts";
import { parseEngineVersion } from "../../src/daemonConfig/options/engineVersion.ts";
import { loadOptionData, optionState } from "../../src/daemonConfig/options/optionData.ts";
import { reportOf } from "./configuredFiles.ts";

const data = await loadOptionData();
const path = "/etc/docker/daemon.json";
const releases = ["1.12", "19.03", "20.10", "23.0", "24.0", "28.5", "29.7"];

function schemaFor(release: string): JsonSchema {
  const version = parseEngineVersion(release);
  assert.ok(version);
  return daemonJsonSchema({ data, version });
}

function propertyOf(key: string, release: string): JsonSchema | undefined {
  return schemaFor(release).properties?.[key];
}

/** The smallest value of a schema's type. */
function smallest({ type }: JsonSchema): unknown {
  switch (type) {
    case "array":
      return [];
    case "object":
      return {};
    case "boolean":
      return false;
    case "integer":
      return 1;
    default:
      return "";
  }
}

describe("the schema of daemon.json", () => {
  for (const release of releases) {
    const version = parseEngineVersion(release);
    assert.ok(version);

    /** There are keys that dockerd reads and does not start with. */
    const starts = (key: string): boolean => {
      const option = optionOfKey(key, data);
      const state = option && optionState(option, version);
      return state !== "refused" && state !== "removed";
    };

    it(`offers every key that does something for ${release}, and no other`, () => {
      const properties = Object.entries(schemaFor(release).properties ?? {});
      const offered = properties.filter(([, { doNotSuggest }]) => doNotSuggest !== true);
      assert.deepEqual(
        offered.map(([key]) => key).sort(),
        effectiveKeys(version, data).filter(starts).sort(),
      );
    });

    it(`wants the types that dockerd ${release} wants`, async () => {
      const properties = Object.entries(schemaFor(release).properties ?? {});
      for (const [key, schema] of properties) {
        if (schema.doNotSuggest === true) continue;
        const text = JSON.stringify({ [key]: smallest(schema) });
        const report = await reportOf({ [path]: text }, path, release);
        assert.deepEqual(
          report.filter((line) => /wrongType|unknownKey|keyCase/.test(line)),
          [],
          text,
        );
      }
    });
  }

  it("knows types, ranges, values and defaults", () => {
    assert.equal(propertyOf("debug", "28.5")?.type, "boolean");
    assert.equal(propertyOf("mtu", "28.5")?.type, "integer");
    assert.equal(propertyOf("mtu", "28.5")?.minimum, 0);
    assert.equal(propertyOf("mtu", "20.10")?.minimum, undefined);
    assert.equal(propertyOf("mtu", "28.5")?.default, 1500);
    assert.deepEqual(propertyOf("firewall-backend", "29.7")?.enum, ["iptables", "nftables"]);
    assert.ok(propertyOf("log-driver", "20.10")?.examples?.includes("logentries"));
    assert.ok(!propertyOf("log-driver", "28.5")?.examples?.includes("logentries"));
    assert.ok(propertyOf("log-opts", "28.5")?.properties?.["max-size"]);
    assert.ok(propertyOf("proxies", "28.5")?.properties?.["no-proxy"]);
  });

  it("marks what is deprecated, and what does nothing", () => {
    assert.match(propertyOf("graph", "20.10")?.deprecationMessage ?? "", /data-root/);
    assert.equal(propertyOf("graph", "28.5"), undefined);
    assert.match(propertyOf("host", "28.5")?.deprecationMessage ?? "", /hosts/);
    assert.equal(propertyOf("hosts", "28.5")?.deprecationMessage, undefined);
  });

  it("describes every key that it offers", () => {
    for (const [key, schema] of Object.entries(schemaFor("28.5").properties ?? {})) {
      if (schema.doNotSuggest !== true) assert.ok(schema.description, key);
    }
  });

  it("begins objects and lists so that dockerd takes them", async () => {
    for (const [key, { defaultSnippets = [] }] of Object.entries(
      schemaFor("28.5").properties ?? {},
    )) {
      for (const { body } of defaultSnippets) {
        const text = filledIn(JSON.stringify({ [key]: body }));
        assert.deepEqual(await reportOf({ [path]: text }, path, "28.5"), [], text);
      }
    }
  });
});

/** A snippet with what stands in its places; `"^…"` stands for a value without quotation marks. */
function filledIn(snippet: string): string {
  return snippet
    .replace(/"\^\$\{\d+:([^}]*)\}"/g, "$1")
    .replace(/\$\{\d+\|([^,]*)[^|]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1");
}
