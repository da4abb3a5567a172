// Which engine to talk to, in the order of the `docker` client: DOCKER_HOST, then the current context,
// then the platform's own socket. Reads environment and files given to it; opens no connection.
import { createHash } from "node:crypto";
import path from "node:path";
import { asRecord, asText } from "../model/json.ts";
import { EngineError } from "./errors.ts";

/** PEM files for TLS, by path. Each may be missing. */
export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  /** False where the user chose not to check the engine's certificate. */
  readonly verify: boolean;
}

export type EngineAddress =
  /** A Unix socket or a Windows named pipe. */
  | { readonly kind: "socket"; readonly path: string }
  | {
      readonly kind: "tcp";
      readonly host: string;
      readonly port: number;
      readonly tls: TlsFiles | undefined;
    }
  /** Reached by the user's own `ssh`, as `docker` does it. */
  | {
      readonly kind: "ssh";
      readonly host: string;
      readonly user: string | undefined;
      readonly port: number | undefined;
    };

/** Where the choice of an address comes from, to be shown to the user. */
export type AddressOrigin = "setting" | "DOCKER_HOST" | "context" | "default";

export interface EngineTarget {
  readonly address: EngineAddress;
  /** As the user would write it: `unix:///var/run/docker.sock`. Holds no credentials. */
  readonly text: string;
  readonly origin: AddressOrigin;
  /** The name of the Docker context, where one named the address. */
  readonly context: string | undefined;
}

/** What the lookup reads; a parameter, so that tests need no machine of their own. */
export interface AddressSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  readonly userId: number | undefined;
  readText(file: string): Promise<string | undefined>;
  listFolder(folder: string): Promise<readonly string[]>;
  exists(file: string): Promise<boolean>;
}

export interface DockerContext {
  readonly name: string;
  /** The address that the context names, or undefined where it has no Docker endpoint. */
  readonly host: string | undefined;
  readonly isCurrent: boolean;
}

/**
 * The engine to talk to. `chosen` is the user's setting: an address, or the name of a context; empty
 * for the client's own order. Throws an EngineError where a context or address cannot be used.
 */
export async function findEngine(chosen: string, sources: AddressSources): Promise<EngineTarget> {
  if (chosen !== "") {
    return chosen.includes("://")
      ? fromText(chosen, "setting", sources)
      : fromContext(chosen, "setting", sources);
  }
  const dockerHost = variable("DOCKER_HOST", sources);
  if (dockerHost !== undefined) return fromText(dockerHost, "DOCKER_HOST", sources);
  const context = await currentContext(sources);
  if (context !== "default") return fromContext(context, "context", sources);
  return fromText(await defaultHost(sources), "default", sources);
}

/** The sockets that are tried where nothing else is said, in order. */
export function defaultHosts(sources: AddressSources): readonly string[] {
  if (sources.platform === "win32") return ["npipe:////./pipe/docker_engine"];
  const runtimeFolder =
    variable("XDG_RUNTIME_DIR", sources) ??
    (sources.userId === undefined ? undefined : `/run/user/${sources.userId}`);
  const rootless =
    runtimeFolder === undefined
      ? []
      : [`unix://${runtimeFolder}/docker.sock`, `unix://${runtimeFolder}/podman/podman.sock`];
  return [
    "unix:///var/run/docker.sock",
    `unix://${sources.homeFolder}/.docker/run/docker.sock`,
    ...rootless,
    "unix:///run/podman/podman.sock",
  ];
}

/** The contexts of the `docker` client, the default one first. */
export async function listContexts(sources: AddressSources): Promise<readonly DockerContext[]> {
  const current = await currentContext(sources);
  const folder = path.join(configFolder(sources), "contexts", "meta");
  const metas = await Promise.all(
    (await sources.listFolder(folder)).map((name) =>
      readJson(path.join(folder, name, "meta.json"), sources),
    ),
  );
  const named = metas
    .map((meta) => ({ name: asText(meta["Name"]), host: hostOfContext(meta) }))
    .filter(({ name }) => name !== "")
    .sort((one, other) => one.name.localeCompare(other.name));
  const standard = { name: "default", host: await defaultHost(sources) };
  return [standard, ...named].map((context) => ({
    ...context,
    host: context.host === "" ? undefined : withoutCredentials(context.host),
    isCurrent: context.name === current,
  }));
}

/**
 * An address as `docker -H` takes it. Throws an EngineError of kind `unsupported` for a scheme that
 * no client can use (`fd://` is the daemon's own).
 */
