// Names of images: when two mean the same one, and which texts are none. Pure.

/** True where the engine has the image under this or an equal name. */
export function isLocal(image: string, localNames: readonly string[]): boolean {
  return localNames.some((name) => fullName(name) === fullName(image));
}

/** True for what an engine takes as an image: `busybox`, `quay.io/team/app:1.2`, `app@sha256:…`. */
export function isImageName(text: string): boolean {
  const host = "(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::\\d+)?/)?";
  const path = "[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*";
  const tag = "(?::\\w[\\w.-]{0,127})?(?:@[a-z0-9]+:[a-f0-9]{32,})?";
  return new RegExp(`^${host}${path}${tag}$`).test(text);
}

/** Docker leaves out its own registry and the tag `latest`; Podman writes them, and `localhost` for what was made here. */
function fullName(image: string): string {
  const short = image.replace(/^docker\.io\//, "").replace(/^(library|localhost)\//, "");
  return /[:@][^/]+$/.test(short) ? short : `${short}:latest`;
}
