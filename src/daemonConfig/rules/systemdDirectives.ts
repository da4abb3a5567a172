// The directives that systemd knows in the sections of services and sockets, and which one was meant.
import { nearest } from "../../base/nearMiss.ts";
import data from "./systemdDirectives.json" with { type: "json" };

export interface Directive {
  readonly section: string;
  readonly name: string;
  /** The kind of its value in systemd's own words, such as `BOOLEAN`; `OTHER` says nothing. */
  readonly kind: string;
  /** `later`: unknown to systemd 252. `dropped`: no longer of any effect, in 262 at the latest. */
  readonly state: "usable" | "later" | "dropped";
}

/** The sections that units of a kind have, with what may stand in them. */
export type UnitKind = "service" | "socket";

const sectionNames: Readonly<Record<UnitKind, readonly string[]>> = {
  service: ["Unit", "Service", "Install"],
  socket: ["Unit", "Socket", "Install"],
};

const sections: ReadonlyMap<string, ReadonlyMap<string, Directive>> = new Map(
  Object.entries(data.sections).map(([section, directives]) => [
    section,
    new Map(Object.entries(directives).map(([name, kind]) => [name, parse(section, name, kind)])),
  ]),
);

const directiveNames: ReadonlyMap<string, readonly string[]> = new Map(
  [...sections].map(([section, directives]) => [section, [...directives.keys()]]),
);

/** The names of the sections in a unit of that kind. */
export function sectionsOf(kind: UnitKind): readonly string[] {
  return sectionNames[kind];
}

/** All directives of a section, by name; none for a section that is not known here. */
export function directivesIn(section: string): ReadonlyMap<string, Directive> {
  return sections.get(section) ?? new Map<string, Directive>();
}

/** The directive of that name in a section. */
export function directiveIn(section: string, name: string): Directive | undefined {
  return sections.get(section)?.get(name);
}

/** The other section of such a unit in which a directive of that name has its place. */
export function rightSection(name: string, section: string, kind: UnitKind): string | undefined {
  return sectionNames[kind].find(
    (other) => other !== section && sections.get(other)?.has(name) === true,
  );
}

/** The directive of a section whose name is nearest to what somebody wrote. */
export function nearestDirective(section: string, written: string): string | undefined {
  return nearest(written, directiveNames.get(section) ?? []);
}

/** The section of such a unit whose name is nearest to what somebody wrote. */
export function nearestSection(kind: UnitKind, written: string): string | undefined {
  return nearest(written, sectionNames[kind]);
}

function parse(section: string, name: string, text: string): Directive {
  const [, state, kind] = /^(?:(later|dropped)(?: |$))?(.*)$/.exec(text) ?? [];
  const isKnown = state === "later" || state === "dropped";
  return {
    section,
    name,
    kind: kind === "" ? "OTHER" : (kind ?? "OTHER"),
    state: isKnown ? state : "usable",
  };
}
