// The command lines that are shown for copying: complete, and safe to paste whatever things are called.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  commandLine,
  connectCommand,
  createNetworkCommand,
  disconnectCommand,
  execCommand,
  removeNetworkCommand,
  runCommand,
} from "../../src/engine/commandLine.ts";
import { run } from "../setup/process.ts";

const hostileWords = [
  "",
  " ",
  "two words",
  "it's",
  "''",
  "'",
  '"quoted"',
  "$(touch /tmp/owned)",
  "`id`",
  "$HOME",
  "; rm -rf /",
  "a&&b|c>d<e",
  "!history",
  "*",
  "~root",
  "back\\slash",
  "#comment",
  "line\nbreak",
  "tab\there",
  "{a,b}",
  "[a-z]",
  "网络 🚢",
  "-rf",
  "--",
];

describe("commandLine", () => {
  it("leaves plain words alone", () => {
    const argv = ["docker", "network", "create", "--label", "a.b=c/d:e@f,g%h+i", "ov_net-1"];
    assert.equal(commandLine(argv), argv.join(" "));
  });

  it("is read by a real shell as the very same words", async () => {
    // The one place where a line is run: to prove that pasting it would do what it says.
    const script = `printf '%s\\0' ${commandLine(hostileWords)}`;
    const output = await run("sh", ["-s"], { input: script });
    assert.deepEqual(output.split("\0").slice(0, -1), hostileWords);
  });

  it("quotes one by one as it quotes together", () => {
    const together = commandLine(hostileWords);
    assert.equal(together, hostileWords.map((word) => commandLine([word])).join(" "));
    assert.equal(commandLine(["it's"]), `'it'\\''s'`);
    assert.equal(commandLine([""]), "''");
  });
});

describe("the command of", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    [
      "a plain network",
      createNetworkCommand({ name: "net1", driver: "bridge" }),
      "docker network create --driver bridge net1",
    ],
    [
      "a network with everything",
      createNetworkCommand({
        name: "net1",
        driver: "overlay",
        ipamPools: [
          { subnet: "10.1.0.0/24", gateway: "10.1.0.1", ipRange: "10.1.0.128/25" },
          { subnet: "fd00::/64" },
        ],
        ipv6: true,
        internal: true,
        attachable: true,
        options: { "com.docker.network.driver.mtu": "1400" },
        labels: { team: "the shop" },
      }),
      "docker network create --driver overlay --subnet 10.1.0.0/24 --gateway 10.1.0.1 --ip-range 10.1.0.128/25" +
        " --subnet fd00::/64 --ipv6 --internal --attachable --opt com.docker.network.driver.mtu=1400" +
        " --label 'team=the shop' net1",
    ],
    [
      "a network where nothing was chosen",
      createNetworkCommand({
        name: "net1",
        driver: "bridge",
        ipamPools: [{ subnet: "", gateway: "" }],
        ipv6: false,
        internal: false,
        attachable: false,
        options: {},
        labels: {},
      }),
      "docker network create --driver bridge net1",
    ],
    ["a removal", removeNetworkCommand("net1"), "docker network rm net1"],
    [
      "a connect",
      connectCommand(
        { networkId: "id1", containerId: "id2", ipv4Address: "10.1.0.9", aliases: ["db", "sql"] },
        { network: "net1", container: "web" },
      ),
      "docker network connect --ip 10.1.0.9 --alias db --alias sql net1 web",
    ],
    [
      "a disconnect",
      disconnectCommand("net1", "web"),
      "docker network disconnect --force net1 web",
    ],
    [
      "the classic container",
      runCommand({ image: "busybox", name: "bbbox1", network: "ov_net1" }),
      "docker run -itd --name bbbox1 --network ov_net1 busybox",
    ],
    [
      "a container with a command",
      runCommand({
        image: "busybox",
        network: "container:web",
        aliases: ["x"],
        command: ["sh", "-c", "sleep 5; echo 'done'"],
      }),
      "docker run -itd --network container:web --network-alias x busybox sh -c 'sleep 5; echo '\\''done'\\'''",
    ],
    [
      "an exec",
      execCommand("web", ["ping", "-c", "4", "--", "db"]),
      "docker exec web ping -c 4 -- db",
    ],
  ];
  for (const [what, argv, line] of cases) {
    it(what, () => {
      assert.equal(commandLine(argv), line);
    });
  }
});
