// What is wrong with what docker.socket listens on, and hands over to dockerd.
import type { SourceFile } from "../configFile.ts";
import type { Configuration } from "../configuration.ts";
import type { EngineVersion } from "../options/engineVersion.ts";
import { parsedUnit } from "../syntax/parsedTexts.ts";
import { directivesOf, unreadableLine, type UnitDirective } from "../syntax/unitFile.ts";
import { hostsOf, isLoopback, schemeOf, verifiesClients } from "./hostRules.ts";
import type { Problem } from "./problem.ts";
import type { Rule, RuleContext } from "./rule.ts";

export const socketRules: readonly Rule[] = [missingListen, openPorts];

function missingListen({ file }: RuleContext): readonly Problem[] {
  if (file.kind !== "socket" || file.text === "") return [];
  const unit = parsedUnit(file.text);
  if (unreadableLine(unit) !== undefined || listensOf(file).length > 0) return [];
  const header = unit.nodes.find((node) => node.kind === "section" && node.name === "Socket");
  const range = header?.range ?? { start: 0, end: /^[^\r\n]*/.exec(file.text)?.[0].length ?? 0 };
  return [{ code: "noListen", severity: "error", uri: file.uri, range, args: {} }];
}

/** A port that systemd opens is dockerd's all the same, with TLS where dockerd has it. */
function openPorts({ file, configuration, version }: RuleContext): readonly Problem[] {
  if (file.kind !== "socket") return [];
  return listensOf(file)
    .filter(
      ({ key, value }) => key === "ListenStream" && isOpen(value.text, configuration, version),
    )
    .map(({ value: { text, range } }) => {
      const code = isLoopback(text) ? "loopbackTcpWithoutTls" : "tcpWithoutTls";
      return { code, severity: "warning", uri: file.uri, range, args: { host: text } };
    });
}

/** Without a unit to ask, only the port that is meant for no TLS tells. */
function isOpen(address: string, configuration: Configuration, version: EngineVersion): boolean {
  const port = /^(?:(?:\d+\.){3}\d+:|\[[\da-f:.]+\]:)?(\d+)$/i.exec(address)?.[1];
  if (port === undefined) return false;
  if (configuration.commands.length === 0) return port === "2375";
  const isHandedOver = hostsOf(configuration).some(({ text }) => schemeOf(text) === "fd");
  return isHandedOver && !verifiesClients(configuration, version);
}

/** What a socket listens on: an empty assignment takes all before it away, whatever their kind. */
function listensOf({ text }: SourceFile): readonly UnitDirective[] {
  const all = directivesOf(parsedUnit(text), "Socket").filter(({ key }) =>
    key.startsWith("Listen"),
  );
  return all.slice(all.findLastIndex(({ value }) => value.text === "") + 1);
}
