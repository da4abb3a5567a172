// What a test of a network cannot tell, because its members are on hosts of other engines.
import { resultTexts } from "../../connectivity/checks/resultTexts.ts";
import type { TestPlan } from "../../connectivity/networkTest/testPlan.ts";
import { spansHosts } from "../../model/network.ts";
import { translate } from "../checks/words.ts";

/** Whom nobody could ask; empty where an engine knows all members. */
export function otherHostsText({ subject }: TestPlan): string {
  if (subject.kind !== "network" || !spansHosts(subject.network)) return "";
  return translate(resultTexts.leftOutHosts, { name: subject.network.name });
}
