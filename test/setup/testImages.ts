// The two images of the tests, as one archive that every engine loads: there is no registry to pull from.
import { createHash } from "node:crypto";
import { access, mkdir, readFile, rm, symlink, writeFile, copyFile } from "node:fs/promises";
import path from "node:path";
import { cached } from "./cache.ts";
import { run } from "./process.ts";

/** busybox: a shell, ping, nslookup and the rest. */
export const busyboxImage = "busybox:latest";

/** One program that waits: no shell, no ping, like the images people build for production. */
export const distrolessImage = "portolan-test/distroless:latest";

const archiveName = "images.tar";

/** The path of an archive with both images, for `POST /images/load`. Made on the first call. */
export async function ensureTestImages(): Promise<string> {
  const folder = await cached("test-images-2", makeArchive, (folder) =>
    access(path.join(folder, archiveName)).then(
      () => true,
      () => false,
    ),
  );
  return path.join(folder, archiveName);
}

async function makeArchive(folder: string): Promise<void> {
  const busybox = path.join(folder, "busybox");
  const distroless = path.join(folder, "distroless");
  await makeBusyboxRoot(busybox);
  await makeDistrolessRoot(distroless);
  const archive = path.join(folder, "archive");
  await mkdir(archive);
  const manifest = [
    await addImage(archive, busybox, { tag: busyboxImage, command: ["sh"] }),
    await addImage(archive, distroless, { tag: distrolessImage, command: ["/wait"] }),
  ];
  await writeFile(path.join(archive, "manifest.json"), JSON.stringify(manifest));
  await run("tar", ["-C", archive, "-cf", path.join(folder, archiveName), "."]);
  for (const part of [busybox, distroless, archive]) await rm(part, { recursive: true });
}

async function makeBusyboxRoot(root: string): Promise<void> {
  for (const part of ["bin", "etc", "tmp", "root"]) {
    await mkdir(path.join(root, part), { recursive: true });
  }
  await copyFile("/bin/busybox", path.join(root, "bin/busybox"));
  const applets = await run("/bin/busybox", ["--list"]);
  for (const applet of new Set(applets.split("\n"))) {
    if (applet === "" || applet === "busybox") continue;
    await symlink("busybox", path.join(root, "bin", applet));
  }
  await writeFile(path.join(root, "etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
  await writeFile(path.join(root, "etc/group"), "root:x:0:\n");
}

async function makeDistrolessRoot(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  const source = "#include <unistd.h>\nint main(void) { for (;;) pause(); }\n";
  await run("cc", ["-static", "-Os", "-s", "-x", "c", "-o", path.join(root, "wait"), "-"], {
    input: source,
  });
}

interface Image {
  readonly tag: string;
  readonly command: readonly string[];
}

/** Adds an image of one layer, in the format of `docker save`. Returns its entry of the manifest. */
export async function addImage(archive: string, root: string, image: Image): Promise<unknown> {
  const layer = `${path.basename(root)}.tar`;
  const file = path.join(archive, layer);
  // The same content is to give the same image id on every machine.
  const stable = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
  await run("tar", ["-C", root, ...stable, "-cf", file, "."]);
  const config = JSON.stringify({
    architecture: process.arch === "x64" ? "amd64" : process.arch,
    os: "linux",
    created: "2026-01-01T00:00:00Z",
    // A shell as the first process ignores SIGTERM, and each stop would wait for ten seconds.
    config: {
      Cmd: image.command,
      StopSignal: "SIGKILL",
      Env: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"],
    },
    rootfs: { type: "layers", diff_ids: [`sha256:${hash(await readFile(file))}`] },
    history: [{ created: "2026-01-01T00:00:00Z" }],
  });
  const configName = `${hash(config)}.json`;
  await writeFile(path.join(archive, configName), config);
  return { Config: configName, RepoTags: [image.tag], Layers: [layer] };
}

function hash(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
