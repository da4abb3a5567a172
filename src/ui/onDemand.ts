// A part of the extension that is loaded when somebody first needs it, and disposed of with the extension.
import type { Disposable } from "../base/event.ts";

export class OnDemand<T extends { dispose(): unknown }> implements Disposable {
  readonly #open: () => Promise<T>;
  #opened: Promise<T> | undefined;

  constructor(open: () => Promise<T>) {
    this.#open = open;
  }

  /** The part, opened at the first call. Where that fails, the next call tries again. */
  get(): Promise<T> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  dispose(): void {
    void this.end();
  }

  /** Disposes of the part where there is one, and resolves when that is done. */
  async end(): Promise<void> {
    // One that could not be opened leaves nothing; whoever asked for it has been told.
    const part = await this.#opened?.catch(() => undefined);
    await part?.dispose();
  }
}
