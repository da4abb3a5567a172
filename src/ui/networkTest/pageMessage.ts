// What the page of network tests sends, which is taken for anything at all until it was looked at.
import { asRecord } from "../../model/json.ts";
import type { PageMessage } from "../../shared/networkTest.ts";

/** The message that something is, or undefined where it is none. */
export function pageMessage(value: unknown): PageMessage | undefined {
  const fields = asRecord(value);
  const number = (name: string): number => {
    const found = fields[name];
    return typeof found === "number" && Number.isSafeInteger(found) && found >= 0 ? found : NaN;
  };
  const runId = number("runId");
  const place = { runId, row: number("row"), column: number("column") };
  const { type } = fields;
  switch (type) {
    case "ready":
    case "drawn":
    case "cancel":
      return { type };
    case "askDetail":
    case "runCell":
      return whole({ type, ...place });
    case "runAgain":
    case "showRun":
      return whole({ type, runId });
    case "compare":
      return whole({ type, runId, withId: number("withId") });
    case "copy": {
      const { format } = fields;
      return format === "markdown" || format === "csv" ? whole({ type, runId, format }) : undefined;
    }
    case "copyText": {
      const { text } = fields;
      return typeof text === "string" ? { type, text } : undefined;
    }
    case "act": {
      const { actionId } = fields;
      return typeof actionId === "string" ? whole({ type, ...place, actionId }) : undefined;
    }
    default:
      return undefined;
  }
}

/** Undefined where one of the numbers is none. */
function whole<T extends object>(message: T): T | undefined {
  return Object.values(message).some((value) => Number.isNaN(value)) ? undefined : message;
}
