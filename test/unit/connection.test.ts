// Requests to an engine that fail in every way a request can: each ends, and ends as an EngineError.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EngineConnection } from "../../src/engine/connection.ts";
import { EngineError, isAbort, type EngineErrorKind } from "../../src/engine/errors.ts";
import { emptyContent } from "../fixtures/fakeContent.ts";
import { FakeEngine, type FakeExchange } from "../fixtures/fakeEngine.ts";

const noSignal = new AbortController().signal;
const networks = { method: "GET", path: "/networks" } as const;
const events = { method: "GET", path: "/events" } as const;

async function open(engine: FakeEngine): Promise<EngineConnection> {
  return EngineConnection.open({
    address: { kind: "socket", path: engine.socketPath },
    text: engine.address,
    origin: "setting",
    context: undefined,
  });
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
}

const faults: readonly (readonly [string, (exchange: FakeExchange) => void, EngineErrorKind])[] = [
  [
    "an answer of 500",
    (exchange) => {
      exchange.send(500, JSON.stringify({ message: "boom" }));
    },
    "failed",
  ],
  [
    "an answer of 500 that is no JSON",
    (exchange) => {
      exchange.send(500, "boom");
    },
    "failed",
  ],
  [
    "an answer of 404",
    (exchange) => {
      exchange.send(404, JSON.stringify({ message: "boom" }));
    },
    "notFound",
  ],
  [
    "half an answer",
    (exchange) => {
      exchange.sendPart('[{"Name":');
    },
    "unreachable",
  ],
  [
    "no answer",
    (exchange) => {
      exchange.drop();
    },
    "unreachable",
  ],
  [
    "an answer that is no JSON",
    (exchange) => {
      exchange.send(200, '[{"Name":');
    },
    "failed",
  ],
];

describe("json", () => {
  for (const [what, fault, kind] of faults) {
    it(`calls ${what} ${kind}`, async () => {
      await using engine = await FakeEngine.start(emptyContent());
      const connection = await open(engine);
      engine.intercept("/networks", fault);
      const error = await failureOf(connection.json(networks, noSignal));
      assert.ok(error instanceof EngineError);
      assert.equal(error.kind, kind);
      if (what.startsWith("an answer of")) assert.match(error.message, /boom/);
      // The connection serves the next request as if nothing had been.
      assert.deepEqual(await connection.json(networks, noSignal), []);
      connection.dispose();
    });
  }

  it("says exactly what the engine says", async () => {
    await using engine = await FakeEngine.start(emptyContent());
    const connection = await open(engine);
    const request = { method: "GET", path: "/networks/nope" } as const;
    const error = await failureOf(connection.json(request, noSignal));
    assert.ok(error instanceof EngineError);
    assert.deepEqual([error.kind, error.message], ["notFound", "network nope not found"]);
    connection.dispose();
  });

  for (const body of ["", " \n"]) {
    it(`resolves to nothing where the engine sends ${JSON.stringify(body)}`, async () => {
      await using engine = await FakeEngine.start(emptyContent());
      const connection = await open(engine);
      engine.intercept("/networks", (exchange) => {
        exchange.send(200, body);
      });
      assert.equal(await connection.json(networks, noSignal), undefined);
      connection.dispose();
    });
  }

  for (const value of [null, 0, false, "", [], {}]) {
    it(`takes ${JSON.stringify(value)} as the JSON that it is`, async () => {
      await using engine = await FakeEngine.start(emptyContent());
      const connection = await open(engine);
      engine.intercept("/networks", (exchange) => {
        exchange.send(200, JSON.stringify(value));
      });
      assert.deepEqual(await connection.json(networks, noSignal), value);
      connection.dispose();
    });
  }

  it("ends with an abort while it waits, and says that it is one", async () => {
    await using engine = await FakeEngine.start(emptyContent());
    const connection = await open(engine);
    const controller = new AbortController();
    engine.intercept("/networks", () => {
      controller.abort();
    });
    assert.ok(isAbort(await failureOf(connection.json(networks, controller.signal))));
    connection.dispose();
  });

  it("is unreachable where nothing listens", async () => {
    await using engine = await FakeEngine.start(emptyContent());
    const connection = await open(engine);
    await engine.stop();
    const error = await failureOf(connection.json(networks, noSignal));
    assert.ok(error instanceof EngineError);
    assert.equal(error.kind, "unreachable");
    connection.dispose();
  });
});

describe("stream", () => {
  it("resolves with the head and hands on what comes", async () => {
    await using engine = await FakeEngine.start(emptyContent());
    const connection = await open(engine);
    const stream = await connection.stream(events, noSignal);
    engine.pushText("first");
    engine.cutStreams("ended");
    let text = "";
    for await (const chunk of stream) text += String(chunk);
    assert.equal(text, "first");
    connection.dispose();
  });

  it("fails where the connection breaks", async () => {
    await using engine = await FakeEngine.start(emptyContent());
    const connection = await open(engine);
    const stream = await connection.stream(events, noSignal);
    engine.cutStreams("broken");
    await assert.rejects(async () => {
      for await (const chunk of stream) assert.fail(String(chunk));
    }, /aborted/);
    connection.dispose();
  });

  it("ends with the signal, and leaves no connection open", async () => {
    await using engine = await FakeEngine.start(emptyContent());
    const connection = await open(engine);
    const controller = new AbortController();
    const stream = await connection.stream(events, controller.signal);
    assert.equal(engine.streams, 1);
    controller.abort();
    await assert.rejects(async () => {
      for await (const chunk of stream) assert.fail(String(chunk));
    }, isAbort);
    await engine.until(() => engine.streams === 0);
    connection.dispose();
  });

  it("throws the engine's refusal", async () => {
    await using engine = await FakeEngine.start(emptyContent());
    const connection = await open(engine);
    engine.intercept("/events", (exchange) => {
      exchange.send(500, JSON.stringify({ message: "boom" }));
    });
    const error = await failureOf(connection.stream(events, noSignal));
    assert.ok(error instanceof EngineError);
    assert.deepEqual([error.kind, error.message], ["failed", "boom"]);
    connection.dispose();
  });
});
