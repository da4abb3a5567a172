// The rows of the networks view as plain data. A row is found by its id; it holds no copy of the picture.

export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly grouping: "driver" | "composeProject" | "predefined";
  /** The driver's or project's name; empty for networks outside any project. */
  readonly value: string;
}

export interface NetworkNode {
  readonly kind: "network";
  readonly id: string;
  readonly networkId: string;
  readonly parent: GroupNode | undefined;
}

export interface ContainerNode {
  readonly kind: "container";
  readonly id: string;
  readonly containerId: string;
  /** The network this row shows the container on; undefined below a missing owner. */
  readonly networkId: string | undefined;
  readonly parent: NetworkNode | ContainerNode | OrphansNode;
}

/** Containers that share the namespace of a container which is gone. */
export interface OrphansNode {
  readonly kind: "orphans";
  readonly id: string;
  readonly owner: string;
}

export type TreeNode = GroupNode | NetworkNode | ContainerNode | OrphansNode;
