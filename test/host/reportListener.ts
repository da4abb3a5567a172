// The launcher's end of the report socket: prints the tests' lines and keeps their result.
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { parseReport, reportVariable } from "./report.ts";

export interface TestResult {
  readonly passed: number;
  readonly failed: number;
}

export interface ReportListener extends AsyncDisposable {
  /** The variables that tell the tests where to report. */
  readonly env: NodeJS.ProcessEnv;
  /** The result, or words for why there is none. */
  readonly result: Promise<TestResult | string>;
}

/** Listens on a new unix socket at this path. */
export async function listenForReport(address: string): Promise<ReportListener> {
  const { promise: result, resolve, reject } = Promise.withResolvers<TestResult | string>();
  const server = createServer((socket) => {
    readReport(socket).then(resolve, reject);
  });
  server.listen(address);
  await once(server, "listening");
  return {
    env: { [reportVariable]: address },
    result,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

async function readReport(socket: Socket): Promise<TestResult | string> {
  for await (const line of createInterface(socket)) {
    const message = parseReport(line);
    if (message.type === "end") return message;
    console.log(message.text);
  }
  return "the extension host died";
}
