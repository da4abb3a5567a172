// What the tests in the extension host tell the launcher outside of it, over a socket.

/** Lines of JSON on the socket that this variable names. */
export const reportVariable = "PORTOLAN_TEST_REPORT";

/** The test files to run: a JSON array of absolute paths. */
export const filesVariable = "PORTOLAN_TEST_FILES";

export type ReportMessage =
  | { readonly type: "line"; readonly text: string }
  | { readonly type: "end"; readonly passed: number; readonly failed: number };

/** The closing line of a suite and of the whole run. */
export function summary(passed: number, failed: number): string {
  return `${passed} passed, ${failed} failed`;
}

/** Reads a closing line. Undefined for any other line. */
export function parseSummary(line: string): { passed: number; failed: number } | undefined {
  const match = /^(\d+) passed, (\d+) failed$/.exec(line);
  return match ? { passed: Number(match[1]), failed: Number(match[2]) } : undefined;
}

/** Reads one line of the socket. Throws on anything that is not a message. */
export function parseReport(line: string): ReportMessage {
  const value: unknown = JSON.parse(line);
  if (typeof value === "object" && value !== null && "type" in value) {
    if (value.type === "line" && "text" in value && typeof value.text === "string") {
      return { type: "line", text: value.text };
    }
    if (value.type === "end" && "passed" in value && "failed" in value) {
      return { type: "end", passed: Number(value.passed), failed: Number(value.failed) };
    }
  }
  throw new Error(`Not a report of the tests: ${line}`);
}
