// The benchmark's end of the socket to its probe in an extension host.
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createInterface, type Interface } from "node:readline";
import { asList, asRecord, asText, type JsonRecord } from "../../src/model/json.ts";
import type { HostLook, ProbeMethod } from "./probeMessages.ts";

/** One extension host that answers. Disposing of it ends the test run in it. */
export class Probe implements Disposable {
  readonly #socket: Socket;
  readonly #lines: AsyncIterator<string>;

  constructor(socket: Socket, lines: Interface) {
    this.#socket = socket;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async activate(): Promise<number> {
    return Number((await this.#ask("activate"))["ms"]);
  }

  async activateEmpty(): Promise<number> {
    return Number((await this.#ask("activateEmpty"))["ms"]);
  }

  async focus(): Promise<number> {
    return Number((await this.#ask("focus"))["date"]);
  }

  async openUnit(): Promise<number> {
    return Number((await this.#ask("openUnit"))["ms"]);
  }

  async look(): Promise<HostLook> {
    const { heap, rss, processes, loaded, isActive } = await this.#ask("look");
    return {
      heap: Number(heap),
      rss: Number(rss),
      processes: asList(processes).map(asText),
      loaded: asList(loaded).map(asText),
      isActive: isActive === true,
    };
  }

  [Symbol.dispose](): void {
    this.#socket.end();
  }

  async #ask(method: ProbeMethod): Promise<JsonRecord> {
    this.#socket.write(`${JSON.stringify(method)}\n`);
    const line = await this.#lines.next();
    if (line.done === true) throw new Error("The extension host ended.");
    const answer = asRecord(JSON.parse(line.value));
    const error = asText(answer["error"]);
    if (error !== "") throw new Error(error);
    return answer;
  }
}

/** Where probes connect, one after the other. */
export interface ProbeListener extends AsyncDisposable {
  /** Resolves with the probe that connects next. */
  next(): Promise<Probe>;
}

/** Listens on a new unix socket at this path. */
export async function listenForProbes(address: string): Promise<ProbeListener> {
  const server = createServer();
  server.listen(address);
  await once(server, "listening");
  return {
    next: async () => {
      const { promise, resolve } = Promise.withResolvers<Probe>();
      server.once("connection", (socket: Socket) => {
        resolve(new Probe(socket, createInterface(socket)));
      });
      return promise;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, "close");
    },
  };
}
