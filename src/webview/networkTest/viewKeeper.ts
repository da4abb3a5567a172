// Holds what the reader chose and where they are, and has VS Code keep it.
import type { HostLink } from "./hostLink.ts";
import { readViewState, type ViewState } from "./viewState.ts";

/** Scrolling changes it with every frame; each keeping is a message to VS Code. */
const keepAfterMs = 200;

export class ViewKeeper {
  private readonly host: HostLink;
  private state: ViewState;
  private isDue = false;

  constructor(host: HostLink) {
    this.host = host;
    this.state = readViewState(host.kept());
  }

  get current(): ViewState {
    return this.state;
  }

  change(changes: Partial<ViewState>): void {
    this.state = { ...this.state, ...changes };
    if (this.isDue) return;
    this.isDue = true;
    setTimeout(() => {
      this.isDue = false;
      this.host.keep(this.state);
    }, keepAfterMs);
  }
}
