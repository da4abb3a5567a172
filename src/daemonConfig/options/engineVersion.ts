// The version of an engine, as far as it says which options its daemon knows.

/** The numbers of a version: `20.10.24` is `[20, 10, 24]`. Missing ones count as zero. */
export type EngineVersion = readonly [major: number, minor: number, patch: number];

/**
 * The version in a text as people, packages and engines write it: `20.10`, `v18.09.1-ce`,
 * `28.5.2+dfsg4`, `docker-v29.0.0`, `17.06.0~ce`, `5:27.3.1-1~debian.12`. Undefined where there is none.
 */
export function parseEngineVersion(text: string): EngineVersion | undefined {
  const match =
    /^(?:\d+:)?(?:docker[- ])?v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?(?![\d.])/i.exec(
      text.trim(),
    );
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

/** Below zero where the first is older, above where it is newer. Leading zeros do not count. */
export function compareEngineVersions(one: EngineVersion, other: EngineVersion): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** True from that release on. A text that is no version is never reached. */
export function isAtLeast(version: EngineVersion, release: string): boolean {
  const parsed = parsedRelease(release);
  return parsed !== undefined && compareEngineVersions(version, parsed) >= 0;
}

/** The version that a release of the option data is. */
export function parsedRelease(release: string): EngineVersion | undefined {
  const parsed = releases.get(release) ?? parseEngineVersion(release);
  if (parsed !== undefined) releases.set(release, parsed);
  return parsed;
}

/** The same few dozen releases are asked for again and again. */
const releases = new Map<string, EngineVersion>();

/** `20.10.24`, with the two-digit months of the years 17 to 20: `17.06.0`, `20.10.24`. */
export function formatEngineVersion([major, minor, patch]: EngineVersion): string {
  const hasMonth = major >= 17 && major <= 20;
  return `${major}.${hasMonth ? String(minor).padStart(2, "0") : minor}.${patch}`;
}
