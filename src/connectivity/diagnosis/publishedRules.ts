// Causes where a container asks for what another one publishes on their common host.
import { isUp, type Container } from "../../model/container.ts";
import { bringTogether } from "./bringTogether.ts";
import type { Cause, CauseRule, Facts } from "./cause.ts";
import { hostSeenFrom } from "./hostRules.ts";
import { areApart } from "./networkChoice.ts";
import { addressesOf } from "./surroundings.ts";

export const publishedRules: readonly CauseRule[] = [publishedElsewhere];

/** Published ports lead in from outside. From one bridge to another they do only where a proxy carries them. */
function publishedElsewhere(facts: Facts): Cause | undefined {
  const { picture, source, target, answers } = facts;
  const [address] = addressesOf(facts);
  const ports = answers.flatMap(({ probe }) => ("port" in probe ? [probe.port] : []));
  const isSilent = answers.every(({ verdict, reason }) => {
    return verdict === "blocked" && reason !== "refused";
  });
  const [port] = ports;
  if (target !== undefined || address === undefined || port === undefined || !isSilent) {
    return undefined;
  }
  if (hostSeenFrom(facts, address) === undefined) return undefined;
  const publisher = [...picture.containers.values()].find((one) => publishes(one, port, address));
  if (publisher === undefined || !areApart(picture, source, publisher)) return undefined;
  const published = publisher.ports.find(({ hostPort }) => hostPort === port);
  const containerPort = published?.containerPort ?? port;
  return {
    code: "publishedElsewhere",
    args: { source: source.name, target: publisher.name, address, port, containerPort },
    sure: "certain",
    evidence: [
      { of: publisher.name, fact: `publishes ${containerPort}/tcp as ${port}` },
      { of: address, fact: "an address of the host" },
    ],
    fix: bringTogether(picture, { source, target: publisher }),
  };
}

function publishes(container: Container, port: number, address: string): boolean {
  return (
    isUp(container) &&
    container.ports.some(({ protocol, hostPort, hostAddress = "0.0.0.0" }) => {
      const isThere = ["", "0.0.0.0", "::", address].includes(hostAddress);
      return protocol === "tcp" && hostPort === port && isThere;
    })
  );
}
