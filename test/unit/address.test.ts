// Which engine is meant: the `docker` client's own order, and what becomes of each address.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  defaultHosts,
  findEngine,
  listContexts,
  parseAddress,
  type EngineTarget,
} from "../../src/engine/address.ts";
import { EngineError, type EngineErrorKind } from "../../src/engine/errors.ts";
import { configFile, contextFiles, machine, type Machine } from "../fixtures/fakeMachine.ts";

const files = {
  "/var/run/docker.sock": "",
  [configFile]: JSON.stringify({ currentContext: "lab" }),
  ...contextFiles("lab", { Host: "tcp://lab:2375" }),
  ...contextFiles("shop", { Host: "ssh://me@shop:2222" }),
};

async function found(chosen: string, on: Machine): Promise<EngineTarget> {
  return findEngine(chosen, machine(on));
}

async function refused(chosen: string, on: Machine, kind: EngineErrorKind): Promise<EngineError> {
  const error: unknown = await found(chosen, on).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof EngineError);
  assert.equal(error.kind, kind);
  return error;
}

describe("findEngine", () => {
  it("takes the setting's address before all else", async () => {
    const env = { DOCKER_HOST: "tcp://other:1", DOCKER_CONTEXT: "lab" };
    const target = await found("unix:///my.sock", { env, files });
    assert.deepEqual(target, {
      address: { kind: "socket", path: "/my.sock" },
      text: "unix:///my.sock",
      origin: "setting",
      context: undefined,
    });
  });

  it("takes the setting as a context's name where it is no address", async () => {
    const target = await found("shop", { env: { DOCKER_HOST: "tcp://other:1" }, files });
    assert.deepEqual(
      [target.text, target.origin, target.context],
      ["ssh://me@shop:2222", "setting", "shop"],
    );
  });

  it("takes the default engine where the setting names the default context", async () => {
    const target = await found("default", { env: { DOCKER_CONTEXT: "lab" }, files });
    assert.deepEqual([target.text, target.origin], ["unix:///var/run/docker.sock", "setting"]);
  });

  it("takes DOCKER_HOST before DOCKER_CONTEXT", async () => {
    const env = { DOCKER_HOST: "tcp://other:1", DOCKER_CONTEXT: "shop" };
    const target = await found("", { env, files });
    assert.deepEqual([target.text, target.origin], ["tcp://other:1", "DOCKER_HOST"]);
  });

  it("takes DOCKER_CONTEXT before the current context", async () => {
    const target = await found("", { env: { DOCKER_HOST: "", DOCKER_CONTEXT: "shop" }, files });
    assert.deepEqual([target.context, target.origin], ["shop", "context"]);
  });

  it("takes the current context before the default socket", async () => {
    const target = await found("", { files });
    assert.deepEqual([target.text, target.context], ["tcp://lab:2375", "lab"]);
  });

  it("takes the current context from where DOCKER_CONFIG says", async () => {
    const env = { DOCKER_CONFIG: "/etc/mine" };
    const mine = { "/etc/mine/config.json": JSON.stringify({ currentContext: "gone" }) };
    await refused("", { env, files: { ...files, ...mine } }, "notFound");
  });

  it("takes empty variables as if they were not set", async () => {
    const env = { DOCKER_CONFIG: "", DOCKER_HOST: "", DOCKER_CONTEXT: "", DOCKER_TLS_VERIFY: "" };
    assert.equal((await found("", { env, files })).context, "lab");
  });

  it("takes the default socket where the current context is the default one", async () => {
    for (const config of ['{"currentContext":"default"}', '{"currentContext":""}', "{}", "[]"]) {
      const target = await found("", { files: { ...files, [configFile]: config } });
      assert.deepEqual([target.text, target.origin], ["unix:///var/run/docker.sock", "default"]);
    }
  });

  it("says which file is broken", async () => {
    const broken = { ...files, [configFile]: '{"currentContext": ' };
    const error = await refused("", { files: broken }, "failed");
    assert.ok(error.message.includes(configFile));
    // Nothing needs that file where the address is chosen.
    assert.equal((await found("unix:///a.sock", { files: broken })).text, "unix:///a.sock");
    const env = { DOCKER_HOST: "unix:///b.sock" };
    assert.equal((await found("", { env, files: broken })).text, "unix:///b.sock");
  });

  it("says which context is missing", async () => {
    const env = { DOCKER_CONTEXT: "nowhere" };
    assert.match((await refused("", { env, files }, "notFound")).message, /"nowhere"/);
    const without = contextFiles("k8s", undefined);
    await refused("k8s", { files: without }, "notFound");
  });
});

