// The proxies of a daemon.json: inside an object of their own, where many look for them in vain.
import type { JsonMember } from "../syntax/daemonJson.ts";
import { keyState, proxiesKey } from "../options/daemonKeys.ts";
import { keyProblem, passes, type KeyContext } from "./keyProblem.ts";
import { nearest } from "../../base/nearMiss.ts";
import type { Problem } from "./problem.ts";

const proxyNames = ["http-proxy", "https-proxy", "no-proxy"];

/** True for a proxy's name in any spelling: `HTTP_PROXY`, `httpProxy`. */
export function isProxyName(key: string): boolean {
  return /^(https?|no)[-_]?proxy$/i.test(key);
}

export interface MisplacedProxy {
  readonly member: JsonMember;
  readonly problem: Problem;
}

/** The proxies on the top level, which dockerd lets pass and does not read. */
export function misplacedProxies(
  members: readonly JsonMember[],
  context: KeyContext,
): readonly MisplacedProxy[] {
  const misplaced = members.filter(
    ({ key, value }) =>
      proxyNames.includes(key) &&
      value.kind !== "object" &&
      keyState(key, context.version, context.data) === "ignored",
  );
  const isAlone = misplaced.length === 1 && !members.some(({ key }) => key === proxiesKey);
  return misplaced.map((member) => {
    const problem = keyProblem("proxyOutsideProxies", "warning", member, context);
    if (!isAlone) return { member, problem };
    const { range } = member;
    const wrapped = `"${proxiesKey}": {${context.text.slice(range.start, range.end)}}`;
    return { member, problem: { ...problem, range, replacement: wrapped } };
  });
}

/** What is wrong inside `proxies`. The names of other options pass there too, and nobody reads them. */
export function proxiesProblems(
  members: readonly JsonMember[],
  context: KeyContext,
): readonly Problem[] {
  return members
    .filter(({ key }) => !proxyNames.includes(key))
    .map((member) => {
      const parent = { parent: proxiesKey };
      if (passes(member.key, context)) {
        return keyProblem("unknownField", "warning", member, context, parent);
      }
      const open = proxyNames.filter((name) => !members.some(({ key }) => key === name));
      // dockerd has none for these, so they are no slips of the pen.
      const isOther = /^(?:ftp|all|socks)/i.test(member.key);
      const guess = isOther ? undefined : nearest(member.key, open);
      return {
        ...keyProblem("refusedField", "error", member, context, parent),
        ...(guess !== undefined && { replacement: JSON.stringify(guess) }),
      };
    });
}
