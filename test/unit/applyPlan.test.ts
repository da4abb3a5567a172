// What applying a changed configuration takes: a reload, a restart, and what systemd has to read again.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import {
  planApply,
  oneAfterTheOther,
  restoreCommands,
  stepCommands,
  validateWords,
  type ApplyPlan,
  type ApplyStates,
  type ApplyStep,
} from "../../src/daemonConfig/applyPlan.ts";
import type { SetOption } from "../../src/daemonConfig/options/optionChanges.ts";
import { gather, type Files } from "./configuredFiles.ts";

const unitPath = "/lib/systemd/system/docker.service";
const dropInPath = "/etc/systemd/system/docker.service.d/override.conf";
const socketPath = "/lib/systemd/system/docker.socket";
const environmentPath = "/etc/default/docker";
const jsonPath = "/etc/docker/daemon.json";
const unit = [
  "[Service]",
  "EnvironmentFile=-/etc/default/docker",
  "ExecStart=/usr/sbin/dockerd -H fd:// $DOCKER_OPTS",
  "ExecReload=/bin/kill -s HUP $MAINPID",
  "",
].join("\n");
const machine: Files = {
  [unitPath]: unit,
  [socketPath]: "[Socket]\nListenStream=/run/docker.sock\n",
  [jsonPath]: '{"debug": false, "registry-mirrors": ["https://a"], "bip": "10.0.0.1/24"}',
};

/** Nothing but the files is known to have changed. */
const fresh = { runningWords: undefined, unknownFiles: [], needsDaemonReload: false };

async function planFor(
  changed: Files,
  { release = "28.5", ...rest }: Partial<ApplyStates> & { readonly release?: string } = {},
): Promise<ApplyPlan> {
  const before = await gather(machine, unitPath, release);
  const after = await gather({ ...machine, ...changed }, unitPath, release);
  return planApply({
    before,
    after,
    runningWords: undefined,
    unknownFiles: [],
    needsDaemonReload: false,
    ...rest,
  });
}

const show = (set: SetOption | undefined): string =>
  set === undefined ? "nothing" : `${set.spelling} ${set.values.join(" ")}`;

const changesOf = ({ changes }: ApplyPlan): readonly string[] =>
  changes.map(({ before, after }) => `${show(before)} → ${show(after)}`);

const reasonsOf = ({ reasons }: ApplyPlan): readonly string[] =>
  reasons.map((reason) => {
    if (reason.kind === "option") return `option ${reason.change.option.name}`;
    const name = "name" in reason ? ` ${reason.name}` : "";
    return reason.kind + ("path" in reason ? ` ${reason.path}` : name);
  });

