// The four changes whose way into the view is timed, as a person makes them at a prompt.
import type { ReadonlyPicture } from "../../src/model/picture.ts";
import { percentile } from "./statistics.ts";
import type { Measurement } from "./figure.ts";

export const operations = ["create", "connect", "disconnect", "remove"] as const;
export type Operation = (typeof operations)[number];

/** Milliseconds of each try. */
export type Latencies = Readonly<Record<Operation, number[]>>;

export function noLatencies(): Latencies {
  return { create: [], connect: [], disconnect: [], remove: [] };
}

/** Arguments of the docker client. */
export function argumentsOf(operation: Operation, network: string, box: string): readonly string[] {
  switch (operation) {
    case "create":
      return ["network", "create", network];
    case "connect":
      return ["network", "connect", network, box];
    case "disconnect":
      return ["network", "disconnect", network, box];
    case "remove":
      return ["network", "rm", network];
  }
}

/** True where the picture shows the operation's outcome. */
export function isShown(
  operation: Operation,
  picture: ReadonlyPicture,
  { network, box }: { readonly network: string; readonly box: string },
): boolean {
  const found = picture.findNetwork(network);
  const isMember =
    found !== undefined && picture.membersOf(found).some(({ container }) => container.name === box);
  switch (operation) {
    case "create":
      return found !== undefined;
    case "connect":
      return isMember;
    case "disconnect":
      return !isMember;
    case "remove":
      return found === undefined;
  }
}

/** The median and the 95th percentile of each operation, with the targets of a live view. */
export function latencyFigures(prefix: string, latencies: Latencies): readonly Measurement[] {
  return operations.flatMap((operation) =>
    latencyPair(`${prefix}.${operation}`, latencies[operation]),
  );
}

export function latencyPair(name: string, samples: readonly number[]): readonly Measurement[] {
  return [
    { name: `${name}.median`, percent: 50, limit: 80 },
    { name: `${name}.p95`, percent: 95, limit: 150 },
  ].map(({ name, percent, limit }) => ({
    name,
    unit: "ms",
    value: percentile(samples, percent),
    target: { relation: "<", limit },
  }));
}

/** The names of the figures that `latencyFigures` gives. */
export function latencyNames(prefix: string): readonly string[] {
  return operations.flatMap((operation) =>
    ["median", "p95"].map((suffix) => `${prefix}.${operation}.${suffix}`),
  );
}
