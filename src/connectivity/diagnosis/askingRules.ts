// Causes why nothing could be asked: tools that an image lacks, and rights that a container lacks.
import type { Cause, CauseRule, Facts } from "./cause.ts";

export const askingRules: readonly CauseRule[] = [helperMissing, pingNotAllowed];

/** The image has no tools, and neither is there the image of a helper that would have them. */
function helperMissing(facts: Facts): Cause | undefined {
  const { source, helperImage } = facts;
  if (!isUnasked(facts) || helperImage?.isThere !== false) return undefined;
  const { name: image } = helperImage;
  return {
    code: "helperMissing",
    args: { source: source.name, image },
    sure: "certain",
    evidence: [
      { of: source.image, fact: "could not ask" },
      { of: image, fact: "no such image" },
    ],
    fix: { code: "pull", args: { image }, commands: [["docker", "pull", image]] },
  };
}

/** Not even the helper's root may send: a rootless engine, or a policy. */
function pingNotAllowed({ source, answers, helperImage }: Facts): Cause | undefined {
  const isRefused = answers.length > 0 && answers.every(({ reason }) => reason === "notAllowed");
  if (!isRefused || helperImage?.isThere === false) return undefined;
  return {
    code: "pingNotAllowed",
    args: { source: source.name },
    sure: "certain",
    evidence: [{ of: source.name, fact: "no right to open a raw socket" }],
    fix: { code: "askAnyPort", args: {}, commands: [] },
  };
}

/** True where no answer says anything. */
export function isUnasked({ source, answers }: Facts): boolean {
  return (
    source.state === "running" &&
    answers.length > 0 &&
    answers.every(({ reason }) => {
      return reason === "noTool" || reason === "notAllowed" || reason === "notProbed";
    })
  );
}
