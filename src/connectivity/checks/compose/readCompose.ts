// The text of a Compose file -> its services and networks. Everything else in it is left alone.
import { yamlTree, type YamlNode } from "../yamlTree.ts";
import { isTrue, mapOf, textOf, type ComposeMap } from "./composeNodes.ts";
import { over, readService, type ComposeService } from "./composeService.ts";
import type { SuggestProblem } from "./suggestTexts.ts";

export interface ComposeNetwork {
  /** As the engine calls it; undefined where that depends on a variable. */
  readonly name: string | undefined;
  /** Made by somebody else, for others too. */
  readonly isExternal: boolean;
  /** Whether it has a way to the outside. */
  readonly outside: "open" | "closed" | "unknown";
  /** False where its containers are kept apart from each other (`enable_icc`). */
  readonly isTalkative: boolean;
}

export interface ComposeProject {
  readonly name: string;
  readonly services: ReadonlyMap<string, ComposeService>;
  /** By their keys, as services name them. */
  readonly networks: ReadonlyMap<string, ComposeNetwork>;
  /** True where a part of it stands in files that are not read. */
  readonly isPart: boolean;
}

export interface ComposeInput {
  /** The file, and what overrides it. */
  readonly texts: readonly string[];
  /** What the project is called where the file does not say: COMPOSE_PROJECT_NAME, or the folder's name. */
  readonly projectName: string;
}

/** Longer files, and those with more services, are none that somebody wrote. */
const longestFile = 250_000;
const mostServices = 300;

/** Reads a project, or says why there is none. Never throws. */
export function readCompose({
  texts,
  projectName,
}: ComposeInput): { readonly project: ComposeProject } | { readonly problem: SuggestProblem } {
  const roots: ComposeMap[] = [];
  for (const text of texts) {
    if (text.length > longestFile) return { problem: { code: "tooLong", args: {} } };
    const { root, problems } = yamlTree(text);
    const [problem] = problems;
    if (problem !== undefined) {
      const line = text.slice(0, problem.range.start).split("\n").length;
      return { problem: { code: "noYaml", args: { line, message: problem.message } } };
    }
    roots.push(mapOf(root));
  }
  const name = normalName(roots.map((root) => textOf(root.get("name"))).findLast(isGiven) ?? "");
  const project = name === "" ? normalName(projectName) || "default" : name;
  const own = combine(roots.map((root) => mapOf(root.get("services"))));
  if (own.size === 0) return { problem: { code: "noServices", args: {} } };
  if (own.size > mostServices) return { problem: { code: "tooLong", args: {} } };
  const services = new Map([...own.keys()].map((key) => [key, whole(own, key)] as const));
  const isPart =
    roots.some((root) => root.has("include")) ||
    [...services.values()].some(({ base }) => base?.isElsewhere === true);
  return { project: { name: project, services, networks: networksOf(roots, project), isPart } };
}

function isGiven(text: string | undefined): boolean {
  return text !== undefined;
}

/** As Compose makes a project's name of a folder's. */
function normalName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "")
    .replace(/^[_-]+/, "");
}

function combine(files: readonly ComposeMap[]): ReadonlyMap<string, ComposeService> {
  const services = new Map<string, ComposeService>();
  for (const file of files) {
    for (const [name, node] of file) {
      const known = services.get(name);
      const read = readService(node);
      services.set(name, known === undefined ? read : over(known, read));
    }
  }
  return services;
}

const longestChain = 20;

/** A service with all that it extends. Who extends itself, or too many, is left as it is by then. */
function whole(services: ReadonlyMap<string, ComposeService>, key: string): ComposeService {
  let service = services.get(key) ?? readService({ kind: "empty", range: { start: 0, end: 0 } });
  for (let length = 0; length < longestChain; length++) {
    const { base } = service;
    const extended =
      base === undefined || base.isElsewhere ? undefined : services.get(base.service);
    if (extended === undefined) break;
    service = { ...over(extended, service), base: extended.base };
  }
  return service;
}

function networksOf(
  roots: readonly ComposeMap[],
  project: string,
): ReadonlyMap<string, ComposeNetwork> {
  const networks = new Map([["default", networkOf("default", undefined, project)]]);
  for (const root of roots) {
    for (const [key, node] of mapOf(root.get("networks"))) {
      networks.set(key, networkOf(key, node, project));
    }
  }
  return networks;
}

/** A network as its file describes it; one that is only named is the project's own, with all defaults. */
export function networkOf(
  key: string,
  node: YamlNode | undefined,
  project: string,
): ComposeNetwork {
  const fields = mapOf(node);
  const external = fields.get("external");
  const isExternal = external?.kind === "map" || isTrue(external);
  const given = fields.get("name") ?? mapOf(external).get("name");
  const options = mapOf(fields.get("driver_opts"));
  const isOff = (option: string): boolean =>
    textOf(options.get(`com.docker.network.bridge.${option}`)) === "false";
  const isPlain = !isExternal && (textOf(fields.get("driver")) ?? "bridge") === "bridge";
  const made = isExternal ? key : `${project}_${key}`;
  return {
    name: given === undefined ? made : textOf(given),
    isExternal,
    outside: isTrue(fields.get("internal"))
      ? "closed"
      : isPlain && !isOff("enable_ip_masquerade")
        ? "open"
        : "unknown",
    isTalkative: !isOff("enable_icc"),
  };
}
