// The part of dockerode that Portolan uses, with answers typed as what they are: unknown.
declare module "dockerode" {
  import type { Agent, IncomingMessage } from "node:http";
  import type { Duplex } from "node:stream";

  export interface ClientOptions {
    readonly socketPath?: string;
    readonly host?: string;
    readonly port?: number;
    readonly protocol?: "http" | "https";
    readonly agent: Agent;
  }

  interface DialOptions {
    /** Ends in `?` where a query follows. */
    readonly path: string;
    readonly method: "GET" | "POST" | "DELETE";
    /** The query of a GET or DELETE; `_query` and `_body` of a POST. */
    readonly options?: Readonly<Record<string, unknown>>;
    readonly abortSignal: AbortSignal;
    readonly statusCodes: Readonly<Record<number, true | string>>;
    readonly isStream?: boolean;
    readonly hijack?: boolean;
  }

  export default class Docker {
    constructor(options: ClientOptions);
    readonly modem: {
      dial(
        options: DialOptions & { readonly isStream: true; readonly hijack: true },
        done: (error: unknown, stream: Duplex) => void,
      ): void;
      dial(
        options: DialOptions & { readonly isStream: true },
        done: (error: unknown, stream: IncomingMessage) => void,
      ): void;
      dial(options: DialOptions, done: (error: unknown, json: unknown) => void): void;
    };
  }
}
