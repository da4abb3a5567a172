// A Compose file -> the text of a file of network checks to start with.
import type { Translate } from "../../../base/translate.ts";
import { commentText, yamlScalar } from "../yamlText.ts";
import { placeServices } from "./placement.ts";
import { readCompose, type ComposeInput } from "./readCompose.ts";
import { suggestChecks, type CheckGroup, type SuggestedCheck } from "./suggestChecks.ts";
import { groupTexts, headTexts, leftOutTexts, type SuggestProblem } from "./suggestTexts.ts";

export interface SuggestInput extends ComposeInput {
  /** What the comment calls the Compose file. */
  readonly file: string;
}

/** Whoever keeps everything apart has a check for each pair; nobody reads more than these. */
const mostChecks = 500;

/** The text of the suggested file, or why there is none. */
export function suggestedFile(
  input: SuggestInput,
  translate: Translate,
): { readonly content: string } | { readonly problem: SuggestProblem } {
  const read = readCompose(input);
  if ("problem" in read) return read;
  const { project } = read;
  const { placed, leftOut } = placeServices(project);
  const groups = suggestChecks(project.name, placed);
  const count = groups.reduce((sum, { checks }) => sum + checks.length, 0);
  if (count === 0) return { problem: { code: "nothing", args: {} } };
  const comment = (text: string, args: Readonly<Record<string, string | number>> = {}): string =>
    `# ${commentText(translate(text, args))}`;
  const { file } = input;
  const lines = [
    comment(headTexts.origin, { file }),
    comment(headTexts.project, { project: project.name }),
    comment(headTexts.keep),
    ...(project.isPart ? [comment(headTexts.part)] : []),
    ...(count > mostChecks ? [comment(headTexts.more, { count: mostChecks })] : []),
    ...leftOut.map(({ name, code }) => comment(leftOutTexts[code], { service: name })),
    "checks:",
    ...firstOf(groups, mostChecks).flatMap(({ code, checks }) => [
      `  ${comment(groupTexts[code])}`,
      ...checks.flatMap(checkLines),
    ]),
  ];
  return { content: `${lines.join("\n")}\n` };
}

function firstOf(groups: readonly CheckGroup[], most: number): readonly CheckGroup[] {
  let room = most;
  return groups.flatMap(({ code, checks }) => {
    const some = checks.slice(0, room);
    room -= some.length;
    return some.length === 0 ? [] : [{ code, checks: some }];
  });
}

function checkLines(check: SuggestedCheck): readonly string[] {
  const lines =
    "mesh" in check
      ? [`  - mesh: ${yamlScalar(check.mesh)}`]
      : [`  - from: ${yamlScalar(check.from)}`, `    to: ${yamlScalar(check.to)}`];
  return check.expect === "blocked" ? [...lines, "    expect: blocked"] : lines;
}
