// Which files are the daemon's configuration, what is their root, and which are only templates of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeOfPath, uriOfPath } from "../../src/daemonConfig/configFile.ts";
import { templateLanguage } from "../../src/daemonConfig/syntax/templates.ts";

/** `kind root unit`, with `-` for no root. */
function place(path: string, text?: string): string | undefined {
  const found = placeOfPath(path, text);
  return found && `${found.kind} ${found.root ?? "-"} ${found.unitName}`;
}

describe("a path", () => {
  const cases: readonly (readonly [path: string, place: string])[] = [
    ["/usr/lib/systemd/system/docker.service", "unit  docker.service"],
    ["/lib/systemd/system/docker.service", "unit  docker.service"],
    ["/usr/local/lib/systemd/system/docker.service", "unit  docker.service"],
    ["/etc/systemd/system/docker.service.d/override.conf", "dropIn  docker.service"],
    ["/etc/systemd/system/docker.service.d/override", "dropIn  docker.service"],
    ["/run/systemd/system/docker.socket", "socket  docker.service"],
    ["/etc/sysconfig/docker-network", "environment  docker.service"],
    ["/etc/sysconfig/docker-latest-storage", "environment  docker-latest.service"],
    ["/etc/default/docker", "environment  docker.service"],
    ["/etc/conf.d/docker", "openrc  docker.service"],
    ["/etc/docker/daemon.json", "daemonJson  docker.service"],
    ["/r/files/etc/sysconfig/docker", "environment /r/files docker.service"],
    ["/r/rootfs/usr/lib/systemd/system/docker.service", "unit /r/rootfs docker.service"],
    ["/c:/r/etc/docker/daemon.json", "daemonJson /c:/r docker.service"],
    ["/r/docker.service", "unit - docker.service"],
    ["/r/docker-latest.service", "unit - docker-latest.service"],
    ["/r/docker.service.d/http-proxy.conf", "dropIn - docker.service"],
    ["/etc/systemd/system/docker.d/x.conf", "dropIn - docker.service"],
    ["/r/docker-storage.sysconfig", "environment - docker.service"],
    ["/r/sysconfig/docker", "environment - docker.service"],
    ["/r/docker.confd", "openrc - docker.service"],
    ["/r/daemon.json", "daemonJson - docker.service"],
    ["/r/docker/daemon-remap.json", "daemonJson - docker.service"],
    ["/home/u/.config/systemd/user/docker.service", "unit - docker.service"],
    ["/r/templates/docker.service.j2", "unit - docker.service"],
    ["/r/templates/docker.socket.jinja2", "socket - docker.service"],
    ["/r/etc/systemd/system/docker.service.d/proxy.conf.erb", "dropIn - docker.service"],
    ["/r/templates/etc/sysconfig/docker-network.epp", "environment - docker.service"],
    ["/etc/default/docker.tmpl", "environment - docker.service"],
    ["/r/docker.sysconfig.tpl", "environment - docker.service"],
    ["/r/docker.confd.j2", "openrc - docker.service"],
    ["/etc/docker/daemon.json.gotmpl", "daemonJson - docker.service"],
    ["/r/daemon.j2.json", "daemonJson - docker.service"],
  ];
  for (const [path, expected] of cases) {
    it(`tells what ${path} is`, () => {
      assert.equal(place(path), expected);
    });
  }

  for (const path of [
    "/etc/sysconfig/docker-storage-setup",
    "/r/docker",
    "/r/override.conf",
    "/r/package.json",
    "/etc/systemd/system/dockerish.service",
    "/r/roles/docker/files/docker",
    "/r/docker.j2",
    "/r/nginx.conf.j2",
  ]) {
    it(`does not claim ${path}`, () => {
      assert.equal(place(path), undefined);
    });
  }

  it("needs the text where others use the name too", () => {
    const dropIn = "[Service]\nEnvironment=HTTP_PROXY=http://p\n";
    assert.equal(place("/r/docker/override.conf", dropIn), "dropIn - docker.service");
    assert.equal(place("/r/nginx/override.conf", dropIn), undefined);
    assert.equal(
      place("/r/hosts.conf", "[Service]\nExecStart=/usr/bin/dockerd\n"),
      "dropIn - docker.service",
    );
    assert.equal(place("/r/docker/nginx.conf", "server {}\n"), undefined);
    const options = '# comment\nDOCKER_OPTS="-D"\n';
    assert.equal(place("/r/files/docker", options), "environment - docker.service");
    assert.equal(place("/r/files/docker", `#!/bin/sh\n${options}`), undefined);
    assert.equal(place("/r/files/docker", "FROM=1\n"), undefined);
    assert.equal(place("/r/files/docker.erb", options), "environment - docker.service");
    assert.equal(place("/r/docker/override.conf.j2", dropIn), "dropIn - docker.service");
  });
});

describe("the URI of another file", () => {
  it("is of the same scheme, and encoded as VS Code does", () => {
    const beside = { uri: "vscode-remote://ssh-remote%2Bhost/etc/docker/daemon.json" };
    assert.equal(
      uriOfPath("/a b/(c)!ä", beside),
      "vscode-remote://ssh-remote%2Bhost/a%20b/%28c%29%21%C3%A4",
    );
    assert.equal(uriOfPath("/c:/x", { uri: "file:///y" }), "file:///c%3A/x");
  });
});

describe("a template", () => {
  const templates: readonly (readonly [path: string, text: string, language: string])[] = [
    ["/r/docker.service.j2", "", "jinja"],
    ["/r/daemon.j2.json", "", "jinja"],
    ["/r/docker.erb", "", "erb"],
    ["/r/docker.service.tmpl", "", "go"],
    ["/r/docker.service", "ExecStart={{ bin_dir }}/dockerd", "jinja"],
    ["/r/docker.service", "{% if x %}\n", "jinja"],
    ["/r/docker.service", "{%- if x %}\n", "jinja"],
    ["/r/docker", 'OPTIONS="<%= @options %>"', "erb"],
    ["/r/docker", "OPTIONS={{ .Values.options }}", "go"],
    ["/r/docker", "--log-opt tag={{.Name}} --mtu {{mtu}}", "jinja"],
  ];
  for (const [path, text, language] of templates) {
    it(`is recognized: ${path} ${text.trim()}`, () => {
      assert.equal(templateLanguage(path, text), language);
    });
  }

  for (const text of [
    "--log-opt tag={{.Name}}/{{.ID}}",
    '"tag": "{{ .ImageName }}"',
    'docker ps --format "{{.Names}}"',
    "docker inspect -f '{{json .State}}' x",
    "Environment={}",
    "# 100 % {safe}",
  ]) {
    it(`is not seen where Docker itself fills in: ${text}`, () => {
      assert.equal(templateLanguage("/r/docker.service", text), undefined);
    });
  }
});
