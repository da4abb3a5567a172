// JSON values from a stream of bytes. A chunk is no message: one may hold several, or half of one.

/** Yields each JSON value of a newline-separated stream; ends where the stream ends. Skips lines that are no JSON. */
export async function* jsonLines(
  chunks: AsyncIterable<Buffer | string>,
): AsyncGenerator<unknown, void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    rest += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield* parseLine(line);
  }
  yield* parseLine(rest);
}

function* parseLine(line: string): Generator<unknown, void> {
  if (line.trim() === "") return;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // A line that was cut off when the connection broke; the reconnect lists everything anyway.
    return;
  }
  yield value;
}