describe("a plan", () => {
  it("has no steps where nothing has changed, blanks and comments aside", async () => {
    const plan = await planFor({ [unitPath]: unit, [environmentPath]: "# nothing\n" });
    assert.deepEqual(plan, { changes: [], reasons: [], steps: [] });
  });

  it("reloads where the daemon takes over every changed key", async () => {
    const json = '{"debug": true, "registry-mirrors": [], "bip": "10.0.0.1/24", "labels": ["a=b"]}';
    const plan = await planFor({ [jsonPath]: json });
    assert.deepEqual(changesOf(plan), [
      "debug false → debug true",
      "registry-mirrors https://a → registry-mirrors ",
      "nothing → labels a=b",
    ]);
    assert.deepEqual(plan.reasons, []);
    assert.deepEqual(plan.steps, ["reload"]);
  });

  it("restarts for a key that is read at the start only", async () => {
    const json = '{"debug": true, "registry-mirrors": ["https://a"], "bip": "10.0.1.1/24"}';
    const plan = await planFor({ [jsonPath]: json });
    assert.deepEqual(reasonsOf(plan), ["option bip"]);
    assert.deepEqual(plan.steps, ["restart"]);
  });

  it("restarts for a key that is gone, which a reload leaves as it was", async () => {
    const plan = await planFor({ [jsonPath]: '{"debug": false, "bip": "10.0.0.1/24"}' });
    assert.deepEqual(changesOf(plan), ["registry-mirrors https://a → nothing"]);
    assert.deepEqual(plan.steps, ["restart"]);
  });

  it("lets systemd read its files where it says that it has to", async () => {
    const plan = await planFor({}, { needsDaemonReload: true });
    assert.deepEqual(plan.steps, ["daemonReload"]);
  });

  it("reloads where a key is gone that a reload sets back", async () => {
    const before = { ...machine, [jsonPath]: '{"max-concurrent-downloads": 9}' };
    const after = { ...machine, [jsonPath]: "{}" };
    const plan = planApply({
      before: await gather(before, unitPath),
      after: await gather(after, unitPath),
      ...fresh,
    });
    assert.deepEqual(plan.steps, ["reload"]);
  });

  it("knows since when and until when an option could be reloaded", async () => {
    const json = (key: string): Files => ({
      [jsonPath]: `{"debug": false, "registry-mirrors": ["https://a"], "bip": "10.0.0.1/24", ${key}}`,
    });
    const attempts = json('"max-download-attempts": 9');
    assert.deepEqual((await planFor(attempts, { release: "20.10" })).steps, ["reload"]);
    const artifacts = json('"allow-nondistributable-artifacts": ["a.example.com"]');
    assert.deepEqual((await planFor(artifacts, { release: "27.5.1" })).steps, ["reload"]);
    assert.deepEqual((await planFor(artifacts, { release: "28.0" })).steps, ["restart"]);
  });

  it("restarts for any flag, even one whose key could be reloaded", async () => {
    const plan = await planFor({ [environmentPath]: "DOCKER_OPTS=--label=a=b\n" });
    assert.deepEqual(changesOf(plan), ["nothing → --label a=b"]);
    assert.deepEqual(reasonsOf(plan), ["option label"]);
    assert.deepEqual(plan.steps, ["restart"]);
  });

  it("shows an option that moves to the other file as one change", async () => {
    const plan = await planFor({
      [environmentPath]: "DOCKER_OPTS=--bip=10.0.0.1/24\n",
      [jsonPath]: '{"debug": false, "registry-mirrors": ["https://a"]}',
    });
    assert.deepEqual(changesOf(plan), ["bip 10.0.0.1/24 → --bip 10.0.0.1/24"]);
    assert.deepEqual(plan.steps, ["restart"]);
  });

  it("lets systemd read units again, for a change that is not an option's too", async () => {
    const plan = await planFor({
      [dropInPath]: "[Service]\nLimitNOFILE=1024\nEnvironment=HTTP_PROXY=x\n",
    });
    assert.deepEqual(plan.changes, []);
    assert.deepEqual(reasonsOf(plan), ["directive LimitNOFILE", "variable HTTP_PROXY"]);
    assert.deepEqual(plan.steps, ["daemonReload", "restart"]);
  });

  it("only lets systemd read units again where nothing else comes of a change", async () => {
    const plan = await planFor({ [dropInPath]: "# later\n[Install]\nWantedBy=x.target\n" });
    assert.deepEqual(plan.steps, ["daemonReload"]);
  });

  it("restarts another program, and the socket together with the service", async () => {
    const program = unit.replace("/usr/sbin/dockerd", "/usr/local/bin/dockerd");
    const plan = await planFor({ [unitPath]: program });
    assert.deepEqual(reasonsOf(plan), ["directive ExecStart"]);
    const socket = await planFor({ [socketPath]: "[Socket]\nListenStream=/run/other.sock\n" });
    assert.deepEqual(socket.steps, ["daemonReload", "restartWithSocket"]);
  });

  it("believes the running process rather than the files", async () => {
    const same = ["-H", "fd://"];
    assert.deepEqual((await planFor({}, { runningWords: same })).steps, []);
    const plan = await planFor({}, { runningWords: [...same, "--mtu=1400"] });
    assert.deepEqual(changesOf(plan), ["--mtu 1400 → nothing"]);
    assert.deepEqual(plan.steps, ["restart"]);
  });

  it("restarts where nobody knows what a file said before, or where there is no way to reload", async () => {
    const unknown = await planFor({}, { unknownFiles: [jsonPath] });
    assert.deepEqual(reasonsOf(unknown), [`unknownFile ${jsonPath}`]);
    assert.deepEqual(unknown.steps, ["restart"]);
    const before = { ...machine, [unitPath]: unit.replace(/ExecReload.*\n/, "") };
    const after = {
      ...before,
      [jsonPath]: '{"debug": true, "registry-mirrors": ["https://a"], "bip": "10.0.0.1/24"}',
    };
    const plan = planApply({
      before: await gather(before, unitPath),
      after: await gather(after, unitPath),
      ...fresh,
    });
    assert.deepEqual(reasonsOf(plan), ["noReload"]);
    assert.deepEqual(plan.steps, ["restart"]);
  });
});

