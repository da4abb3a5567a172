// Every snippet as it is inserted, judged by our own rules for the engines it is for.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseDaemonJson } from "../../src/daemonConfig/syntax/daemonJson.ts";
import { snippetsFor, type Snippet } from "../../src/daemonConfig/snippets.ts";
import { gather, problemsIn, type Files } from "./configuredFiles.ts";

const packaged = [
  "[Service]",
  "Type=notify",
  "ExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock",
  "",
].join("\n");
const unitPath = "/lib/systemd/system/docker.service";
const dropInPath = "/etc/systemd/system/docker.service.d/override.conf";
const environmentPath = "/etc/sysconfig/docker";
const jsonPath = "/etc/docker/daemon.json";
const socket = { "/lib/systemd/system/docker.socket": "[Socket]\nListenStream=/run/docker.sock\n" };
const machine = { ...socket, [unitPath]: packaged };

/** A snippet with its defaults filled in. */
function filledIn({ body }: Pick<Snippet, "body">): string {
  const defaults = new Map<string, string>();
  const text = body.replace(
    /\\([$\\}])|\$\{(\d+)(?::([^}]*)|\|([^,|]*)[^|]*\|)\}|\$(\d+)/g,
    (_, escaped?: string, number?: string, plain?: string, choice?: string, mirror?: string) => {
      if (escaped !== undefined) return escaped;
      if (mirror !== undefined) return defaults.get(mirror) ?? "";
      defaults.set(number ?? "", plain ?? choice ?? "");
      return plain ?? choice ?? "";
    },
  );
  return `${text}\n`;
}

function snippet(kind: Parameters<typeof snippetsFor>[0], prefix: string): Snippet {
  const found = snippetsFor(kind, [19, 3, 15]).find((one) => one.prefix === prefix);
  assert.ok(found, prefix);
  return found;
}

const bodyOf = (kind: Parameters<typeof snippetsFor>[0], prefix: string): string =>
  filledIn(snippet(kind, prefix));

/** The codes of all errors and warnings in all the files. */
async function findings(files: Files, release: string): Promise<readonly string[]> {
  const found = await Promise.all(
    Object.keys(files).map((path) => problemsIn(files, path, release)),
  );
  return found
    .flat()
    .filter(({ severity }) => severity !== "information")
    .map(({ code, uri }) => `${code} ${uri}`);
}

/** What dockerd gets with these files, as `name=value`. */
async function effective(files: Files, path: string, release: string): Promise<readonly string[]> {
  const { options } = await gather(files, path, release);
  return options.map(
    ({ option, values }) => `${option.name}=${values.map(({ text }) => text).join(" ")}`,
  );
}

const containerd = "containerd=/run/containerd/containerd.sock";
const store = "cluster-store=consul://192.168.50.157:8500";
const advertise = "cluster-advertise=eth0:2376";

describe("the snippets for a unit or drop-in", () => {
  it("set up the overlay through an environment file", async () => {
    const files = {
      ...machine,
      [dropInPath]: bodyOf("dropIn", "overlay-environment-file"),
      [environmentPath]: bodyOf("environment", "overlay-environment-file"),
    };
    assert.deepEqual(await findings(files, "19.03"), []);
    const expected = ["host=fd://", containerd, store, advertise];
    assert.deepEqual(await effective(files, dropInPath, "19.03"), expected);
  });

  it("set up the overlay in the command line", async () => {
    const files = { ...machine, [dropInPath]: bodyOf("dropIn", "overlay-options") };
    assert.deepEqual(await findings(files, "19.03"), []);
    const expected = ["host=fd://", containerd, store, advertise];
    assert.deepEqual(await effective(files, dropInPath, "19.03"), expected);
  });

  it("open a TCP port for clients with a certificate", async () => {
    const files = { ...machine, [dropInPath]: bodyOf("dropIn", "tcp-tls") };
    for (const release of ["20.10", "28.5"]) assert.deepEqual(await findings(files, release), []);
    assert.deepEqual(await effective(files, dropInPath, "28.5"), [
      "host=fd:// tcp://0.0.0.0:2376",
      containerd,
      "tlsverify=true",
      "tlscacert=/etc/docker/tls/ca.pem",
      "tlscert=/etc/docker/tls/server-cert.pem",
      "tlskey=/etc/docker/tls/server-key.pem",
    ]);
  });

  it("set a proxy", async () => {
    const files = { ...machine, [dropInPath]: bodyOf("dropIn", "proxy") };
    assert.deepEqual(await findings(files, "28.5"), []);
    const { definitions } = await gather(files, dropInPath);
    assert.deepEqual(
      definitions.map(({ name }) => name),
      ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"],
    );
  });

  it("leave the hosts to daemon.json", async () => {
    for (const prefix of ["hosts", "hosts-tls"]) {
      const files = {
        ...machine,
        [dropInPath]: bodyOf("dropIn", "hosts-from-daemon-json"),
        [jsonPath]: `{\n${bodyOf("daemonJson", prefix)}}\n`,
      };
      assert.deepEqual(await findings(files, "28.5"), [], prefix);
      const [first, second] = await effective(files, dropInPath, "28.5");
      assert.equal(first, containerd);
      assert.match(second ?? "", /^host=fd:\/\/ (?:unix|tcp):/);
    }
  });

  it("are right in the unit itself too", async () => {
    for (const { prefix, removedIn } of snippetsFor("unit", [19, 3, 15])) {
      const files = {
        ...socket,
        [unitPath]: packaged + bodyOf("unit", prefix),
        [environmentPath]: bodyOf("environment", "overlay-environment-file"),
      };
      const { commands } = await gather(
        files,
        unitPath,
        removedIn === undefined ? "28.5" : "19.03",
      );
      assert.equal(commands.length, 1, prefix);
    }
  });
});

describe("the snippets for daemon.json", () => {
  it("are members of its object, each and all together", async () => {
    const all = snippetsFor("daemonJson", [28, 5, 2]).filter(({ prefix }) => prefix !== "hosts");
    const texts = [...all.map(filledIn), all.map(filledIn).join(",")];
    for (const text of texts) {
      const files = {
        ...machine,
        [dropInPath]: bodyOf("dropIn", "hosts-from-daemon-json"),
        [jsonPath]: `{${text}}`,
      };
      assert.deepEqual(parseDaemonJson(`{${text}}`).faults, [], text);
      assert.deepEqual(await findings(files, "28.5"), [], text);
    }
  });
});

describe("all snippets", () => {
  const kinds = ["unit", "dropIn", "environment", "daemonJson"] as const;

  it("have a prefix of their own for each kind of file", () => {
    for (const kind of kinds) {
      const prefixes = snippetsFor(kind, [19, 3, 15]).map(({ prefix }) => prefix);
      assert.deepEqual([...new Set(prefixes)], prefixes);
      assert.ok(prefixes.length > 0, kind);
    }
  });

  it("are not offered to a daemon that refuses them", () => {
    for (const kind of kinds) {
      const prefixes = snippetsFor(kind, [28, 5, 2]).map(({ prefix }) => prefix);
      assert.ok(!prefixes.some((prefix) => prefix.startsWith("overlay")), kind);
    }
  });
});
