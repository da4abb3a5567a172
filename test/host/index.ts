// What VS Code itself calls in its extension host: runs mocha over the files that the runner chose and
// reports over the runner's socket, which works alike in the desktop and in the server.
import { once } from "node:events";
import { connect } from "node:net";
import { format } from "node:util";
import Mocha from "mocha";
import { filesVariable, type ReportMessage, reportVariable } from "./report.ts";

/** Runs the tests. Rejects when one fails, which VS Code turns into its exit code. */
export async function run(): Promise<void> {
  const report = connect(process.env[reportVariable] ?? "");
  await once(report, "connect");
  const send = (message: ReportMessage): void => {
    report.write(`${JSON.stringify(message)}\n`);
  };
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    send({ type: "line", text: format(...args) });
  };
  const mocha = new Mocha({
    ...{ ui: "bdd", reporter: "spec", color: false, timeout: 60_000 },
    ...{ forbidOnly: true, forbidPending: true },
  });
  for (const file of chosenFiles()) mocha.addFile(file);
  const { passes, failures } = await runMocha(mocha);
  send({ type: "end", passed: passes, failed: failures });
  report.end();
  await once(report, "close");
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

async function runMocha(mocha: Mocha): Promise<{ passes: number; failures: number }> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const runner = mocha.run(resolve);
  const failures = await promise;
  return { passes: runner.stats?.passes ?? 0, failures };
}

function chosenFiles(): string[] {
  const files: unknown = JSON.parse(process.env[filesVariable] ?? "[]");
  if (!Array.isArray(files)) throw new Error(`${filesVariable} is not a list.`);
  return files.map(String);
}
