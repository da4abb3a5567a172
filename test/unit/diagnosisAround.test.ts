// Causes around a source: named where they show, silent in the twin; and what is asked to tell them apart.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english } from "../../src/base/translate.ts";
import { causeLines } from "../../src/connectivity/diagnosis/causeMessage.ts";
import { diagnose } from "../../src/connectivity/diagnosis/diagnose.ts";
import { hostFacts } from "../../src/connectivity/diagnosis/lookAround.ts";
import { openQuestions } from "../../src/connectivity/diagnosis/openQuestions.ts";
import { formatCidr } from "../../src/model/cidr.ts";
import { overlayFromInspect, swarmFromEngine } from "../../src/model/overlay.ts";
import { causesAround, factsAround, type AroundScene } from "./causesAround.ts";

for (const [code, [fault, twin]] of Object.entries(causesAround)) {
  describe(code, () => {
    it("is named where it shows, in words without a hole", () => {
      const cause = diagnose(factsAround(fault));
      assert.equal(cause?.code, code);
      assert.ok(cause.evidence.length > 0);
      assert.doesNotMatch(causeLines(cause, english).join("\n"), /[{}]|undefined/);
    });

    it("keeps silent in the healthy twin", () => {
      assert.notEqual(diagnose(factsAround(twin))?.code, code);
    });
  });
}

/** What is asked about a scene, in short. */
function asked(scene: AroundScene): readonly string[] {
  const { probes = [], around } = openQuestions(factsAround(scene)) ?? {};
  const told = probes.map((probe) => {
    return `${probe.kind} ${probe.target}${"port" in probe ? `:${probe.port}` : ""}`;
  });
  return around === true ? [...told, "around"] : told;
}

describe("what is asked", () => {
  const [lost] = causesAround.packetsLost;
  const [connection] = causesAround.connectionsLost;

  it("is what is around, before anything else", () => {
    const [outside] = causesAround.hostCutOff;
    assert.deepEqual(asked({ ...lost, further: [], around: undefined }), ["around"]);
    assert.deepEqual(asked({ ...outside, around: undefined }), ["around"]);
    assert.deepEqual(asked({ answers: causesAround.hostsApart[0].answers }), ["around"]);
  });

  it("is the others on the same host, where one keeps silent", () => {
    assert.deepEqual(asked({ ...lost, further: [] }), ["ping 10.0.1.5"]);
  });

  it("is by ping, and at another port, where a connection is not answered", () => {
    assert.deepEqual(asked({ ...connection, further: [] }), [
      "ping 10.0.1.4",
      "tcp 10.0.1.4:1",
      "ping 10.0.1.5",
    ]);
  });

  it("is the outside, where no name server answers", () => {
    const [mute] = causesAround.resolverSilent;
    const outside = [{ kind: "ping", target: "192.0.2.1", address: "192.0.2.1" }] as const;
    assert.deepEqual(asked({ ...mute, further: [], outside }), ["ping 192.0.2.1"]);
  });

  it("is nothing where somebody refuses", () => {
    assert.deepEqual(asked(causesAround.encryptedPacketsLost[1]), []);
  });
});

describe("what is said of a smaller packet", () => {
  const mended = (scene: AroundScene): readonly string[] | undefined =>
    diagnose(factsAround(scene))?.fix?.commands.at(-1);

  it("is how the network is made anew", () => {
    const option = ["--opt", "com.docker.network.driver.mtu=1400"];
    assert.deepEqual(mended(causesAround.mtuTooLarge[0]), [
      ...["docker", "network", "create", "--driver", "overlay", "--attachable", ...option, "ov"],
    ]);
  });

  it("is what subnet it could have instead", () => {
    const command = mended(causesAround.subnetShadowed[0]);
    assert.deepEqual(command?.slice(0, 4), ["docker", "network", "create", "--subnet"]);
  });
});

describe("what engines and hosts tell of what is around", () => {
  it("is read from a verbose inspect", () => {
    const json = {
      Peers: [{ Name: "8f9b379527ce", IP: "10.77.0.1" }],
      Services: {
        "": { Tasks: [{ Name: "db", EndpointIP: "10.0.1.4", Info: { "Host IP": "10.77.0.2" } }] },
      },
    };
    assert.deepEqual(overlayFromInspect(json), {
      peers: ["10.77.0.1"],
      members: [{ name: "db", address: "10.0.1.4", hostAddress: "10.77.0.2" }],
    });
    assert.deepEqual(overlayFromInspect({}), { peers: undefined, members: [] });
  });

  it("is every host where a manager tells, and the managers where a worker does", () => {
    const info = {
      Swarm: { NodeAddr: "10.77.0.2", RemoteManagers: [{ Addr: "10.77.0.1:2377" }] },
    };
    const nodes = [
      { Status: { Addr: "0.0.0.0" }, ManagerStatus: { Addr: "10.77.0.1:2377" } },
      { Status: { Addr: "10.77.0.3" } },
    ];
    assert.deepEqual(swarmFromEngine(info, undefined), {
      ...{ ownAddress: "10.77.0.2", hosts: ["10.77.0.1"], dataPort: 4789 },
    });
    assert.deepEqual(swarmFromEngine(info, nodes).hosts, ["10.77.0.1", "10.77.0.3"]);
  });

  it("is read from what the helper on the host prints", () => {
    const route = "eth1\t0000080A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0";
    const text = `forwards 0\r\naddress lo 127.0.0.1/8\r\naddress eth1 10.8.0.2/16\r\nroutes\r\nIface\r\n${route}\r\nroutes6\r\n`;
    const facts = hostFacts(text);
    assert.deepEqual([facts.forwards, facts.addresses], [false, ["10.8.0.2"]]);
    assert.deepEqual(
      facts.routes.map(({ cidr }) => formatCidr(cidr)),
      ["10.8.0.0/16"],
    );
    assert.equal(hostFacts("").forwards, undefined);
  });
});
