// What was known before and stays so: facts that a later answer of the engine leaves out.
import type { Container } from "../model/container.ts";
import type { Listing, ReadonlyPicture } from "../model/picture.ts";

/** Until the engine has told them again: a listing has product and version only. */
export function withKnownFacts(listing: Listing, { engine }: ReadonlyPicture): Listing {
  const { product, version } = listing.engine;
  return product === engine.product && version === engine.version
    ? { ...listing, engine }
    : listing;
}

/** True where two answers differ in nothing that a row shows. */
export function isSameButAliases(one: Container, other: Container): boolean {
  const withoutAliases = (container: Container): string =>
    JSON.stringify(container, (key, value: unknown) => (key === "aliases" ? undefined : value));
  return withoutAliases(one) === withoutAliases(other);
}
