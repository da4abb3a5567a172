// A network check as a file states it: who asks, whom, and what is expected.
import type { YamlRange } from "./yamlTree.ts";

/** Containers by what a file calls them. */
export type Selector =
  | { readonly kind: "container"; readonly name: string }
  /** Every container of a Compose service. */
  | { readonly kind: "service"; readonly project: string; readonly service: string }
  /** Every container with the label, and with that value of it where one is given. */
  | { readonly kind: "label"; readonly label: string; readonly value: string | undefined };

/** What a target is asked: without a port, whether it answers to ping. */
export interface CheckQuestion {
  /** Whether it accepts connections there. */
  readonly port: number | undefined;
  /** Whether it answers to an HTTP GET of that path, which starts with a slash. Always with a port. */
  readonly path: string | undefined;
}

export type CheckTarget =
  | ({ readonly kind: "containers"; readonly selector: Selector } & CheckQuestion)
  /** A container, if there is one of that name, else a host name. */
  | ({ readonly kind: "name"; readonly name: string } & CheckQuestion)
  | ({ readonly kind: "address"; readonly address: string } & CheckQuestion)
  /** The world outside the host. */
  | { readonly kind: "internet" };

export type Expectation = "reachable" | "blocked";

interface CheckCommon {
  /** As written, or made of what is asked. */
  readonly name: string;
  readonly expect: Expectation;
  /** The longest time that the answer may take. */
  readonly withinMs: number | undefined;
  /** Where the check starts and ends in its file. */
  readonly range: YamlRange;
}

/** From some containers to some target. */
export interface PathCheck extends CheckCommon {
  readonly kind: "path";
  readonly from: Selector;
  readonly to: CheckTarget;
  /** The HTTP status that the answer must have, where one is asked for. */
  readonly status: number | undefined;
}

/** From everyone to everyone else on a network. */
export interface MeshCheck extends CheckCommon {
  readonly kind: "mesh";
  readonly network: string;
}

export type NetworkCheck = PathCheck | MeshCheck;

/** True for the names that files of network checks have. */
export function isChecksFile(path: string): boolean {
  return /(^|[/\\])([^/\\]+\.)?network-checks\.ya?ml$/.test(path);
}

/** A selector as a file writes it. */
export function selectorText(selector: Selector): string {
  switch (selector.kind) {
    case "container":
      return selector.name;
    case "service":
      return `${selector.project}/${selector.service}`;
    case "label":
      return selector.value === undefined ? selector.label : `${selector.label}=${selector.value}`;
    default:
      return selector satisfies never;
  }
}

/** A target as a file writes it. */
export function targetText(target: CheckTarget): string {
  switch (target.kind) {
    case "containers":
      return withQuestion(selectorText(target.selector), target);
    case "name":
      return withQuestion(target.name, target);
    case "address":
      return target.port !== undefined && target.address.includes(":")
        ? withQuestion(`[${target.address}]`, target)
        : withQuestion(target.address, target);
    case "internet":
      return "internet";
    default:
      return target satisfies never;
  }
}

/** A target's name with what it is asked: `web`, `web:80`, `http://web:80/health`. */
export function withQuestion(text: string, { port, path }: CheckQuestion): string {
  if (port === undefined) return text;
  return path === undefined ? `${text}:${port}` : `http://${text}:${port}${path}`;
}
