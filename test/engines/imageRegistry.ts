// An image registry with one small image, so that pulling can be tested without leaving the machine.
// Run as a program it serves on a port of the network namespace it is started in:
// `node imageRegistry.ts PORT`. Any name and tag gets the same image.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { ensureTestImages } from "../setup/testImages.ts";
import { type Child, startChild } from "../setup/child.ts";
import { run } from "../setup/process.ts";
import type { TestEngine } from "./testEngine.ts";

const port = 5000;

/** Where an engine finds the registry: engines trust their own loopback without TLS. */
export const registryName = `127.0.0.1:${port}`;

/** Starts a registry in the host of an engine. Resolves when it answers. */
export async function startRegistry(engine: TestEngine): Promise<Child> {
  await ensureTestImages();
  const namespace = `--net=/proc/${engine.hostPid}/ns/net`;
  const program = [process.execPath, import.meta.filename, String(port)];
  const log = path.join(engine.sharedFolder, "registry.log");
  const child = startChild("nsenter", [namespace, ...program], { env: process.env, log });
  await child.waitFor(/listening/);
  return child;
}

interface Blob {
  readonly digest: string;
  readonly type: string;
  readonly bytes: Buffer;
}

async function serve(): Promise<void> {
  const [manifest, ...others] = await readImage();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const wanted = pathname.split("/").at(-1) ?? "";
    const isManifest = pathname.includes("/manifests/");
    const blob = isManifest ? manifest : others.find(({ digest }) => digest === wanted);
    if (pathname === "/v2/") response.end("{}");
    else send(response, blob);
  });
  server.listen(Number(process.argv[2]), "127.0.0.1");
  await once(server, "listening");
  console.log("listening");
}

function send(response: ServerResponse, blob: Blob | undefined): void {
  response.statusCode = blob === undefined ? 404 : 200;
  if (blob === undefined) {
    response.end("{}");
    return;
  }
  response.setHeader("Content-Type", blob.type);
  response.setHeader("Content-Length", blob.bytes.length);
  response.setHeader("Docker-Content-Digest", blob.digest);
  response.end(response.req.method === "HEAD" ? undefined : blob.bytes);
}

/** The manifest, the configuration and the layer of the first test image. */
async function readImage(): Promise<readonly [Blob, ...Blob[]]> {
  const folder = await mkdtemp(path.join(tmpdir(), "portolan-registry-"));
  try {
    await run("tar", ["-C", folder, "-xf", await ensureTestImages()]);
    const index: unknown = JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8"));
    const { config, layer } = partsOf(index);
    const configBlob = blobOf("container.image.v1+json", await readFile(path.join(folder, config)));
    const bytes = gzipSync(await readFile(path.join(folder, layer)));
    const layerBlob = blobOf("image.rootfs.diff.tar.gzip", bytes);
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaType("distribution.manifest.v2+json"),
      config: descriptionOf(configBlob),
      layers: [descriptionOf(layerBlob)],
    });
    return [blobOf("distribution.manifest.v2+json", Buffer.from(manifest)), configBlob, layerBlob];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files of the first image, from the archive's `manifest.json`. */
function partsOf(index: unknown): { readonly config: string; readonly layer: string } {
  const image = firstOf(index);
  if (typeof image === "object" && image !== null && "Config" in image && "Layers" in image) {
    return { config: String(image.Config), layer: String(firstOf(image.Layers)) };
  }
  throw new Error("The archive of the test images has another form.");
}

function firstOf(list: unknown): unknown {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  return items[0];
}

function blobOf(type: string, bytes: Buffer): Blob {
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return { digest, type: mediaType(type), bytes };
}

function descriptionOf({ digest, type, bytes }: Blob): Readonly<Record<string, unknown>> {
  return { mediaType: type, size: bytes.length, digest };
}

function mediaType(name: string): string {
  return `application/vnd.docker.${name}`;
}

if (process.argv[1] === import.meta.filename) await serve();
