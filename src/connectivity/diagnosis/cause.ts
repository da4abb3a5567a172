// What a diagnosis says and what it is made from. Data only.
import type { Container } from "../../model/container.ts";
import type { ReadonlyPicture } from "../../model/picture.ts";
import type { Probe, ProbeResult } from "../probe.ts";
import type { CauseCode, FixCode } from "./causeTexts.ts";
import type { FixStep } from "./fixSteps.ts";
import type { Surroundings } from "./surroundings.ts";

export type CauseArgs = Readonly<Record<string, string | number>>;

/** Something that mends it. */
export interface Fix {
  readonly code: FixCode;
  readonly args: CauseArgs;
  /** The `docker` command lines that do it, in order; empty where it is done elsewhere. For reading only. */
  readonly commands: readonly (readonly string[])[];
  /** The same as steps that an engine can be asked for; undefined where it cannot. See `fixBySteps`. */
  readonly steps?: readonly FixStep[];
}

/** One thing that was seen: what the engine says of an object, or what a probe answered. */
export interface Evidence {
  readonly of: string;
  readonly fact: string;
}

export type Sureness = "certain" | "likely" | "undecided";

/** Why something does not get through. */
export interface Cause {
  readonly code: CauseCode;
  readonly args: CauseArgs;
  /**
   * `certain` where nothing else could look the same, `likely` where something might. `undecided` where what
   * was seen leaves too much open: the text says what was seen, and what would have to be known.
   */
  readonly sure: Sureness;
  readonly evidence: readonly Evidence[];
  readonly fix: Fix | undefined;
}

/** A socket that accepts TCP connections. */
export interface Listener {
  readonly address: string;
  readonly port: number;
}

/** What only an inspect tells of a container. */
export interface Inspected {
  /** With its aliases on each network, which a listing leaves out. */
  readonly container: Container;
  /** RFC 3339, with the engine's own digits. */
  readonly startedAt: string;
  readonly hostName: string;
  /** The name servers that the container was created with (`--dns`). */
  readonly dns: readonly string[];
}

/** The image that probes run in where a container's own has no tools. */
export interface HelperImage {
  readonly name: string;
  readonly isThere: boolean;
}

/** All that is known of one question that was not answered with yes. */
export interface Facts {
  readonly picture: ReadonlyPicture;
  readonly source: Container;
  /** What was asked for: a name, an address, or `internet`. */
  readonly name: string;
  /** The container that is meant, where one is. */
  readonly target: Container | undefined;
  /** The port that was asked for. */
  readonly port: number | undefined;
  /** What was asked first; none of it was reached. Empty where nothing could be asked. */
  readonly answers: readonly ProbeResult[];
  /** What was asked then, to tell causes apart. */
  readonly further: readonly ProbeResult[];
  /** What listens in the target's network namespace; undefined where nobody looked, or could. */
  readonly listeners: readonly Listener[] | undefined;
  /** What inspects told, by container id; those that nobody looked at, or that are gone, are missing. */
  readonly inspected: ReadonlyMap<string, Inspected>;
  /** Undefined where nobody looked. */
  readonly helperImage: HelperImage | undefined;
  /** What is around the source; undefined where nobody looked. */
  readonly around?: Surroundings | undefined;
  /** Questions to addresses outside that stand for the internet; none where undefined. */
  readonly outside?: readonly Probe[] | undefined;
}

/** Names a cause where the facts show it, and keeps silent otherwise. */
export type CauseRule = (facts: Facts) => Cause | undefined;
