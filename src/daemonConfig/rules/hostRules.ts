// What is wrong with where dockerd listens.
import type { Configuration } from "../configuration.ts";
import type { EffectiveValue } from "../effectiveOptions.ts";
import { hasOpenOptions } from "../openWords.ts";
import { isAtLeast, type EngineVersion } from "../options/engineVersion.ts";
import { parseGoBool } from "../options/goValues.ts";
import { hostFault, listenFault } from "../options/hostValue.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";

export const hostRules: readonly Rule[] = [tcpWithoutTls, noLocalHost, fdWithoutSocket];

/** dockerd's own rule: any TCP address without tlsverify, also on loopback. */
function tcpWithoutTls({ configuration, version }: RuleContext): readonly Problem[] {
  if (verifiesClients(configuration, version)) return [];
  return hostsOf(configuration)
    .filter(({ text }) => schemeOf(text) === "tcp" && isSound(text, version))
    .map(({ text, place }) => ({
      code: isLoopback(text) ? "loopbackTcpWithoutTls" : "tcpWithoutTls",
      severity: "warning",
      ...place,
      args: { host: text },
    }));
}

function isSound(host: string, version: EngineVersion): boolean {
  return hostFault(host, version) === undefined && listenFault(host, version) === undefined;
}

/** From 20.10 on, TLS means that clients are verified too, unless that is switched off. */
export function verifiesClients({ options }: Configuration, version: EngineVersion): boolean {
  const isSet = (name: string): boolean | undefined => {
    const value = options.findLast(({ option }) => option.name === name)?.values.at(-1)?.text;
    return value === undefined ? undefined : parseGoBool(value);
  };
  return isSet("tlsverify") ?? (isSet("tls") === true && isAtLeast(version, "20.10"));
}

/** The docker command looks for a unix socket unless it is told otherwise. */
function noLocalHost({ configuration }: RuleContext): readonly Problem[] {
  const { scope, environmentSources, commands } = configuration;
  const isKnown = scope !== "alone" && environmentSources.every(({ status }) => status === "read");
  const hosts = hostsOf(configuration);
  // What is not known may be another host.
  const isSure = isKnown && !commands.some(({ words }) => hasOpenOptions(words));
  const isRemote = hosts.every(({ text }) => schemeOf(text) === "tcp");
  const [first] = hosts;
  if (!isSure || commands.length !== 1 || !isRemote || first === undefined) return [];
  return [{ code: "noLocalHost", severity: "information", ...first.place, args: {} }];
}

/** The socket unit may be anywhere, so only this machine's own configuration can lack it. */
function fdWithoutSocket({ configuration }: RuleContext): readonly Problem[] {
  const { scope, socket, unit } = configuration;
  if (scope !== "machine" || unit?.main === undefined || socket !== undefined) return [];
  return hostsOf(configuration)
    .filter(({ text }) => schemeOf(text) === "fd")
    .map(({ place }) => ({ code: "fdWithoutSocket", severity: "error", ...place, args: {} }));
}

/** But for an option that got into the place of a host. */
export function hostsOf({ options }: Configuration): readonly EffectiveValue[] {
  return options
    .filter(({ option }) => option.name === "host")
    .flatMap(({ values }) => values)
    .filter(({ text }) => !text.startsWith("-"));
}

/** A host without a scheme is a TCP address, an empty one the default. Undefined behind an open variable. */
export function schemeOf(host: string): string | undefined {
  const address = host.trim();
  if (address === "") return "unix";
  if (/^[$%]/.test(address)) return undefined;
  const end = address.indexOf("://");
  return end === -1 ? "tcp" : address.slice(0, end).toLowerCase();
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return /^(?:tcp:\/\/)?(?:127(?:\.\d+){3}|localhost|\[::1\])?(?::\d*)?\/?$/i.test(host.trim());
}
