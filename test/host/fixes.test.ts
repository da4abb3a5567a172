// Fixes in the real extension host and against a real engine: asked about, carried out, and it works then.
import { strict as assert } from "node:assert";
import { setTimeout as delay } from "node:timers/promises";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { causeOfPing } from "../../src/connectivity/causeOfPing.ts";
import { readChecks } from "../../src/connectivity/checks/readChecks.ts";
import type { Cause } from "../../src/connectivity/diagnosis/cause.ts";
import { fixBySteps } from "../../src/connectivity/diagnosis/fixSteps.ts";
import { ping, type PingResult } from "../../src/connectivity/ping.ts";
import type { EngineClient } from "../../src/engine/engineClient.ts";
import { isAbort } from "../../src/engine/errors.ts";
import type { NetworkStore } from "../../src/engine/networkStore.ts";
import { restartContainer, runContainer } from "../../src/engine/operations.ts";
import { testMessages } from "../../src/ui/checks/testMessages.ts";
import { UserError } from "../../src/ui/engineErrors.ts";
import { applyLink } from "../../src/ui/fixes/applyLink.ts";
import type { FixQuestion } from "../../src/ui/fixes/carryOut.ts";
import { fixActions, runFix } from "../../src/ui/fixes/fixActions.ts";
import { testTools } from "../../src/ui/networkTest/testTools.ts";
import { explainPing } from "../../src/ui/pingResult.ts";
import { ProbeHelpers } from "../../src/ui/probeHelpers.ts";
import { clear, look, openClient, openStore, scene, silentLog } from "./realEngine.ts";

const never = new AbortController().signal;

describe("fixes", () => {
  const log = vscode.window.createOutputChannel("Portolan under test", { log: true });
  const helpers = new ProbeHelpers(silentLog);
  let client: EngineClient;
  let store: NetworkStore;

  before(async () => {
    client = await openClient();
    store = openStore();
  });

  afterEach(async () => {
    await clear(client);
  });

  after(async () => {
    await helpers.dispose();
    store.dispose();
    log.dispose();
    client.dispose();
  });

  const run = (name: string, network: string): Promise<string> =>
    runContainer(client.connection, { image: "busybox:latest", name, network }, never);

  const pingFrom = async (from: string, to: string): Promise<PingResult> => {
    const source = await client.container(from, never);
    const ours = await helpers.on(client.connection);
    const limits = { count: 1, timeoutSeconds: 1, helpers: ours };
    return ping(client.connection, { source, target: to, ...limits }, never);
  };

  /** Why one does not reach the other, as a failed ping tells it. */
  const causeOf = async (from: string, to: string): Promise<Cause> => {
    const result = await pingFrom(from, to);
    const picture = await look(client);
    const source = picture.findContainer(from);
    assert.ok(source);
    const tools = await testTools({ store, helpers: () => Promise.resolve(helpers) }, never);
    const target = { text: to, label: to };
    const failed = { picture, source, result, target, outside: { addresses: [], port: 443 } };
    const cause = await causeOfPing(failed, tools, never);
    assert.ok(cause, `${from} does not reach ${to}: ${result.output}`);
    return cause;
  };

  /** Presses the first button of a cause, and agrees; resolves to what was asked. */
  const press = async (cause: Cause, answer = true): Promise<FixQuestion> => {
    const asked: FixQuestion[] = [];
    const ask = (question: FixQuestion): Promise<boolean> => {
      asked.push(question);
      return Promise.resolve(answer);
    };
    const [first] = fixActions(cause);
    await runFix({ store, log }, cause, first?.id ?? "", { ask });
    const [question] = asked;
    assert.ok(question);
    return question;
  };

  /** A name that is new takes a moment to be known. */
  const reaches = async (from: string, to: string): Promise<void> => {
    while ((await pingFrom(from, to)).verdict !== "reachable") await delay(50);
  };

  it("restart what stayed in the network namespace of before", async () => {
    const { containerIds } = await scene(client, "front", ["vpn", "db"]);
    await run("child", "container:vpn");
    await restartContainer(client.connection, containerIds[0] ?? "", never);
    const cause = await causeOf("child", "db");
    assert.equal(cause.code, "ownerRestarted");
    const { title, detail, verb } = await press(cause);
    assert.deepEqual([title, verb], ["Restart child?", "Restart child"]);
    assert.match(detail, /^“child” is stopped and started again/);
    await reaches("child", "db");
  });

  it("put two on a network of their own", async () => {
    await run("one", "bridge");
    await run("two", "bridge");
    const { title, detail } = await press(await causeOf("one", "two"));
    assert.equal(title, "Create one-two and Connect Them?");
    assert.match(detail, /“one-two” is created.*one, two/);
    await reaches("one", "two");
    await reaches("two", "one");
  });

  it("start what is stopped, and change nothing where the user does not agree", async () => {
    const { containerIds } = await scene(client, "front", ["web", "db"]);
    const path = `/containers/${containerIds[1] ?? ""}/kill`;
    await client.connection.json({ method: "POST", path }, never);
    while ((await look(client)).findContainer("db")?.state === "running") await delay(20);
    const cause = await causeOf("web", "db");
    const { why, steps } = explainPing({ store, log }, cause, () => undefined);
    assert.equal(why, "db does not run. Start db.");
    assert.deepEqual(
      steps.map(({ title }) => title),
      ["Start db", "Explain"],
    );
    await assert.rejects(press(cause, false), isAbort);
    assert.equal((await look(client)).findContainer("db")?.state, "exited");
    await press(cause);
    await reaches("web", "db");
  });

  it("take from a link nothing that is no fix", async () => {
    await scene(client, "front", ["web"]);
    const hostile = [
      undefined,
      {},
      { steps: [] },
      { steps: [{ kind: "remove", container: "web" }] },
      { steps: [{ kind: "restart" }] },
      { steps: [{ kind: "restart", container: ["web"] }] },
      { steps: [{ kind: "restart", container: "../web" }] },
      { steps: [{ kind: "connect", container: "web", network: "nowhere" }] },
      { steps: [{ kind: "createNetwork", name: "--help", containers: ["web"] }] },
      { steps: [{ kind: "createNetwork", name: "host", containers: [] }] },
      { steps: [{ kind: "restart", container: "web" }], command: "x" },
      { steps: Array.from({ length: 9 }, () => ({ kind: "restart", container: "web" })) },
    ];
    const agree = (): Promise<boolean> => Promise.reject(new Error("Nobody is to be asked."));
    for (const argument of hostile) {
      const applied = applyLink({ store, log }, argument, agree);
      await assert.rejects(
        applied,
        (error) => error instanceof UserError,
        JSON.stringify(argument),
      );
    }
    const names = [...(await look(client)).networks.values()].map(({ name }) => name).sort();
    assert.deepEqual(names, ["bridge", "front", "host", "none"]);
  });

  it("are about what the engine calls by these ids, whatever a link says", async () => {
    const { containerIds, networkId } = await scene(client, "front", []);
    assert.deepEqual(containerIds, []);
    const id = await run("lone", "bridge");
    const asked: string[] = [];
    const ask = (question: FixQuestion): Promise<boolean> => {
      asked.push(question.title);
      return Promise.resolve(true);
    };
    const step = { kind: "connect", container: id, network: networkId, aliases: ["shop"] };
    await applyLink({ store, log }, { steps: [step] }, ask);
    assert.deepEqual(asked, ["Connect lone to front?"]);
    const { attachments } = await client.container("lone", never);
    const front = attachments.find(({ networkName }) => networkName === "front");
    assert.ok(front?.endpoint.aliases?.includes("shop"));
  });
});

