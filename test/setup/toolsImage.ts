// An image with the tools that Debian's images have where busybox has its own: another shell, ping, resolver
// and HTTP client. Made of this machine's programs, for the one test that needs it.
import { access, copyFile, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache.ts";
import { ensurePackages } from "./debian.ts";
import { run } from "./process.ts";
import { addImage } from "./testImages.ts";

export const toolsImage = "portolan-test/tools:latest";

const packages = ["bash", "curl", "dash", "iputils-ping"];
const programs = ["bash", "cat", "curl", "dash", "getent", "ping", "sleep", "timeout"];

/** The path of an archive with the image, for `POST /images/load`. Made on the first call. */
export async function ensureToolsImage(): Promise<string> {
  const folder = await cached("tools-image-1", makeArchive, (found) =>
    access(path.join(found, "tools.tar")).then(
      () => true,
      () => false,
    ),
  );
  return path.join(folder, "tools.tar");
}

async function makeArchive(folder: string): Promise<void> {
  await ensurePackages(packages);
  const root = path.join(folder, "tools");
  await mkdir(path.join(root, "bin"), { recursive: true });
  for (const program of programs) {
    const found = (await run("sh", ["-c", 'command -v -- "$1"', "sh", program])).trim();
    await copyFile(found, path.join(root, "bin", program));
    for (const library of await librariesOf(found)) {
      await mkdir(path.join(root, path.dirname(library)), { recursive: true });
      await copyFile(library, path.join(root, library));
    }
  }
  await symlink("dash", path.join(root, "bin/sh"));
  await mkdir(path.join(root, "etc"));
  await writeFile(path.join(root, "etc/passwd"), "root:x:0:0:root:/:/bin/sh\n");
  await writeFile(path.join(root, "etc/nsswitch.conf"), "hosts: files dns\n");
  const archive = path.join(folder, "archive");
  await mkdir(archive);
  const image = await addImage(archive, root, { tag: toolsImage, command: ["sleep", "86400"] });
  await writeFile(path.join(archive, "manifest.json"), JSON.stringify([image]));
  await run("tar", ["-C", archive, "-cf", path.join(folder, "tools.tar"), "."]);
  for (const part of [root, archive]) await rm(part, { recursive: true });
}

/** The shared libraries that a program loads, and what loads them. */
async function librariesOf(program: string): Promise<readonly string[]> {
  const listed = await run("ldd", [program]);
  return [...listed.matchAll(/(\/\S+) \(0x/g)].map(([, library = ""]) => library);
}
