// The way to the extension and what VS Code keeps for the page. Nobody else gets VS Code's API.
import type { HostMessage, PageMessage } from "../../shared/networkTest.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: object): void;
};

export interface HostLink {
  post(message: PageMessage): void;
  /** What was kept when the page was last shown. */
  kept(): unknown;
  keep(state: object): void;
}

/** Can be called once. */
export function linkToHost(take: (message: HostMessage) => void): HostLink {
  const api = acquireVsCodeApi();
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (isHostMessage(event.data)) take(event.data);
  });
  return {
    post: (message) => {
      api.postMessage(message);
    },
    kept: () => api.getState(),
    keep: (state) => {
      api.setState(state);
    },
  };
}

const types: Readonly<Record<HostMessage["type"], true>> = {
  run: true,
  cells: true,
  state: true,
  history: true,
  detail: true,
  comparison: true,
};

/** The extension is trusted with the rest; other messages may come from VS Code's own frame. */
function isHostMessage(data: unknown): data is HostMessage {
  return (
    typeof data === "object" &&
    data !== null &&
    "type" in data &&
    typeof data.type === "string" &&
    Object.hasOwn(types, data.type)
  );
}
