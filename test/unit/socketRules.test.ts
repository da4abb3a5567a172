// What is said of the socket that systemd opens for dockerd.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportOf } from "./configuredFiles.ts";

const socket = "/etc/systemd/system/docker.socket";
const unit = "/etc/systemd/system/docker.service";

/** What is said of a socket with these lines, next to a unit that starts dockerd with these flags. */
async function report(lines: string, flags?: string, root = ""): Promise<readonly string[]> {
  const files = {
    [root + socket]: `[Socket]\n${lines}\n`,
    ...(flags !== undefined && {
      [root + unit]: `[Service]\nExecStart=/usr/bin/dockerd ${flags}\n`,
    }),
  };
  return reportOf(files, root + socket);
}

describe("what a socket listens on", () => {
  type Case = readonly [lines: string, flags: string | undefined, ...report: readonly string[]];
  const cases: readonly Case[] = [
    ["ListenStream=/run/docker.sock", "-H fd://"],
    ["ListenStream=%t/docker.sock", "-H fd://"],
    ["ListenFIFO=/run/docker.fifo", undefined],
    ["SocketMode=0660", "-H fd://", "1 error noListen: [Socket]\n"],
    ["ListenStream=/run/docker.sock\nListenStream=", undefined, "1 error noListen: [Socket]\n"],
    ["ListenStream=2375", "-H fd://", "2 warning tcpWithoutTls: 2375"],
    ["ListenStream=0.0.0.0:2376", "-H fd://", "2 warning tcpWithoutTls: 0.0.0.0:2376"],
    ["ListenStream=[::]:2376", "-H fd:// --tls=false", "2 warning tcpWithoutTls: [::]:2376"],
    ["ListenStream=127.0.0.1:2375", "-H fd://", "2 warning loopbackTcpWithoutTls: 127.0.0.1:2375"],
    ["ListenStream=2376", "-H fd:// --tlsverify"],
    ["ListenStream=2375", "-H unix:///run/d.sock"],
    ["ListenStream=\nListenStream=2375", undefined, "3 warning tcpWithoutTls: 2375"],
    ["ListenStream=2376", undefined],
  ];
  for (const [lines, flags, ...expected] of cases) {
    it(`${lines.replaceAll("\n", ", ")} with ${flags ?? "no unit"}`, async () => {
      assert.deepEqual(await report(lines, flags), expected);
      assert.deepEqual(await report(lines, flags, "/repo/files"), expected);
    });
  }

  it("is not judged where systemd does not get so far, or is to start nothing", async () => {
    const broken = "[Socket] # mine\nSocketMode=0660\n";
    assert.deepEqual(await reportOf({ [socket]: broken }, socket), [
      "1 error badSectionHeader: [Socket] # mine → [Socket]",
    ]);
    assert.deepEqual(await reportOf({ [socket]: "" }, socket), []);
  });
});
