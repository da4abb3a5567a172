// The store over real engines: what another client does shows by itself, and an engine that went away
// comes back with only what truly changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startEngine, type TestEngine } from "../engines/testEngine.ts";
import { eachEngine } from "./eachEngine.ts";
import { never } from "./connectTo.ts";
import { watchStore, type WatchedStore } from "./watchedStore.ts";

interface Given {
  readonly engine: TestEngine;
  readonly watched: WatchedStore;
}

eachEngine<Given>("live", {
  make: async (name, stack) => {
    const engine = stack.use(await startEngine(name));
    await engine.docker("network", "create", "front");
    await engine.docker("run", "-itd", "--network", "front", "--name", "web", "busybox");
    return { engine, watched: stack.use(await watchStore(engine.address)) };
  },
  tests: (given, name) => {
    const members = (network: string): readonly string[] => {
      const { picture } = given().watched;
      const found = picture.findNetwork(network);
      return found === undefined
        ? []
        : picture.membersOf(found).map(({ container }) => container.name);
    };

    test("shows a network that another client makes and removes", async () => {
      const { engine, watched } = given();
      await engine.docker("network", "create", "back");
      // Podman has no event for it: a new look shows it, and the view says so.
      if (name === "podman") await watched.store.refresh(never);
      await watched.until((picture) => picture.findNetwork("back") !== undefined);
      await engine.docker("network", "rm", "back");
      if (name === "podman") await watched.store.refresh(never);
      await watched.until((picture) => picture.findNetwork("back") === undefined);
    });

    test("shows who is connected and disconnected, with the address", async () => {
      const { engine, watched } = given();
      await engine.docker("network", "create", "side");
      if (name === "podman") await watched.store.refresh(never);
      await engine.docker("network", "connect", "side", "web");
      await watched.until(() => members("side").includes("web"));
      const web = watched.picture.findContainer("web");
      const side = web?.attachments.find(({ networkName }) => networkName === "side");
      assert.match(side?.endpoint.ipv4Address ?? "", /^\d+\.\d+\.\d+\.\d+$/);
      await engine.docker("network", "disconnect", "side", "web");
      await watched.until(() => members("side").length === 0);
    });

    test("follows a container through its life", async () => {
      const { engine, watched } = given();
      const stateOf = (container: string): string | undefined =>
        watched.picture.findContainer(container)?.state;
      await engine.docker("run", "-itd", "--network", "front", "--name", "job", "busybox");
      await watched.until(() => stateOf("job") === "running");
      await engine.docker("pause", "job");
      await watched.until(() => stateOf("job") === "paused");
      await engine.docker("unpause", "job");
      await watched.until(() => stateOf("job") === "running");
      await engine.docker("rename", "job", "task");
      await watched.until(() => stateOf("task") === "running" && stateOf("job") === undefined);
      await engine.docker("kill", "task");
      await watched.until(() => stateOf("task") === "exited");
      await engine.docker("rm", "task");
      await watched.until(() => stateOf("task") === undefined);
      assert.deepEqual(members("front"), ["web"]);
    });

    test("keeps the last picture of an engine that is gone, and comes back by itself", async () => {
      const { engine, watched } = given();
      await engine.kill();
      await watched.until(() => watched.store.state.kind === "offline");
      assert.deepEqual(members("front"), ["web"]);
      // Docker makes its default bridge anew at every start, and with it a new id.
      const own = (): readonly string[] =>
        [...watched.picture.networks.values()]
          .filter((network) => network.name !== "bridge")
          .map(({ id }) => id)
          .sort();
      const before = own();
      await engine.start();
      await watched.until(() => watched.store.state.kind === "connected");
      assert.deepEqual(own(), before);
      await engine.docker("run", "-itd", "--network", "front", "--name", "after", "busybox");
      await watched.until(() => members("front").includes("after"));
    });

    if (name !== "podman") {
      test("learns of a swarm begun and left elsewhere, when told to ask", async () => {
        const { engine, watched } = given();
        const hasIngress = (): boolean =>
          [...watched.picture.networks.values()].some(({ ingress }) => ingress);
        await engine.docker("swarm", "init", "--advertise-addr", "127.0.0.1");
        await watched.store.refreshFacts(never);
        assert.deepEqual(watched.picture.engine.swarm, { state: "active", isManager: true });
        await watched.until(hasIngress);
        await engine.docker("swarm", "leave", "--force");
        await watched.store.refreshFacts(never);
        assert.deepEqual(watched.picture.engine.swarm, { state: "inactive", isManager: false });
        assert.equal(hasIngress(), false);
      });
    }

    test("ends its stream with the last watcher", () => {
      const { watched } = given();
      watched.watching.dispose();
      assert.equal(watched.store.state.kind, "idle");
      assert.deepEqual([...members("front")].sort(), ["after", "web"]);
    });
  },
});
