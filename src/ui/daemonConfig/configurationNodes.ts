// The rows of the daemon configuration view as plain data: options by where they are set, and the files.
import type { Place, SourceFile } from "../../daemonConfig/configFile.ts";
import type { Configuration } from "../../daemonConfig/configuration.ts";
import type { EffectiveOption, EffectiveValue } from "../../daemonConfig/effectiveOptions.ts";
import { filesOfUnit } from "../../daemonConfig/effectiveUnit.ts";

export interface GroupNode {
  readonly kind: "group";
  readonly id: "commandLine" | "daemonJson" | "files";
  readonly children: readonly ConfigurationNode[];
}

export interface OptionNode {
  readonly kind: "option";
  readonly id: string;
  readonly option: EffectiveOption;
  /** One for each value where there are several. */
  readonly children: readonly ValueNode[];
}

export interface ValueNode {
  readonly kind: "value";
  readonly id: string;
  readonly value: EffectiveValue;
  readonly children: readonly [];
}

export interface FileNode {
  readonly kind: "file";
  readonly id: string;
  readonly role: "unit" | "dropIn" | "socket" | "environment" | "daemonJson";
  readonly path: string;
  /** Undefined where there is no such file, or it can't be read. */
  readonly file: SourceFile | undefined;
  readonly status: "read" | "missing" | "unreadable" | "unknown";
  readonly children: readonly [];
}

export type ConfigurationNode = GroupNode | OptionNode | ValueNode | FileNode;

/** The rows of a configuration; none where nothing of it is there. */
export function nodesOf(configuration: Configuration): readonly GroupNode[] {
  const options = (source: EffectiveOption["source"]): readonly OptionNode[] =>
    configuration.options.filter((option) => option.source === source).map(optionNode);
  const groups: readonly GroupNode[] = [
    { kind: "group", id: "commandLine", children: options("commandLine") },
    { kind: "group", id: "daemonJson", children: options("daemonJson") },
    { kind: "group", id: "files", children: filesOf(configuration) },
  ];
  return groups.filter(({ children }) => children.length > 0);
}

/** Where a row leads, undefined for one that leads nowhere. */
export function placeOfNode(node: ConfigurationNode): Place | undefined {
  switch (node.kind) {
    case "group":
      return undefined;
    case "option":
      return node.option.values[0]?.name;
    case "value":
      return node.value.place;
    case "file":
      return node.file && { uri: node.file.uri, range: { start: 0, end: 0 } };
  }
}

function optionNode(option: EffectiveOption): OptionNode {
  const id = `${option.source} ${option.spelling} ${option.option.name}`;
  const values = option.values.map((value, index): ValueNode => {
    return { kind: "value", id: `${id} ${index}`, value, children: [] };
  });
  return { kind: "option", id, option, children: values.length > 1 ? values : [] };
}

function filesOf(configuration: Configuration): readonly FileNode[] {
  const { unit, socket, environmentSources, daemonJson } = configuration;
  const main = unit?.main;
  const ofUnit = unit === undefined ? [] : filesOfUnit(unit);
  return [
    ...ofUnit.map((file) => readFile(file === main ? "unit" : "dropIn", file)),
    ...(socket === undefined ? [] : [readFile("socket", socket)]),
    ...environmentSources.flatMap(({ path, status, files }): readonly FileNode[] => {
      if (files.length > 0) return files.map((file) => readFile("environment", file));
      return [{ ...fileNode("environment", path), status: statusOf(status) }];
    }),
    ...(daemonJson === undefined
      ? []
      : [
          {
            ...fileNode("daemonJson", daemonJson.path, daemonJson.file),
            status: daemonJson.status,
          },
        ]),
  ];
}

function readFile(role: FileNode["role"], file: SourceFile): FileNode {
  return fileNode(role, file.path, file);
}

function fileNode(role: FileNode["role"], path: string, file?: SourceFile): FileNode {
  return {
    kind: "file",
    id: `file ${role} ${path}`,
    role,
    path,
    file,
    status: "read",
    children: [],
  };
}

function statusOf(
  status: Configuration["environmentSources"][number]["status"],
): FileNode["status"] {
  return status === "notAbsolute" ? "unknown" : status;
}
