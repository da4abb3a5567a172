// An engine behind ssh: each connection is the user's own `ssh HOST docker system dial-stdio`, as the
// `docker` client does it (docker/cli cli/connhelper), so keys, agents and jump hosts just work.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import http from "node:http";
import { Duplex } from "node:stream";
import type { EngineAddress } from "./address.ts";
import { EngineError } from "./errors.ts";

type SshAddress = Extract<EngineAddress, { kind: "ssh" }>;

/** The argv of `ssh` for an address. Everything after `--` is a host or fixed text, never an option. */
export function sshArguments(address: SshAddress): readonly string[] {
  return [
    ...(address.user === undefined ? [] : ["-l", address.user]),
    ...(address.port === undefined ? [] : ["-p", String(address.port)]),
    // There is nobody to answer a question about a password or an unknown host key.
    "-o",
    "BatchMode=yes",
    "-o",
    "ConnectTimeout=30",
    "-T",
    "--",
    address.host,
    "docker",
    "system",
    "dial-stdio",
  ];
}

export class SshAgent extends http.Agent {
  readonly #address: SshAddress;
  readonly #children = new Set<ChildProcessWithoutNullStreams>();

  constructor(address: SshAddress) {
    super({ keepAlive: true });
    this.#address = address;
  }

  override createConnection(): Duplex {
    const child = spawn("ssh", sshArguments(this.#address), { stdio: "pipe" });
    this.#children.add(child);
    const connection = new ChildConnection(child);
    child.once("close", () => this.#children.delete(child));
    return connection;
  }

  override destroy(): void {
    super.destroy();
    for (const child of this.#children) child.kill();
  }
}

/** A child's standard streams as one connection. What ssh says on its way out becomes the error. */
class ChildConnection extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams;

  constructor(child: ChildProcessWithoutNullStreams) {
    super();
    this.#child = child;
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-2000);
    });
    child.stdout.on("data", (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout.pause();
    });
    child.stdin.on("error", () => {
      // The end of the child tells why; a broken pipe is only its echo.
    });
    child.once("error", (error) => this.destroy(unreachable(error.message)));
    child.once("close", (code) => {
      if (code === 0) this.push(null);
      else this.destroy(unreachable(complaint.trim() || `ssh ended with ${code ?? "a signal"}`));
    });
  }

  /** Sockets have these, and Node's HTTP client calls them on whatever an agent made. */
  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    this.#child.ref();
    return this;
  }

  unref(): this {
    this.#child.unref();
    return this;
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    // What ssh said before it closed its input is the reason, and comes with its end.
    this.#child.stdin.write(chunk, () => {
      done();
    });
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#child.stdin.end(() => {
      done();
    });
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }
}

function unreachable(message: string): EngineError {
  return new EngineError("unreachable", message);
}
