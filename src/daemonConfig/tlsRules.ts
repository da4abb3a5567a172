// Addresses that anybody can use, and TLS that is prepared and not switched on.
import { isAtLeast, type EngineVersion } from "./engineVersion.ts";
import { hostFault } from "./hostValue.ts";
import { fault, type OptionLookup } from "./optionLookup.ts";
import type { Problem } from "./problem.ts";

/** What is insecure, or looks more secure than it is. */
export function tlsProblems(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  return [...openHosts(options, version), ...unusedFiles(options)];
}

/** dockerd warns of the same addresses when it starts, loopback included. */
function openHosts(options: OptionLookup, version: EngineVersion): readonly Problem[] {
  if (isVerifying(options, version)) return [];
  return options
    .all("host")
    .filter(({ text }) => isTcp(text) && hostFault(text, version) === undefined)
    .map((host) => fault("tcpWithoutTls", "warning", host, { host: host.text }));
}

/** TLS alone encrypts; since 20.10 it also checks who connects, unless tlsverify says otherwise. */
function isVerifying(options: OptionLookup, version: EngineVersion): boolean {
  if (options.last("tlsverify") !== undefined) {
    return options.switched("tlsverify", "on") !== undefined;
  }
  return isAtLeast(version, "20.10") && options.switched("tls", "on") !== undefined;
}

/** An address without a scheme is a TCP one; an empty one is the Unix socket. */
function isTcp(host: string): boolean {
  const [scheme] = /^[^:/]*(?=:\/\/)/.exec(host.trim()) ?? ["tcp"];
  return host.trim() !== "" && scheme === "tcp";
}

/** Setting tlsverify turns TLS on, whatever it is set to. */
function unusedFiles(options: OptionLookup): readonly Problem[] {
  const isOn =
    options.switched("tls", "on") !== undefined || options.last("tlsverify") !== undefined;
  if (isOn) return [];
  return ["tlscacert", "tlscert", "tlskey"].flatMap((name) => {
    const file = options.last(name);
    return file === undefined
      ? []
      : [fault("tlsFilesUnused", "warning", file, { file: file.spelling })];
  });
}
