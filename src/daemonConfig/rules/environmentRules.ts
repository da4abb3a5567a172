// Lines of an environment file that say something else to systemd than to a shell, or to the reader.
import { groupBy } from "../../base/groupBy.ts";
import type { SourceFile } from "../configFile.ts";
import type { Configuration } from "../configuration.ts";
import type {
  EnvironmentAssignment,
  EnvironmentComment,
  EnvironmentFile,
  EnvironmentIgnored,
  EnvironmentNode,
} from "../syntax/environmentFile.ts";
import { environmentValueProblems } from "./environmentValueRules.ts";
import { parsedEnvironment } from "../syntax/parsedTexts.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";

export const environmentRules: readonly Rule[] = [environmentProblems];

type Found = Omit<Problem, "uri">;

function environmentProblems({ configuration, file }: RuleContext): readonly Problem[] {
  if (file.kind !== "environment" || isReadByOthers(configuration, file)) return [];
  const environment = parsedEnvironment(file.text);
  const found = environment.isRejected
    ? nulProblems(file.text)
    : [
        ...environment.nodes.flatMap((node) => nodeProblems(node, file.text)),
        ...repeatedVariables(environment, file.uri),
      ];
  return found.map((problem) => ({ ...problem, uri: file.uri }));
}

/** A file that the unit does not read can only be meant for a shell. */
function isReadByOthers({ unit, environmentSources }: Configuration, { uri }: SourceFile): boolean {
  const isRead = environmentSources.some(({ files }) => files.some((file) => file.uri === uri));
  return unit?.main !== undefined && !unit.isMasked && !isRead;
}

function nulProblems(text: string): readonly Found[] {
  const start = text.indexOf("\0");
  const range = { start, end: start + 1 };
  return [{ code: "nulCharacter", severity: "warning", range, args: {} }];
}

function nodeProblems(node: EnvironmentNode, text: string): readonly Found[] {
  switch (node.kind) {
    case "blank":
      return [];
    case "comment":
      return commentProblems(node, text);
    case "ignored":
      return ignoredProblems(node, text);
    case "assignment":
      return node.dropped === undefined
        ? environmentValueProblems(node, text)
        : droppedProblems(node);
    default:
      return node satisfies never;
  }
}

/** Only where a setting is lost does it matter. */
function commentProblems({ swallowed }: EnvironmentComment, text: string): readonly Found[] {
  if (swallowed === undefined) return [];
  const lines = text.slice(swallowed.start, swallowed.end).split(/[\r\n]+/);
  if (!lines.some((line) => /^[ \t]*[A-Za-z_]\w*[ \t]*=/.test(line))) return [];
  const start = text.lastIndexOf("\\", swallowed.start);
  const range = { start, end: start + 1 };
  return [{ code: "continuedComment", severity: "warning", range, args: {}, replacement: "" }];
}

/** What makes a line a part of a shell's `if`, which the packages of Red Hat come with. */
const shellBlock = /^(?:(?:if|then|else|elif|fi|case|esac|for|while|do|done)\b|[[{}(]|\w+\)|;;)/;

function ignoredProblems({ contentRange: range }: EnvironmentIgnored, text: string): Found[] {
  const content = text.slice(range.start, range.end);
  const path = /^(?:source|\.)[ \t]+(\S+)/.exec(content)?.[1];
  const found = { severity: "warning", range } as const;
  if (path !== undefined) return [{ ...found, code: "sourcedFile", args: { path } }];
  const isBlock = shellBlock.test(content) && !/^\[\w+\]$/.test(content);
  return isBlock ? [] : [{ ...found, code: "missingEquals", args: {} }];
}

function droppedProblems({ name, nameRange: range }: EnvironmentAssignment): readonly Found[] {
  if (shellBlock.test(name)) return [];
  const found = { severity: "warning", range } as const;
  if (name.startsWith("\uFEFF")) {
    const mark = { start: range.start, end: range.start + 1 };
    return [{ ...found, code: "byteOrderMark", range: mark, args: {}, replacement: "" }];
  }
  const [prefix, keyword] =
    /^(export|declare|typeset|readonly|local|set)(?:[ \t]+-\w+)*[ \t]+(?=[A-Za-z_]\w*$)/.exec(
      name,
    ) ?? [];
  if (prefix !== undefined && keyword !== undefined) {
    const whole = { start: range.start, end: range.start + prefix.length };
    return [{ ...found, code: "shellKeyword", range: whole, args: { keyword }, replacement: "" }];
  }
  const plain = /^([A-Za-z_]\w*)\+$/.exec(name)?.[1];
  return plain === undefined
    ? [{ ...found, code: "badVariableName", args: { name } }]
    : [{ ...found, code: "appendedVariable", args: { name: plain } }];
}

function repeatedVariables({ nodes }: EnvironmentFile, uri: string): readonly Found[] {
  const assignments = nodes
    .filter((node) => node.kind === "assignment")
    .filter(({ dropped }) => dropped === undefined);
  return [...groupBy(assignments, ({ name }) => name)].flatMap(([name, all]) =>
    all.slice(0, -1).map(({ nameRange: range }): Found => {
      const related = all.slice(-1).map((last) => ({ uri, range: last.nameRange }));
      return { code: "repeatedVariable", severity: "warning", range, args: { name }, related };
    }),
  );
}
