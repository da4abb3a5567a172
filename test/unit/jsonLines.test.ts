// JSON lines out of chunks that know nothing of lines, nor of characters.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { jsonLines } from "../../src/engine/jsonLines.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";

const messages = [
  { name: "web" },
  { name: "Gemüse 网络 🚢", text: 'line\nbreak and "quotes"' },
  [1, 2],
  "text",
];
const bytes = Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join(""));

async function* stream(chunks: readonly (Buffer | string)[]): AsyncGenerator<Buffer | string> {
  // The linter wants an await in an async generator, and a real stream would have one.
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

function read(chunks: readonly (Buffer | string)[]): Promise<readonly unknown[]> {
  return readAll(stream(chunks));
}

async function readAll(chunks: AsyncIterable<Buffer | string>): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  for await (const value of jsonLines(chunks)) values.push(value);
  return values;
}

describe("jsonLines", () => {
  it("reads the same wherever the bytes are split in two", async () => {
    for (let at = 0; at <= bytes.length; at += 1) {
      assert.deepEqual(await read([bytes.subarray(0, at), bytes.subarray(at)]), messages, `${at}`);
    }
  });

  it("reads the same byte by byte", async () => {
    assert.deepEqual(await read([...bytes].map((byte) => Buffer.from([byte]))), messages);
  });

  it("reads the same from chunks of any size", async () => {
    const random = seededRandom(5);
    for (let round = 0; round < 200; round += 1) {
      const chunks: Buffer[] = [];
      for (let at = 0; at < bytes.length;) {
        const length = 1 + Math.floor(random() * 30);
        chunks.push(bytes.subarray(at, at + length));
        at += length;
      }
      assert.deepEqual(await read(chunks), messages);
    }
  });

  it("reads text as it reads bytes", async () => {
    assert.deepEqual(await read(['{"a":1}\n{"b"', ":2}\n"]), [{ a: 1 }, { b: 2 }]);
  });

  it("reads a last line without its end, and lines that end as on Windows", async () => {
    assert.deepEqual(await read(['{"a":1}\r\n{"b":2}']), [{ a: 1 }, { b: 2 }]);
  });

  it("skips empty lines and what is no JSON", async () => {
    assert.deepEqual(await read(['\n\n{"a":1}\n{"b":\nnonsense\n  \n{"c":3}\n{"d']), [
      { a: 1 },
      { c: 3 },
    ]);
  });

  it("yields a message before the next one is there", async () => {
    const gate = Promise.withResolvers<string>();
    async function* slowly(): AsyncGenerator<string> {
      yield '{"first":1}\n';
      yield await gate.promise;
    }
    const lines = jsonLines(slowly());
    assert.deepEqual((await lines.next()).value, { first: 1 });
    gate.resolve('{"second":2}\n');
    assert.deepEqual((await lines.next()).value, { second: 2 });
  });

  it("passes on the stream's failure", async () => {
    async function* broken(): AsyncGenerator<string> {
      yield await Promise.resolve('{"a":1}\n');
      throw new Error("cut");
    }
    await assert.rejects(readAll(broken()), /cut/);
  });
});
