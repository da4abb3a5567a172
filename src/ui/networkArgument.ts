// The argument of Create Network, from keybindings and other extensions.
import type { NetworkSpec } from "../engine/operations.ts";
import { ArgumentReader } from "./argumentReader.ts";
import type { NetworkQuestion } from "./networkSpecFlow.ts";

export interface NetworkRequest {
  readonly spec: Partial<NetworkSpec> & { readonly driver: string };
  /** Where to ask, with everything else filled in; undefined to create without a question. */
  readonly ask: NetworkQuestion | undefined;
}

const fields = [
  ...["name", "driver", "ipamPools", "ipv6", "internal", "attachable", "options", "labels", "ask"],
];

/** A network to create. Throws a UserError that says what is wrong with the argument. */
export function parseNetworkArgument(argument: unknown): NetworkRequest {
  const reader = new ArgumentReader(argument, fields);
  const ask = reader.optionalWord("ask", ["name", "parent", "subnet"]);
  const pools = reader.optionalObjects("ipamPools", ["subnet", "gateway", "ipRange"]);
  const spec = {
    name: ask === undefined ? reader.text("name") : reader.optionalText("name"),
    driver: reader.optionalText("driver") ?? "bridge",
    ipamPools: pools?.map((pool) => ({
      subnet: pool.optionalText("subnet"),
      gateway: pool.optionalText("gateway"),
      ipRange: pool.optionalText("ipRange"),
    })),
    ipv6: reader.optionalFlag("ipv6"),
    internal: reader.optionalFlag("internal"),
    attachable: reader.optionalFlag("attachable"),
    options: reader.optionalTextMap("options"),
    labels: reader.optionalTextMap("labels"),
  };
  return { spec, ask };
}
