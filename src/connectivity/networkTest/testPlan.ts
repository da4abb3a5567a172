// What a test of a network or of a container is made of: who asks, who is asked, and how. Data only.
import type { Container } from "../../model/container.ts";
import type { Network } from "../../model/network.ts";
import type { Probe } from "../probe.ts";
import type { EndCode } from "./testTexts.ts";

/** One that asks, or one that is asked. */
export interface TestEnd {
  /** What is the same in another run: two runs are compared by it. */
  readonly key: string;
  /** A container's name, an alias, an address. Written by others. */
  readonly name: string;
  /** What tells it from others of its name. */
  readonly detail: EndDetail;
}

export interface EndDetail {
  readonly code: EndCode;
  readonly args: Readonly<Record<string, string>>;
}

/** One place of a test. */
export interface TestQuestion {
  readonly row: number;
  readonly column: number;
  readonly source: Container;
  /** The container that is meant, where one is. */
  readonly target: Container | undefined;
  /** What is asked for, as a diagnosis wants it: a name, an address, or `internet`. */
  readonly name: string;
  /** Smaller packets than this, in bytes, are a failure where the largest is asked for. */
  readonly leastPacket?: number | undefined;
  /** Reached where one of them reaches it. Empty where there is nothing that could be asked. */
  readonly probes: readonly Probe[];
}

export type TestSubject =
  /** Everyone to everyone. */
  | { readonly kind: "network"; readonly network: Network }
  /** One to all that it should reach. */
  | { readonly kind: "container"; readonly container: Container };

export interface TestPlan {
  readonly subject: TestSubject;
  readonly rows: readonly TestEnd[];
  readonly columns: readonly TestEnd[];
  readonly questions: readonly TestQuestion[];
  /** True where members on other hosts may be missing, since nobody tells of them. */
  readonly lacksOthers?: boolean;
}

/** The network's or the container's name. */
export function titleOf(subject: TestSubject): string {
  return subject.kind === "network" ? subject.network.name : subject.container.name;
}
