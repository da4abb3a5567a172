// Failures of engines as one type, with what real engines answered when told to do the impossible.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  EngineError,
  isAbort,
  toEngineError,
  type EngineErrorKind,
} from "../../src/engine/errors.ts";
import { asList, asRecord, asText } from "../../src/model/json.ts";
import { recorded, type RecordedEngine } from "../fixtures/recordedEngines.ts";

/** A recorded refusal as dockerode throws it. */
function refusal(engine: RecordedEngine, what: string): Error {
  const found = asList(recorded(engine, "errors"))
    .map(asRecord)
    .find((answer) => answer["what"] === what);
  assert.ok(found !== undefined, `${engine}: ${what}`);
  const json = found["body"];
  return Object.assign(new Error("(HTTP code)"), { statusCode: found["status"], json });
}

function kindOf(error: unknown): EngineErrorKind {
  const converted = toEngineError(error);
  assert.ok(converted instanceof EngineError);
  return converted.kind;
}

const refusals: readonly (readonly [string, EngineErrorKind, readonly RecordedEngine[]])[] = [
  ["network name taken", "conflict", ["docker-20.10", "docker-28.5", "podman"]],
  ["subnet overlaps", "conflict", ["docker-20.10", "docker-28.5"]],
  ["network in use", "conflict", ["docker-20.10", "docker-28.5", "podman"]],
  ["network predefined", "conflict", ["docker-20.10", "docker-28.5", "podman"]],
  ["network unknown", "notFound", ["docker-20.10", "docker-28.5", "podman"]],
  ["image unknown", "notFound", ["docker-20.10", "docker-28.5", "podman"]],
  ["container unknown", "notFound", ["docker-20.10", "docker-28.5", "podman"]],
  ["container name taken", "conflict", ["docker-20.10", "docker-28.5", "podman"]],
  ["connect twice", "conflict", ["docker-20.10", "docker-28.5"]],
  ["connect an unknown container", "notFound", ["docker-20.10", "docker-28.5", "podman"]],
  ["connect to an unknown network", "notFound", ["docker-20.10", "docker-28.5", "podman"]],
];

describe("toEngineError", () => {
  for (const [what, kind, engines] of refusals) {
    for (const engine of engines) {
      it(`calls "${what}" of ${engine} ${kind}, in the engine's own words`, () => {
        const error = refusal(engine, what);
        assert.equal(kindOf(error), kind);
        const words = asText(asRecord(asRecord(asRecord(error)["json"]))["message"]);
        assert.notEqual(words, "");
        assert.equal(toEngineError(error).message, words);
        assert.equal(toEngineError(error).cause, error);
      });
    }
  }

  const statuses: readonly (readonly [number, EngineErrorKind])[] = [
    [400, "failed"],
    [401, "denied"],
    [403, "conflict"],
    [404, "notFound"],
    [405, "unsupported"],
    [409, "conflict"],
    [500, "failed"],
    [501, "unsupported"],
    [503, "failed"],
  ];
  for (const [statusCode, kind] of statuses) {
    it(`calls HTTP ${statusCode} ${kind}`, () => {
      assert.equal(kindOf(Object.assign(new Error("no"), { statusCode })), kind);
    });
  }

  const codes: readonly (readonly [string, EngineErrorKind])[] = [
    ...[
      "ENOENT",
      "ECONNREFUSED",
      "ECONNRESET",
      "EHOSTUNREACH",
      "ENOTFOUND",
      "EPIPE",
      "ETIMEDOUT",
    ].map((code) => [code, "unreachable"] as const),
    ["EACCES", "denied"],
    ["EPERM", "denied"],
    ["ERR_SOMETHING", "failed"],
    ["", "failed"],
  ];
  for (const [code, kind] of codes) {
    it(`calls the error code "${code}" ${kind}`, () => {
      const converted = toEngineError(Object.assign(new Error("why"), { code }));
      assert.equal(kindOf(converted), kind);
      assert.equal(converted.message, "why");
    });
  }

  it("calls a container notFound that Podman lost in the middle of an inspect", () => {
    const json = {
      cause: "no such container",
      message: "container 0123456789ab does not exist in database: no such container",
      response: 500,
    };
    assert.equal(kindOf(Object.assign(new Error(), { statusCode: 500, json })), "notFound");
  });

  it("keeps an EngineError and an abort as they are", () => {
    const error = new EngineError("conflict", "taken");
    assert.equal(toEngineError(error), error);
    const abort: unknown = AbortSignal.abort().reason;
    assert.equal(toEngineError(abort), abort);
  });

  it("takes anything that can be thrown", () => {
    for (const thrown of [undefined, null, "text", 7]) {
      assert.equal(kindOf(thrown), "failed");
      assert.equal(toEngineError(thrown).message, String(thrown));
    }
  });
});

describe("isAbort", () => {
  it("knows an aborted signal's reason, however it comes", () => {
    assert.ok(isAbort(AbortSignal.abort().reason));
    assert.ok(isAbort(Object.assign(new Error("x"), { code: "ABORT_ERR" })));
    assert.ok(!isAbort(new Error("x")));
    assert.ok(!isAbort({ name: "AbortError" }));
    assert.ok(!isAbort(undefined));
  });
});