describe("the message of a failed check", () => {
  it("has links that mend and explain, and lets nothing that others wrote be one", () => {
    const [check] = readChecks("checks: [{ from: web, to: db }]").checks;
    assert.ok(check);
    const evil = "[x](command:evil) <a href='command:evil'>`y`\n# z";
    const container = { id: "0".repeat(64), name: evil };
    const cause: Cause = {
      ...{ code: "targetStopped", args: { target: evil }, sure: "certain" },
      evidence: [{ of: evil, fact: evil }],
      fix: fixBySteps("start", { container: evil }, [{ kind: "start", container }]),
    };
    const pair = {
      ...({ source: "web", target: evil, outcome: "failed", verdict: "blocked" } as const),
      statement: { code: "isBlocked", args: { source: "web", target: evil } } as const,
      ...{ roundTripMs: undefined, cause, evidence: "" },
    };
    const outcome = "failed";
    const leftOut = [{ code: "leftOutStopped", args: { names: "old" } }] as const;
    const result = { check, outcome, pairs: [pair], obstacle: undefined, leftOut } as const;
    const [message, left] = testMessages(result, undefined);
    assert.equal(left?.message, "Left out, since they do not run: old.");
    const text = message?.message;
    assert.ok(text instanceof vscode.MarkdownString);
    assert.deepEqual(text.isTrusted, {
      enabledCommands: ["portolan.fix.apply", "portolan.explainCause"],
    });
    // Without the block of code, in which nothing is a link, and without what is escaped.
    const read = text.value.replace(/```sh[^]*?```/, "").replaceAll(/\\[!-/:-@[-`{-~]/g, "");
    const links = [...read.matchAll(/\]\(([^)?]*)/g)].map(([, target]) => target);
    assert.deepEqual(links, ["command:portolan.fix.apply", "command:portolan.explainCause"]);
    assert.doesNotMatch(read, /[<`#]/);
  });
});

describe("the page of a cause", () => {
  const labels = (): readonly string[] =>
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

  it("opens as a preview, and nothing else does", async () => {
    await vscode.commands.executeCommand("portolan.explainCause", "../rules/noListen");
    await vscode.commands.executeCommand("portolan.explainCause", "orphaned");
    while (!labels().some((label) => label.includes("orphaned"))) await delay(20);
    assert.ok(!labels().some((label) => label.includes("noListen")));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
