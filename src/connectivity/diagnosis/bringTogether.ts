// The fix that puts two containers on one network.
import { shortId, type Container } from "../../model/container.ts";
import type { Network } from "../../model/network.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import { commonNetworks } from "../pingTarget.ts";
import type { Fix } from "./cause.ts";
import { fixBySteps, type Named } from "./fixSteps.ts";
import { usableNetworks } from "./networkChoice.ts";

export interface Pair {
  readonly source: Container;
  readonly target: Container;
  /** What the source calls the target, where that is not the container's own name. */
  readonly alias?: string;
}

/** On a network that one of them is on already, else on a new one. */
export function bringTogether(picture: ReadonlyPicture, { source, target, alias }: Pair): Fix {
  const from = picture.ownerOf(source) ?? source;
  const to = picture.ownerOf(target) ?? target;
  const common = new Set(commonNetworks(picture, from, to));
  const connect = (one: Container, other: Container): Fix | undefined => {
    const network = usableNetworks(picture, other).find((candidate) => !common.has(candidate));
    if (network === undefined) return undefined;
    const aliases = one === to && alias !== undefined ? [alias] : [];
    return fixBySteps("connect", { container: one.name, network: network.name }, [
      { kind: "connect", container: one, network: unambiguous(picture, network), aliases },
    ]);
  };
  const name = freeName(picture, `${from.name}-${to.name}`);
  return (
    connect(from, to) ??
    connect(to, from) ??
    fixBySteps("connectNew", {}, [{ kind: "createNetwork", name, containers: [from, to] }])
  );
}

/** Under its name, or its id where another network has the same name: the `docker` client refuses to choose. */
export function unambiguous(picture: ReadonlyPicture, { id, name }: Network): Named {
  const namesakes = [...picture.networks.values()].filter((one) => one.name === name);
  return { id, name: namesakes.length > 1 ? shortId(id) : name };
}

/** The name, with a number where it is taken. */
function freeName(picture: ReadonlyPicture, name: string): string {
  let free = name;
  for (let count = 2; picture.findNetwork(free) !== undefined; count += 1)
    free = `${name}-${count}`;
  return free;
}