describe("the commands of a plan", () => {
  it("are words for systemctl", () => {
    const lines = (step: ApplyStep, unitName = "docker.service"): readonly string[] =>
      stepCommands(step, unitName).map((words) => words.join(" "));
    assert.deepEqual(lines("daemonReload"), ["systemctl daemon-reload"]);
    assert.deepEqual(lines("reload"), ["systemctl reload docker.service"]);
    assert.deepEqual(lines("restart", "docker-latest.service"), [
      "systemctl reset-failed docker-latest.service",
      "systemctl restart docker-latest.service",
    ]);
    assert.deepEqual(lines("restartWithSocket"), [
      "systemctl reset-failed docker.service",
      "systemctl restart docker.socket docker.service",
    ]);
  });

  it("put files back before they start the daemon with them", () => {
    const files = [
      { path: "/etc/docker/daemon.json", copy: "/a copy.json" },
      { path: "/etc/default/docker", copy: undefined },
    ];
    assert.deepEqual(restoreCommands(files, "docker.service").slice(0, 3), [
      ["cp", "--", "/a copy.json", "/etc/docker/daemon.json"],
      ["rm", "-f", "--", "/etc/default/docker"],
      ["systemctl", "daemon-reload"],
    ]);
  });

  it("run one after the other until one fails, and no word means anything to the shell", async () => {
    const run = async (...commands: readonly (readonly string[])[]): Promise<string> => {
      const [program = "", ...words] = oneAfterTheOther(commands);
      return promisify(execFile)(program, words).then(
        ({ stdout }) => stdout,
        (error: unknown) => String(error),
      );
    };
    const words = ["$HOME", "a b", "*", "`id`", "x;y", "'", '"', "11", "12"];
    const shown = await run(["printf", "%s\\n", ...words], ["echo", "next"]);
    assert.deepEqual(shown.split("\n"), [...words, "next", ""]);
    assert.doesNotMatch(await run(["false"], ["echo", "next"]), /^next/m);
    assert.match(await run(["false", "reset-failed"], ["echo", "next"]), /^next/m);
  });

  it("ask dockerd with its own command line and another daemon.json, from the release on that can be asked", async () => {
    const files = { ...machine, [environmentPath]: "DOCKER_OPTS=--config-file /a.json -D\n" };
    const configuration = await gather(files, unitPath);
    assert.deepEqual(validateWords(configuration, "/tmp/b.json"), [
      ...["--validate", "--config-file", "/tmp/b.json"],
      ...["-H", "fd://", "-D"],
    ]);
    assert.deepEqual(validateWords(configuration, undefined), ["--validate", "-H", "fd://", "-D"]);
    assert.equal(validateWords(await gather(files, unitPath, "20.10"), "/tmp/b.json"), undefined);
  });
});
