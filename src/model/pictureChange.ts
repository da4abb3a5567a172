// What a step of the picture changed, so that views redraw that and nothing else.

/** Ids that look different now. Networks count as changed when a member did. */
export interface PictureChange {
  readonly networks: ReadonlySet<string>;
  readonly containers: ReadonlySet<string>;
  /** True where a network came or went, or the orphans changed: the list itself is another one. */
  readonly list: boolean;
}

export const noChange: PictureChange = {
  networks: new Set<string>(),
  containers: new Set<string>(),
  list: false,
};

/** True where nothing changed. */
export function isEmptyChange(change: PictureChange): boolean {
  return change.networks.size === 0 && change.containers.size === 0 && !change.list;
}

/** Several steps as one. */
export function mergeChanges(changes: readonly PictureChange[]): PictureChange {
  return {
    networks: new Set(changes.flatMap((change) => [...change.networks])),
    containers: new Set(changes.flatMap((change) => [...change.containers])),
    list: changes.some((change) => change.list),
  };
}
