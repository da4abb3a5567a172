// What a test of a network cannot tell of its members on hosts of other engines.
import { resultTexts } from "../../connectivity/checks/resultTexts.ts";
import { titleOf, type TestPlan } from "../../connectivity/networkTest/testPlan.ts";
import { translate } from "../translate.ts";

/** Who could not ask, and whether anybody may be missing; empty where an engine knows all members. */
export function otherHostsText({ subject, columns, lacksOthers }: TestPlan): string {
  if (lacksOthers === true) return translate(resultTexts.leftOutHosts, { name: titleOf(subject) });
  const names = columns.flatMap(({ name, detail: { code, args } }) => {
    return subject.kind === "network" && code === "elsewhere"
      ? [`${name} (${args["host"] ?? ""})`]
      : [];
  });
  return names.length === 0 ? "" : translate(resultTexts.onlyAsked, { names: names.join(", ") });
}
