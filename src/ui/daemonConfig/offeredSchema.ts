// The schema as VS Code's JSON service gets it: it offers and explains, and finds no fault. The rules do
// that, with the words, severities and fixes of ours; whatever the schema forbade would be shown twice.
import type { JsonSchema } from "../../daemonConfig/language/daemonJsonSchema.ts";

/** The same proposals and explanations, without what a document could break. */
export function offeredSchema(schema: JsonSchema): JsonSchema {
  const { $schema, title, description, markdownDescription, doNotSuggest } = schema;
  const { properties, additionalProperties, items, examples, default: preset } = schema;
  const offered = {
    ...{ $schema, title, description, markdownDescription, doNotSuggest, default: preset },
    examples: examples ?? schema.enum,
    defaultSnippets: schema.defaultSnippets ?? startOf(schema),
    properties: properties && mapValues(properties, offeredSchema),
    additionalProperties:
      typeof additionalProperties === "object" ? offeredSchema(additionalProperties) : undefined,
    items: items && offeredSchema(items),
  };
  // Only what is there: a key that holds nothing is another thing to JSON's own service.
  return Object.fromEntries(Object.entries(offered).filter(([, value]) => value !== undefined));
}

/** What a value begins with, which a schema without types would not tell. */
function startOf({ type, default: preset, examples }: JsonSchema): JsonSchema["defaultSnippets"] {
  switch (type) {
    case "boolean":
      return [true, false].map((value) => ({ label: String(value), body: value }));
    case "array":
      return [{ label: "[]", body: ["$1"] }];
    case "object":
      return [{ label: "{}", body: { $1: "$2" } }];
    case "string":
      return preset === undefined && examples === undefined
        ? [{ label: '""', body: "$1" }]
        : undefined;
    default:
      return undefined;
  }
}

function mapValues<T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
