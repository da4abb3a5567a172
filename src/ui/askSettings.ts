// How tests and network checks ask, by the user's settings.
import { defaultOutside, type Outside, outsideFrom } from "../connectivity/outsideProbes.ts";
import { setting } from "./config.ts";

/** What stands for the outside: the addresses of the setting, or the standard ones. */
export function outsideSetting(): Outside {
  return outsideFrom(setting("portolan.test.outside"), defaultOutside);
}

/** From how many containers to ask at once. A file of settings may hold any number. */
export function sourcesAtOnceSetting(): number {
  return Math.min(32, Math.max(1, Math.round(setting("portolan.test.sourcesAtOnce")) || 1));
}
