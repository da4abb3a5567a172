// `portolan lint`: what is wrong with configuration files of a Docker daemon, for people and for CI.
import { networkInterfaces } from "node:os";
import type { Translate } from "../base/translate.ts";
import { gatherConfiguration } from "../daemonConfig/configuration.ts";
import { diagnose } from "../daemonConfig/rules/diagnose.ts";
import type { EngineVersion } from "../daemonConfig/options/engineVersion.ts";
import type { OptionData } from "../daemonConfig/options/optionData.ts";
import { problemMessage } from "../daemonConfig/rules/problemMessage.ts";
import { LineIndex } from "../daemonConfig/syntax/textRange.ts";
import type { LintInput } from "./configFilesIn.ts";
import { diskReader } from "./diskReader.ts";
import type { LintFinding } from "./lintFinding.ts";

export interface LintOptions {
  readonly version: EngineVersion;
  readonly data: OptionData;
  readonly translate: Translate;
  /** The folder that is `/` to all files in it. */
  readonly root: string | undefined;
}

/** The findings in all inputs, in their order. Each file is judged together with all that belongs to it. */
export async function lint(
  inputs: readonly LintInput[],
  options: LintOptions,
  signal: AbortSignal,
): Promise<readonly LintFinding[]> {
  const findings: LintFinding[] = [];
  for (const input of inputs) findings.push(...(await lintOne(input, options, signal)));
  return findings;
}

async function lintOne(
  { file, shown }: LintInput,
  { version, data, translate, root }: LintOptions,
  signal: AbortSignal,
): Promise<readonly LintFinding[]> {
  const gathering = { version, data, ...(root === undefined ? {} : { root }) };
  const configuration = await gatherConfiguration(file, diskReader, gathering, signal);
  const machine = { interfaces: Object.keys(networkInterfaces()) };
  const lines = new LineIndex(file.text);
  const problems = diagnose(configuration, file, { machine }).filter(
    ({ isHint }) => isHint !== true,
  );
  return problems.map(({ range, severity, code, args }) => ({
    file: shown,
    range: { start: lines.positionAt(range.start), end: lines.positionAt(range.end) },
    severity,
    code,
    message: problemMessage({ code, args }, translate),
  }));
}
