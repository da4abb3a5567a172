// What is gathered around a file of a daemon's configuration, and what dockerd gets in the end.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Configuration } from "../../src/daemonConfig/configuration.ts";
import { gather, readerOf, sourceOf, type Files } from "./configuredFiles.ts";
import { gatherConfiguration } from "../../src/daemonConfig/configuration.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";

const unitPath = "/etc/systemd/system/docker.service";
const dropIns = "/etc/systemd/system/docker.service.d";
const sysconfig = "/etc/sysconfig/docker";

/** What dockerd gets, word by word. */
function words({ commands }: Configuration): readonly string[] {
  return commands.flatMap((command) => command.words.map(({ text }) => text));
}

function unitWith(...lines: readonly string[]): string {
  return `[Service]\n${lines.join("\n")}\n`;
}

/** `option: value at its text` of everything that is set. */
function settings(files: Files, { options }: Configuration): readonly string[] {
  return options.flatMap(({ spelling, values }) =>
    values.map(({ text, place }) => {
      const path = place.uri.slice("file://".length);
      const written = files[path]?.slice(place.range.start, place.range.end);
      return `${spelling}: ${text} at ${path} ${written ?? ""}`;
    }),
  );
}

describe("the configuration around a file", () => {
  const files = {
    [unitPath]: unitWith(
      "Environment=A=-D",
      "EnvironmentFile=-/etc/sysconfig/docker",
      "ExecStart=/usr/bin/dockerd -H fd:// $A $OPTIONS",
    ),
    [sysconfig]: "OPTIONS='--mtu 1400 \\\n --icc=false'\nA=--ipv6\n",
    "/etc/docker/daemon.json": '{"bip": "10.0.0.1/24", "dns": ["1.1.1.1", "8.8.8.8"]}',
  };

  it("holds every option that dockerd gets, with the place of its value", async () => {
    const configuration = await gather(files, unitPath);
    assert.equal(configuration.scope, "machine");
    assert.deepEqual(settings(files, configuration), [
      `-H: fd:// at ${unitPath} fd://`,
      `--ipv6: true at ${sysconfig} --ipv6`,
      `--mtu: 1400 at ${sysconfig} 1400`,
      `--icc: false at ${sysconfig} false`,
      'bip: 10.0.0.1/24 at /etc/docker/daemon.json "10.0.0.1/24"',
      'dns: 1.1.1.1 at /etc/docker/daemon.json "1.1.1.1"',
      'dns: 8.8.8.8 at /etc/docker/daemon.json "8.8.8.8"',
    ]);
  });

  it("is the same from each of its files", async () => {
    const expected = settings(files, await gather(files, unitPath));
    for (const path of [sysconfig, "/etc/docker/daemon.json"]) {
      assert.deepEqual(settings(files, await gather(files, path)), expected, path);
    }
  });

  it("is found below another root", async () => {
    const moved = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`/r/rootfs${path}`, text]),
    );
    const configuration = await gather(moved, `/r/rootfs${sysconfig}`);
    assert.equal(configuration.scope, "tree");
    assert.equal(configuration.root, "/r/rootfs");
    assert.equal(settings(moved, configuration).length, 7);
  });

  it("takes the root that somebody sets", async () => {
    const moved = { "/r/docker.service": "", "/r/etc/systemd/system/docker.service": unitWith() };
    const configuration = await gather(moved, "/r/docker.service", "28.5", { root: "/r/" });
    assert.equal(configuration.unit?.main?.path, "/r/etc/systemd/system/docker.service");
  });

  it("takes the file at hand as it is, not as it is on disk", async () => {
    const { signal } = new AbortController();
    const file = { ...sourceOf(files, sysconfig), text: "OPTIONS=--debug" };
    const options = { version: [28, 5, 0], data: await loadOptionData() } as const;
    const configuration = await gatherConfiguration(file, readerOf(files), options, signal);
    assert.deepEqual(words(configuration), ["-H", "fd://", "-D", "--debug"]);
  });

  it("gives up when nobody wants it any more", async () => {
    const controller = new AbortController();
    controller.abort();
    const options = { version: [28, 5, 0], data: await loadOptionData() } as const;
    const gathering = gatherConfiguration(
      sourceOf(files, sysconfig),
      readerOf(files),
      options,
      controller.signal,
    );
    await assert.rejects(gathering, { name: "AbortError" });
  });
});

