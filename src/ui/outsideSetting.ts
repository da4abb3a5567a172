// What stands for the outside, by the user's setting.
import { defaultOutside, type Outside } from "../connectivity/checks/planCheck.ts";
import { outsideFrom } from "../connectivity/outsideProbes.ts";
import { setting } from "./config.ts";

/** The addresses of the setting, or the standard ones. */
export function outsideSetting(): Outside {
  return outsideFrom(setting("portolan.test.outside"), defaultOutside);
}