export function parseAddress(text: string, tls: TlsFiles | undefined): EngineAddress {
  const match = /^(?<scheme>[a-z]+):\/\/(?<rest>.*)$/i.exec(text);
  const scheme = match?.groups?.["scheme"]?.toLowerCase() ?? "tcp";
  const rest = match?.groups?.["rest"] ?? text;
  switch (scheme) {
    case "unix":
      return { kind: "socket", path: rest === "" ? "/var/run/docker.sock" : rest };
    case "npipe":
      return { kind: "socket", path: rest.replaceAll("/", "\\") };
    case "tcp":
    case "http":
    case "https": {
      const url = parseUrl(`http://${rest}`, text);
      const port = url.port === "" ? (tls === undefined ? 2375 : 2376) : Number(url.port);
      return { kind: "tcp", host: url.hostname.replace(/^\[|\]$/g, ""), port, tls };
    }
    case "ssh": {
      const url = parseUrl(`ssh://${rest}`, text);
      if (url.hostname === "") throw notAnAddress(text);
      return {
        kind: "ssh",
        host: url.hostname.replace(/^\[|\]$/g, ""),
        user: url.username === "" ? undefined : decodeURIComponent(url.username),
        port: url.port === "" ? undefined : Number(url.port),
      };
    }
    default:
      throw new EngineError("unsupported", `No client can use an address of the form ${scheme}://`);
  }
}

function parseUrl(url: string, text: string): URL {
  if (!URL.canParse(url)) throw notAnAddress(text);
  return new URL(url);
}

function notAnAddress(text: string): EngineError {
  return new EngineError("failed", `Not an engine address: ${withoutCredentials(text)}`);
}

function fromText(text: string, origin: AddressOrigin, sources: AddressSources): EngineTarget {
  return {
    address: parseAddress(text, tlsFromEnvironment(sources)),
    text: withoutCredentials(text),
    origin,
    context: undefined,
  };
}

async function fromContext(
  name: string,
  origin: AddressOrigin,
  sources: AddressSources,
): Promise<EngineTarget> {
  if (name === "default") return fromText(await defaultHost(sources), origin, sources);
  // The client names the folder of a context by the SHA-256 of its name (docker/cli cli/context/store).
  const id = createHash("sha256").update(name).digest("hex");
  const folder = path.join(configFolder(sources), "contexts");
  const meta = await readJson(path.join(folder, "meta", id, "meta.json"), sources);
  const host = hostOfContext(meta);
  if (host === "") {
    throw new EngineError(
      "notFound",
      `The Docker context "${name}" does not exist or names no engine`,
    );
  }
  const tlsFolder = path.join(folder, "tls", id, "docker");
  const endpoint = asRecord(asRecord(meta["Endpoints"])["docker"]);
  const tls =
    (await sources.listFolder(tlsFolder)).length > 0
      ? tlsFilesIn(tlsFolder, endpoint["SkipTLSVerify"] !== true)
      : undefined;
  return {
    address: parseAddress(host, tls),
    text: withoutCredentials(host),
    origin,
    context: name,
  };
}

function hostOfContext(meta: Readonly<Record<string, unknown>>): string {
  return asText(asRecord(asRecord(meta["Endpoints"])["docker"])["Host"]);
}

/** DOCKER_CONTEXT, else `currentContext` of config.json, else `default`. */
async function currentContext(sources: AddressSources): Promise<string> {
  const fromEnvironment = variable("DOCKER_CONTEXT", sources);
  if (fromEnvironment !== undefined) return fromEnvironment;
  const config = await readJson(path.join(configFolder(sources), "config.json"), sources);
  const current = asText(config["currentContext"]);
  return current === "" ? "default" : current;
}

async function defaultHost(sources: AddressSources): Promise<string> {
  const hosts = defaultHosts(sources);
  for (const host of hosts) {
    if (host.startsWith("unix://") && (await sources.exists(host.slice("unix://".length)))) {
      return host;
    }
  }
  return hosts[0] ?? "unix:///var/run/docker.sock";
}

function configFolder(sources: AddressSources): string {
  return variable("DOCKER_CONFIG", sources) ?? path.join(sources.homeFolder, ".docker");
}

function tlsFromEnvironment(sources: AddressSources): TlsFiles | undefined {
  // The client turns TLS on for any value of these but the empty one, "0" and "false" too.
  const verify = variable("DOCKER_TLS_VERIFY", sources) !== undefined;
  if (!verify && variable("DOCKER_TLS", sources) === undefined) return undefined;
  return tlsFilesIn(variable("DOCKER_CERT_PATH", sources) ?? configFolder(sources), verify);
}

/** An environment variable; an empty one counts as not set, as for the client. */
function variable(name: string, sources: AddressSources): string | undefined {
  const value = sources.env[name];
  return value === "" ? undefined : value;
}

function tlsFilesIn(folder: string, verify: boolean): TlsFiles {
  return {
    ca: path.join(folder, "ca.pem"),
    cert: path.join(folder, "cert.pem"),
    key: path.join(folder, "key.pem"),
    verify,
  };
}

/** A password never belongs into an address, and if it stands there it does not belong on a screen. */
function withoutCredentials(text: string): string {
  return text.replace(/^((?:[a-z]+:\/\/)?[^/@:]*):[^/]*@/i, "$1@");
}

async function readJson(
  file: string,
  sources: AddressSources,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await sources.readText(file);
  if (text === undefined) return {};
  try {
    return asRecord(JSON.parse(text));
  } catch (error) {
    throw new EngineError("failed", `${file} is not valid JSON`, { cause: error });
  }
}