describe("the command line", () => {
  type Case = readonly [rule: string, files: Files, ...words: readonly string[]];
  const cases: readonly Case[] = [
    [
      "is reset by an empty assignment",
      {
        [unitPath]: unitWith("ExecStart=/usr/bin/dockerd --icc=false"),
        [`${dropIns}/x.conf`]: unitWith("ExecStart=", "ExecStart=/usr/bin/dockerd --ipv6"),
      },
      "--ipv6",
    ],
    [
      "is not changed behind a section header that systemd can't read",
      {
        [unitPath]: unitWith("ExecStart=/usr/bin/dockerd --icc=false"),
        [`${dropIns}/x.conf`]: "[Service] # mine\nExecStart=\nExecStart=/usr/bin/dockerd -D\n",
        [`${dropIns}/y.conf`]: "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd --ipv6\n[X\n",
      },
      "--ipv6",
    ],
    [
      "lets a file win over Environment=, and a later file over an earlier one",
      {
        [unitPath]: unitWith(
          "EnvironmentFile=/etc/a",
          "EnvironmentFile=-/etc/b",
          "Environment=A=own B=own C=own",
          "ExecStart=/usr/bin/dockerd $A $B $C",
        ),
        "/etc/a": "A=a\nB=a\n",
        "/etc/b": "A=b\n",
      },
      ...["b", "a", "own"],
    ],
    [
      "loses what an empty Environment= or EnvironmentFile= takes away",
      {
        [unitPath]: unitWith(
          "Environment=A=1",
          "EnvironmentFile=/etc/a",
          "Environment=",
          "EnvironmentFile=",
          "Environment=B=2",
          "ExecStart=/usr/bin/dockerd $A $B $C",
        ),
        "/etc/a": "C=3\n",
      },
      "2",
    ],
    [
      "has specifiers replaced, in paths too",
      {
        [unitPath]: unitWith(
          "EnvironmentFile=%E/default/%p",
          "ExecStart=/usr/bin/dockerd --pidfile=%t/%N.pid --label=a=%%b $A",
        ),
        "/etc/default/docker": "A=-D\n",
      },
      ...["--pidfile=/run/docker.pid", "--label=a=%b", "-D"],
    ],
    [
      "reads every file that a pattern matches, by name",
      {
        [unitPath]: unitWith(
          "EnvironmentFile=/etc/docker.d/*.env",
          "ExecStart=/usr/bin/dockerd $A $B",
        ),
        "/etc/docker.d/1.env": "A=1\nB=1\n",
        "/etc/docker.d/2.env": "B=2\n",
        "/etc/docker.d/.3.env": "B=3\n",
        "/etc/docker.d/4.bak": "B=4\n",
      },
      ...["1", "2"],
    ],
    [
      "is what follows `docker daemon`",
      { [unitPath]: unitWith("ExecStart=/usr/bin/docker daemon -H fd://") },
      ...["-H", "fd://"],
    ],
    [
      "is read behind a name for argv[0]",
      { [unitPath]: unitWith("ExecStart=@/usr/bin/dockerd dockerd -D") },
      "-D",
    ],
    [
      "is read in a shell's script, up to what the shell does with it",
      {
        [unitPath]: unitWith(
          "ExecStart=/bin/sh -c 'exec /usr/bin/dockerd --label \"a b\" >/dev/null 2>&1'",
        ),
      },
      ...["--label", "a b"],
    ],
    ["is none of another program's", { [unitPath]: unitWith("ExecStart=/usr/bin/podman -D") }],
    ["is none of the client's", { [unitPath]: unitWith("ExecStart=/usr/bin/docker run x") }],
  ];
  for (const [rule, files, ...expected] of cases) {
    it(rule, async () => {
      assert.deepEqual(words(await gather(files, unitPath)), expected);
    });
  }

  it("is one for each list of options in an environment file without a unit", async () => {
    const files = {
      [sysconfig]:
        "OPTIONS='-D'\nOPTIONS='--ipv6'\nDOCKER_CERT_PATH=/x\nDOCKER_NETWORK_OPTIONS=--icc\n",
    };
    assert.deepEqual(words(await gather(files, sysconfig)), ["--ipv6", "--icc"]);
  });
});

describe("the file of options", () => {
  const unit = unitWith("ExecStart=/usr/bin/dockerd --config-file /etc/d.json");

  it("is the one that the command line names", async () => {
    const files = { [unitPath]: unit, "/etc/d.json": "{}", "/etc/docker/daemon.json": "{}" };
    const { daemonJson } = await gather(files, unitPath);
    assert.deepEqual([daemonJson?.path, daemonJson?.isNamed], ["/etc/d.json", true]);
  });

  it("may be missing, or not readable", async () => {
    assert.equal((await gather({ [unitPath]: unit }, unitPath)).daemonJson?.status, "missing");
    const { signal } = new AbortController();
    const options = { version: [28, 5, 0], data: await loadOptionData() } as const;
    const reader = {
      ...readerOf({}),
      read: () => Promise.reject(new Error("permission denied")),
    };
    const file = sourceOf({ [unitPath]: unit }, unitPath);
    const { daemonJson } = await gatherConfiguration(file, reader, options, signal);
    assert.equal(daemonJson?.status, "unreadable");
  });

  it("says what flags would say", async () => {
    const path = "/etc/docker/daemon.json";
    const text = JSON.stringify({
      "default-address-pools": [{ base: "10.0.0.0/8", size: 24 }],
      "default-ulimits": { nofile: { Name: "nofile", Hard: 2, Soft: 1 } },
      "log-opts": { "max-size": "10m" },
      runtimes: { runsc: { path: "/bin/runsc" } },
      proxies: { "http-proxy": "http://p" },
      "live-restore": true,
      hosts: ["fd://"],
      nothing: 1,
    });
    const { options } = await gather({ [path]: text }, path);
    assert.deepEqual(
      options.map(
        ({ option, values }) => `${option.name} ${values.map((each) => each.text).join()}`,
      ),
      [
        "default-address-pool base=10.0.0.0/8,size=24",
        "default-ulimit nofile=1:2",
        "log-opt max-size=10m",
        "add-runtime runsc=/bin/runsc",
        "http-proxy http://p",
        "live-restore true",
        "host fd://",
      ],
    );
  });

  it("says nothing where it is no JSON", async () => {
    const path = "/etc/docker/daemon.json";
    assert.deepEqual((await gather({ [path]: '{"debug": true,}' }, path)).options, []);
    const trailing = { [path]: '{"debug": true} {}' };
    assert.equal((await gather(trailing, path, "20.10")).options.length, 1);
  });
});
