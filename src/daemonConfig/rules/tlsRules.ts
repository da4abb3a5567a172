// TLS that is prepared and not switched on.
import { fault, type OptionLookup } from "../options/optionLookup.ts";
import type { Problem } from "./problem.ts";

/** Files for TLS without TLS. Setting tlsverify turns it on, whatever it is set to. */
export function tlsProblems(options: OptionLookup): readonly Problem[] {
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
