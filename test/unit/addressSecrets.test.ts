// Certificates and passwords on the way to an engine: which files are used, and that no secret is shown.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "node:test";
import { findEngine, listContexts, type EngineTarget } from "../../src/engine/address.ts";
import { EngineError } from "../../src/engine/errors.ts";
import { contextFiles, contextId, machine, type Machine } from "../fixtures/fakeMachine.ts";

async function found(chosen: string, on: Machine): Promise<EngineTarget> {
  return findEngine(chosen, machine(on));
}

describe("TLS", () => {
  const folder = "/home/me/certs";
  const inFolder = (at: string, verify: boolean): object => ({
    ca: path.join(at, "ca.pem"),
    cert: path.join(at, "cert.pem"),
    key: path.join(at, "key.pem"),
    verify,
  });
  const host = "tcp://lab:2376";

  const cases: readonly (readonly [
    string,
    Readonly<Record<string, string>>,
    object | undefined,
  ])[] = [
    ["is off by itself", {}, undefined],
    ["is off with DOCKER_CERT_PATH alone", { DOCKER_CERT_PATH: folder }, undefined],
    [
      "is on with DOCKER_TLS_VERIFY",
      { DOCKER_TLS_VERIFY: "1" },
      inFolder("/home/me/.docker", true),
    ],
    // Any value at all turns it on, as in the docker client.
    [
      "is on with DOCKER_TLS_VERIFY=0",
      { DOCKER_TLS_VERIFY: "0" },
      inFolder("/home/me/.docker", true),
    ],
    [
      "takes the files of DOCKER_CERT_PATH",
      { DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: folder },
      inFolder(folder, true),
    ],
    [
      "takes the files of DOCKER_CONFIG",
      { DOCKER_TLS_VERIFY: "1", DOCKER_CONFIG: "/etc/mine", DOCKER_CERT_PATH: "" },
      inFolder("/etc/mine", true),
    ],
    [
      "does not check the engine with DOCKER_TLS",
      { DOCKER_TLS: "1", DOCKER_CERT_PATH: folder },
      inFolder(folder, false),
    ],
    ["is on with DOCKER_TLS alone", { DOCKER_TLS: "1" }, inFolder("/home/me/.docker", false)],
  ];
  for (const [what, env, expected] of cases) {
    it(`${what} for DOCKER_HOST`, async () => {
      const { address } = await found("", { env: { ...env, DOCKER_HOST: host } });
      assert.deepEqual(address, { kind: "tcp", host: "lab", port: 2376, tls: expected });
    });
  }

  it("comes with a context's own files, whatever the environment says", async () => {
    const id = contextId("safe");
    const at = `/home/me/.docker/contexts/tls/${id}/docker`;
    const pem = ["ca.pem", "cert.pem", "key.pem"];
    const safe = {
      files: contextFiles("safe", { Host: host }, pem),
      env: { DOCKER_TLS_VERIFY: "" },
    };
    assert.deepEqual((await found("safe", safe)).address, {
      kind: "tcp",
      host: "lab",
      port: 2376,
      tls: inFolder(at, true),
    });
    const skipping = contextFiles("safe", { Host: host, SkipTLSVerify: true }, pem);
    const { address } = await found("safe", { files: skipping });
    assert.ok(address.kind === "tcp" && address.tls?.verify === false);
    const bare = contextFiles("safe", { Host: host });
    const open = await found("safe", { files: bare, env: { DOCKER_TLS_VERIFY: "1" } });
    assert.ok(open.address.kind === "tcp" && open.address.tls === undefined);
  });
});

describe("a password in an address", () => {
  const texts = [
    "tcp://me:hunter2@lab:2375",
    "ssh://me:hunter2@lab",
    "ssh://me:hun@hunter2@lab",
    "me:hunter2@lab:2375",
  ];
  for (const text of texts) {
    it(`is not shown: ${text.replace("hunter2", "…")}`, async () => {
      const target = await found("", { env: { DOCKER_HOST: text } });
      assert.ok(!JSON.stringify(target).includes("hunter2"));
      assert.ok(!JSON.stringify(target.text).includes("hun"));
      assert.ok(target.text.endsWith("me@lab") || target.text.endsWith("me@lab:2375"));
    });
  }

  it("is not shown in an error either", async () => {
    const env = { DOCKER_HOST: "tcp://me:hunter2@lab:99999999" };
    const error = await found("", { env }).then(
      () => assert.fail("no error"),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof EngineError);
    assert.ok(!error.message.includes("hunter2"), error.message);
    assert.ok(error.message.includes("lab"));
  });

  it("is not shown from a context", async () => {
    const secret = contextFiles("secret", { Host: "tcp://me:hunter2@lab:2375" });
    assert.equal((await found("secret", { files: secret })).text, "tcp://me@lab:2375");
    const [, listed] = await listContexts(machine({ files: secret }));
    assert.equal(listed?.host, "tcp://me@lab:2375");
  });
});
