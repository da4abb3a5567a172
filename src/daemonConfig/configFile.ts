// The files that make up a Docker daemon's configuration: which kinds there are, and how a path tells them.
import { pathOfMade, type TemplateLanguage } from "./syntax/templates.ts";
import type { TextRange } from "./syntax/textRange.ts";

export type ConfigFileKind = "unit" | "dropIn" | "socket" | "environment" | "openrc" | "daemonJson";

export interface SourceFile {
  readonly uri: string;
  /** Absolute, with slashes, as in the URI but decoded. */
  readonly path: string;
  readonly kind: ConfigFileKind;
  readonly text: string;
  /** Set where the text is that of a template, made readable. */
  readonly template?: TemplateLanguage;
}

/** A stretch of one file of the configuration. */
export interface Place {
  readonly uri: string;
  readonly range: TextRange;
}

export interface ConfigFilePlace {
  readonly kind: ConfigFileKind;
  /**
   * The folder that is `/` to the file: the root of a file system tree, without a slash at its end, so
   * empty for the machine's own. Undefined where the path doesn't show it.
   */
  readonly root: string | undefined;
  /** `docker.service`, or the one that a drop-in, socket or environment file of another name belongs to. */
  readonly unitName: string;
}

/**
 * What a path says of a file, or undefined for one that has nothing to do with the daemon. Names that
 * other programs use too (`override.conf`, `docker`) need the text as well to be recognized. A template is
 * what becomes of it, but in no tree: nobody reads it where it is.
 */
export function placeOfPath(path: string, text?: string): ConfigFilePlace | undefined {
  const made = pathOfMade(path);
  const place = placeInTree(made) ?? placeByName(made) ?? placeByText(made, text);
  return place && made !== path ? { ...place, root: undefined } : place;
}

/** The folders below a root that systemd looks for units in, the strongest first. */
export const unitFolders = [
  "/etc/systemd/system.control",
  "/run/systemd/system.control",
  "/run/systemd/transient",
  "/run/systemd/generator.early",
  "/etc/systemd/system",
  "/etc/systemd/system.attached",
  "/run/systemd/system",
  "/run/systemd/system.attached",
  "/run/systemd/generator",
  "/usr/local/lib/systemd/system",
  "/usr/lib/systemd/system",
  "/lib/systemd/system",
  "/run/systemd/generator.late",
] as const;

/** Another file's URI, of the same scheme and authority as the one of a file at hand. */
export function uriOfPath(path: string, beside: Pick<SourceFile, "uri">): string {
  const [authority] = /^[a-z][a-z\d+.-]*:\/\/[^/]*/i.exec(beside.uri) ?? ["file://"];
  return authority + path.split("/").map(encodeSegment).join("/");
}

/** As VS Code writes its URIs: everything but letters, digits and `-._~` is encoded. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

interface Pattern {
  readonly kind: ConfigFileKind;
  readonly pattern: RegExp;
}

const unit = String.raw`docker(?:-latest|-bootstrap|-engine)?`;
const folder = String.raw`\/(?:etc|run|usr\/local\/lib|usr\/lib|lib)\/systemd\/(?:system|transient|generator)[a-z.]*`;
const environment = String.raw`docker(?:-latest|-bootstrap|-engine)?(?:-network|-storage|-opts)?`;

/** The root comes first in each, as short as can be, so that `/usr/lib` is not a root with a `/lib`. */
const inTree: readonly Pattern[] = [
  { kind: "unit", pattern: new RegExp(String.raw`^(.*?)${folder}\/(${unit})\.service$`) },
  { kind: "socket", pattern: new RegExp(String.raw`^(.*?)${folder}\/(${unit})\.socket$`) },
  {
    kind: "dropIn",
    pattern: new RegExp(String.raw`^(.*?)${folder}\/(${unit})\.service\.d\/[^/]+$`),
  },
  {
    kind: "environment",
    pattern: new RegExp(String.raw`^(.*?)\/etc\/sysconfig\/(${environment})$`),
  },
  { kind: "environment", pattern: new RegExp(String.raw`^(.*?)\/etc\/default\/(${environment})$`) },
  { kind: "openrc", pattern: /^(.*?)\/etc\/conf\.d\/(docker)$/ },
  { kind: "daemonJson", pattern: /^(.*?)\/etc\/docker\/daemon\.json$/ },
];

/** Files whose name says enough wherever they are. */
const byName: readonly Pattern[] = [
  { kind: "unit", pattern: new RegExp(String.raw`\/(${unit})\.service(?:\.rpm|\.deb)?$`) },
  { kind: "socket", pattern: new RegExp(String.raw`\/(${unit})\.socket$`) },
  { kind: "dropIn", pattern: new RegExp(String.raw`\/(${unit})\.(?:service\.)?d\/[^/]+\.conf$`) },
  {
    kind: "environment",
    pattern: new RegExp(String.raw`\/(${environment})\.(?:sysconfig|default)$`),
  },
  {
    kind: "environment",
    pattern: new RegExp(String.raw`\/(?:sysconfig|default)\/(${environment})$`),
  },
  { kind: "openrc", pattern: /\/(?:conf\.d\/(docker)|(docker)\.confd)$/ },
  { kind: "daemonJson", pattern: /\/(?:docker[-_]?)?daemon\.json$/ },
  { kind: "daemonJson", pattern: /\/docker\/daemon[-_.][^/]*\.json$/ },
];

function placeInTree(path: string): ConfigFilePlace | undefined {
  for (const { kind, pattern } of inTree) {
    const match = pattern.exec(path);
    if (match !== null) return { kind, root: match[1], unitName: unitNameOf(match[2]) };
  }
  return undefined;
}

function placeByName(path: string): ConfigFilePlace | undefined {
  for (const { kind, pattern } of byName) {
    const match = pattern.exec(path);
    if (match !== null) return { kind, root: undefined, unitName: unitNameOf(match[1]) };
  }
  return undefined;
}

/** A drop-in or an environment file that waits in a repository for being copied to its place. */
function placeByText(path: string, text: string | undefined): ConfigFilePlace | undefined {
  const kind = text === undefined ? undefined : kindByText(path, text);
  return kind && { kind, root: undefined, unitName: unitNameOf(undefined) };
}

function kindByText(path: string, text: string): ConfigFileKind | undefined {
  if (path.endsWith(".conf")) {
    const isDocker = /docker/i.test(path) || /\bdockerd?\b/.test(text);
    return isDocker && /^\[(?:Unit|Service)\]\s*$/m.test(text) ? "dropIn" : undefined;
  }
  const isNamed = /\/docker(?:-network|-storage)?$/.test(path) && !text.startsWith("#!");
  const setsOptions = /^[ \t]*#?[ \t]*(?:DOCKER_[A-Z_]*OPT\w*|OPTIONS|other_args)[ \t]*=/m;
  return isNamed && setsOptions.test(text) ? "environment" : undefined;
}

function unitNameOf(name: string | undefined): string {
  const variant = /^docker-(?:latest|bootstrap|engine)/.exec(name ?? "")?.[0];
  return `${variant ?? "docker"}.service`;
}