describe("the default socket", () => {
  const first = "unix:///var/run/docker.sock";
  const cases: readonly (readonly [string, Machine, string])[] = [
    ["Docker's where it is there", { files: { "/var/run/docker.sock": "" } }, first],
    [
      "Docker's before the rootless one",
      { files: { "/run/user/1000/docker.sock": "", "/var/run/docker.sock": "" } },
      first,
    ],
    [
      "the rootless one by the user's id",
      { files: { "/run/user/1000/docker.sock": "" } },
      "unix:///run/user/1000/docker.sock",
    ],
    [
      "the rootless one in XDG_RUNTIME_DIR",
      { env: { XDG_RUNTIME_DIR: "/run/mine" }, files: { "/run/mine/docker.sock": "" } },
      "unix:///run/mine/docker.sock",
    ],
    [
      "the rootless one where XDG_RUNTIME_DIR is empty",
      { env: { XDG_RUNTIME_DIR: "" }, files: { "/run/user/1000/docker.sock": "" } },
      "unix:///run/user/1000/docker.sock",
    ],
    [
      "Docker Desktop's",
      { files: { "/home/me/.docker/run/docker.sock": "" } },
      "unix:///home/me/.docker/run/docker.sock",
    ],
    ["Podman's", { files: { "/run/podman/podman.sock": "" } }, "unix:///run/podman/podman.sock"],
    [
      "rootless Podman's",
      { files: { "/run/user/1000/podman/podman.sock": "" } },
      "unix:///run/user/1000/podman/podman.sock",
    ],
    ["Docker's where nothing is there", {}, first],
    ["the pipe on Windows", { platform: "win32" }, "npipe:////./pipe/docker_engine"],
  ];
  for (const [what, on, expected] of cases) {
    it(`is ${what}`, async () => {
      const target = await found("", on);
      assert.deepEqual([target.text, target.origin], [expected, "default"]);
      assert.ok(defaultHosts(machine(on)).includes(expected));
    });
  }
});

describe("parseAddress", () => {
  const tcp = (host: string, port: number): object => ({ kind: "tcp", host, port, tls: undefined });
  const cases: readonly (readonly [string, object])[] = [
    ["unix:///run/a.sock", { kind: "socket", path: "/run/a.sock" }],
    ["unix://", { kind: "socket", path: "/var/run/docker.sock" }],
    ["npipe:////./pipe/docker_engine", { kind: "socket", path: "\\\\.\\pipe\\docker_engine" }],
    ["tcp://lab", tcp("lab", 2375)],
    ["tcp://lab:1234/", tcp("lab", 1234)],
    ["TCP://10.0.0.1:2375", tcp("10.0.0.1", 2375)],
    ["tcp://[fd00::1]:2375", tcp("fd00::1", 2375)],
    ["lab:1234", tcp("lab", 1234)],
    ["ssh://shop", { kind: "ssh", host: "shop", user: undefined, port: undefined }],
    ["ssh://me@shop:2222", { kind: "ssh", host: "shop", user: "me", port: 2222 }],
    ["ssh://a%20b@[fd00::1]", { kind: "ssh", host: "fd00::1", user: "a b", port: undefined }],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parseAddress(text, undefined), expected);
    });
  }

  it("goes to the TLS port where there is TLS", () => {
    const tls = { ca: "a", cert: "b", key: "c", verify: true };
    const address = parseAddress("tcp://lab", tls);
    assert.deepEqual(address, { kind: "tcp", host: "lab", port: 2376, tls });
  });

  it("refuses what no client can use", () => {
    const kindOf = (text: string): EngineErrorKind | undefined => {
      try {
        parseAddress(text, undefined);
        return undefined;
      } catch (error) {
        assert.ok(error instanceof EngineError);
        return error.kind;
      }
    };
    assert.deepEqual(["fd://", "ftp://lab", "tcp://", "tcp://lab:port", "ssh://"].map(kindOf), [
      "unsupported",
      "unsupported",
      "failed",
      "failed",
      "failed",
    ]);
  });
});

describe("listContexts", () => {
  it("lists the default one first, the others by name, and marks the current one", async () => {
    const contexts = await listContexts(machine({ files }));
    assert.deepEqual(contexts, [
      { name: "default", host: "unix:///var/run/docker.sock", isCurrent: false },
      { name: "lab", host: "tcp://lab:2375", isCurrent: true },
      { name: "shop", host: "ssh://me@shop:2222", isCurrent: false },
    ]);
  });

  it("lists a context that names no engine as such", async () => {
    const contexts = await listContexts(machine({ files: contextFiles("k8s", undefined) }));
    assert.deepEqual(contexts[1], { name: "k8s", host: undefined, isCurrent: false });
  });

  it("has the default one on a machine without any configuration", async () => {
    const [only, ...others] = await listContexts(machine({}));
    assert.deepEqual([only?.name, only?.isCurrent, others.length], ["default", true, 0]);
  });
});
