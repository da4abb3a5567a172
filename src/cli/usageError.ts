// A command line that makes no sense.

/** What somebody wrote that makes no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
