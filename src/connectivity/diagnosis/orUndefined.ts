// Looks that may fail: a diagnosis without them says so.
import { EngineError } from "../../engine/errors.ts";

/** The question itself has its answer, so a failure here is none of its. An abort stays one. */
export async function orUndefined<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}
