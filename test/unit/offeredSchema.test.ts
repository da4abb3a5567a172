// The schema that VS Code's JSON service gets: proposals and explanations, and nothing to break.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import {
  daemonJsonSchema,
  type JsonSchema,
} from "../../src/daemonConfig/language/daemonJsonSchema.ts";
import { offeredSchema } from "../../src/ui/daemonConfig/offeredSchema.ts";

const data = await loadOptionData();
const schema = daemonJsonSchema({ data, version: [28, 5, 2] });
const offered = offeredSchema(schema);

function all(one: JsonSchema): readonly JsonSchema[] {
  const inner = [
    ...Object.values(one.properties ?? {}),
    one.items,
    typeof one.additionalProperties === "object" ? one.additionalProperties : undefined,
  ];
  return [one, ...inner.filter((part) => part !== undefined).flatMap(all)];
}

describe("the schema for VS Code's JSON service", () => {
  it("has every key, with its explanation", () => {
    assert.deepEqual(Object.keys(offered.properties ?? {}), Object.keys(schema.properties ?? {}));
    const { mtu } = offered.properties ?? {};
    assert.equal(mtu?.markdownDescription, schema.properties?.["mtu"]?.markdownDescription);
  });

  it("says of no value that it is wrong", () => {
    for (const one of all(offered)) {
      for (const verdict of ["type", "enum", "minimum", "deprecationMessage"] as const) {
        assert.equal(one[verdict], undefined, JSON.stringify(one));
      }
      assert.notEqual(one.additionalProperties, false);
    }
    assert.ok(
      all(schema).some(({ type }) => type !== undefined),
      "the other one does",
    );
  });

  it("still knows what a value begins with", () => {
    const { debug, dns, "log-driver": driver } = offered.properties ?? {};
    assert.deepEqual(
      debug?.defaultSnippets?.map(({ body }) => body),
      [true, false],
    );
    assert.deepEqual(
      dns?.defaultSnippets?.map(({ body }) => body),
      [["$1"]],
    );
    assert.ok(driver?.examples?.includes("json-file"));
  });
});
