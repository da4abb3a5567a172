// Everything that the test engines need on this machine, installed or made only when missing.
import { existsSync } from "node:fs";
import { chmod, rm, writeFile } from "node:fs/promises";
import { ensureEngineRoot } from "./engineRoot.ts";
import { ensurePackages } from "./debian.ts";
import { ensureTestImages } from "./testImages.ts";

const packages = [
  ...["docker.io", "podman", "netavark", "aardvark-dns", "runc"],
  ...["iptables", "iproute2", "openssh-server", "openssh-client", "openssl"],
  ...["debootstrap", "busybox-static", "gcc", "libc6-dev", "etcd-server"],
];

export interface EngineSetup {
  /** The root of the newer Docker Engine. */
  readonly engineRoot: string;
  /** The archive of the test images. */
  readonly images: string;
}

/** Makes sure that the test engines can start. Takes a minute or two once, and then milliseconds. */
export async function ensureEngines(): Promise<EngineSetup> {
  await withoutServices(() => ensurePackages(packages));
  const images = await ensureTestImages();
  return { engineRoot: await ensureEngineRoot(), images };
}

/** Installing an engine, an ssh server or a store must not start one on this machine. */
async function withoutServices(install: () => Promise<void>): Promise<void> {
  const policy = "/usr/sbin/policy-rc.d";
  const isInstalled = ["/usr/sbin/dockerd", "/usr/sbin/sshd", "/usr/bin/etcd"].every(existsSync);
  if (isInstalled || existsSync(policy) || process.getuid?.() !== 0) return install();
  try {
    // If we are killed on the way, the file that stays allows everything again.
    await writeFile(
      policy,
      `#!/bin/sh\nif kill -0 ${process.pid} 2>/dev/null; then exit 101; fi\n`,
    );
    await chmod(policy, 0o755);
    await install();
  } finally {
    await rm(policy, { force: true });
  }
}
