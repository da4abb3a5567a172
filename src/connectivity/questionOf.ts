// What makes two questions the same.
import type { Container } from "../model/container.ts";
import type { Probe } from "./probe.ts";

/** The same for the same question, whoever asks it. */
export function questionOf(source: Container, probe: Probe): string {
  const port = "port" in probe ? probe.port : "";
  const path = "path" in probe ? probe.path : "";
  return JSON.stringify([source.id, probe.kind, probe.target, probe.address ?? "", port, path]);
}
