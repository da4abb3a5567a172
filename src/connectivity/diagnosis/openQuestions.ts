// What is still to be asked where the facts leave several causes possible.
import type { Probe } from "../probe.ts";
import type { Facts } from "./cause.ts";
import { diagnose } from "./diagnose.ts";

export interface OpenQuestions {
  /** To be asked from the same source. */
  readonly probes: readonly Probe[];
  /** Whether to look which ports are open in the target. */
  readonly listeners: boolean;
}

/** Enough to tell a filter on ping from a target that nobody reaches. */
const mostPorts = 4;

/** What would tell the cause of a failure, or undefined where it is certain, or nothing more would tell. */
export function openQuestions(facts: Facts): OpenQuestions | undefined {
  const { target, answers } = facts;
  if (target === undefined || diagnose(facts)?.sure === "certain") return undefined;
  const isSilent = answers.length > 0 && answers.every(({ verdict }) => verdict === "blocked");
  if (!isSilent) return undefined;
  if (answers.every(({ reason }) => reason === "refused")) return { probes: [], listeners: true };
  const ports = target.ports.filter(({ protocol }) => protocol === "tcp");
  const numbers = [...new Set(ports.map(({ containerPort }) => containerPort))];
  const probes = answers.flatMap(({ probe }): readonly Probe[] => {
    if (probe.kind !== "ping") return [];
    return numbers.slice(0, mostPorts).map((port) => ({ ...probe, kind: "tcp", port }));
  });
  return probes.length === 0 ? undefined : { probes, listeners: false };
}
