// What a fix asks of an engine, step by step, and the command lines that do the same. Data only.
import type { CauseArgs, Fix } from "./cause.ts";
import type { FixCode } from "./causeTexts.ts";

/** A container or a network: asked for by its id, shown by its name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export type FixStep =
  | { readonly kind: "start" | "unpause" | "restart"; readonly container: Named }
  | { readonly kind: "disconnect"; readonly container: Named; readonly network: Named }
  | {
      readonly kind: "connect";
      readonly container: Named;
      readonly network: Named;
      /** More names for it on this network. */
      readonly aliases?: readonly string[];
    }
  /** A new network, and these on it. */
  | {
      readonly kind: "createNetwork";
      readonly name: string;
      readonly containers: readonly Named[];
    };

/** A fix that an engine carries out, with its command lines. */
export function fixBySteps(code: FixCode, args: CauseArgs, steps: readonly FixStep[]): Fix {
  return { code, args, steps: steps.map(onlyNamed), commands: steps.flatMap(stepCommands) };
}

/** The `docker` command lines that do what a step does, for reading and copying only. */
export function stepCommands(step: FixStep): readonly (readonly string[])[] {
  switch (step.kind) {
    case "start":
    case "unpause":
    case "restart":
      return [["docker", step.kind, step.container.name]];
    case "disconnect":
      return [["docker", "network", step.kind, step.network.name, step.container.name]];
    case "connect": {
      const aliases = (step.aliases ?? []).flatMap((alias) => ["--alias", alias]);
      return [["docker", "network", step.kind, ...aliases, step.network.name, step.container.name]];
    }
    case "createNetwork":
      return [
        ["docker", "network", "create", step.name],
        ...step.containers.map(({ name }) => ["docker", "network", "connect", step.name, name]),
      ];
    default:
      return step satisfies never;
  }
}

/** A rule hands over whole containers and networks; of them only this is kept. */
function onlyNamed(step: FixStep): FixStep {
  switch (step.kind) {
    case "start":
    case "unpause":
    case "restart":
      return { kind: step.kind, container: named(step.container) };
    case "disconnect":
      return { ...step, container: named(step.container), network: named(step.network) };
    case "connect": {
      const { aliases = [], ...rest } = step;
      const one = { ...rest, container: named(step.container), network: named(step.network) };
      return aliases.length === 0 ? one : { ...one, aliases };
    }
    case "createNetwork":
      return { ...step, containers: step.containers.map(named) };
    default:
      return step satisfies never;
  }
}

function named({ id, name }: Named): Named {
  return { id, name };
}
