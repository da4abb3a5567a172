// A selector -> the containers of a picture that it means, or why there are none.
import { nearest } from "../../base/nearMiss.ts";
import { isUp, type Container } from "../../model/container.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import type { Selector } from "./networkCheck.ts";
import { selectorText } from "./networkCheck.ts";
import type { CheckStatement } from "./resultTexts.ts";

export type Selection =
  | { readonly containers: readonly Container[] }
  /** Nothing can be asked of nobody: a check over an empty selection must not pass. */
  | { readonly statement: CheckStatement };

const projectLabel = "com.docker.compose.project";
const serviceLabel = "com.docker.compose.service";

/**
 * The containers that a selector means. A name means that container, running or not; a service or a label
 * mean those that run, since what has ended stays behind under the same labels.
 */
export function selectContainers(picture: ReadonlyPicture, selector: Selector): Selection {
  if (selector.kind === "container") return named(picture, selector.name);
  const matching = [...picture.containers.values()].filter((one) => isMeant(one, selector));
  const running = matching.filter(isUp);
  if (running.length > 0) return { containers: running };
  const code = matching.length > 0 ? "nobodyRuns" : "nobodyMatches";
  return { statement: { code, args: { selector: selectorText(selector) } } };
}

function isMeant(
  { labels }: Container,
  selector: Exclude<Selector, { readonly kind: "container" }>,
): boolean {
  if (selector.kind === "label") {
    const value = Object.hasOwn(labels, selector.label) ? labels[selector.label] : undefined;
    return value !== undefined && (selector.value ?? value) === value;
  }
  return labels[projectLabel] === selector.project && labels[serviceLabel] === selector.service;
}

function named(picture: ReadonlyPicture, name: string): Selection {
  const container = picture.findContainer(name);
  if (container !== undefined) return { containers: [container] };
  const containers = [...picture.containers.values()];
  const ofService = containers.find(({ labels }) => labels[serviceLabel] === name);
  const project = ofService?.labels[projectLabel];
  if (project !== undefined) {
    return { statement: { code: "isService", args: { name, service: `${project}/${name}` } } };
  }
  const guess = nearest(
    name,
    containers.map((one) => one.name),
  );
  return guess === undefined
    ? { statement: { code: "noContainer", args: { name } } }
    : { statement: { code: "misspelledContainer", args: { name, guess } } };
}
