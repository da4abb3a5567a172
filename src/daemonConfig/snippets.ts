// What people look up before they write it: whole pieces of configuration, with places to fill in.
import type { ConfigFileKind } from "./configFile.ts";
import { isAtLeast, type EngineVersion } from "./options/engineVersion.ts";

export interface Snippet {
  /** What one types to get it; unique. */
  readonly prefix: string;
  /** English, for `Translate`. */
  readonly title: string;
  /** One or two sentences on what it does and what it needs. English, for `Translate`. */
  readonly description: string;
  readonly kinds: readonly ConfigFileKind[];
  /** The first release whose daemon does not take it. */
  readonly removedIn?: string;
  /**
   * Whole lines in the snippet syntax of the Language Server Protocol. For daemon.json they are members
   * of its object, without the comma after the last.
   */
  readonly body: string;
}

/** The snippets for a kind of file that the daemon of that release takes. */
export function snippetsFor(kind: ConfigFileKind, version: EngineVersion): readonly Snippet[] {
  return snippets.filter(
    ({ kinds, removedIn }) =>
      kinds.includes(kind) && (removedIn === undefined || !isAtLeast(version, removedIn)),
  );
}

const program = "${1|/usr/bin/dockerd,/usr/sbin/dockerd|}";
const containerd = "--containerd=/run/containerd/containerd.sock";
const unit = ["unit", "dropIn"] as const;

/** The lines that replace the packaged command line; they are right in a unit as well as in a drop-in. */
const start = (words: string): readonly string[] => ["ExecStart=", `ExecStart=${program} ${words}`];

const lines = (...parts: readonly (string | readonly string[])[]): string =>
  parts.flat().join("\n");

const overlayStore = "--cluster-store=${2|consul,etcd,zk|}://${3:192.168.50.157:8500}";
const overlayAdvertise = "--cluster-advertise=${4:eth0}:${5:2376}";

const unitSnippets: readonly Snippet[] = [
  {
    prefix: "overlay-environment-file",
    title: "Overlay with a key-value store: options from /etc/sysconfig/docker",
    description:
      "For engines before 23.0. The unit reads /etc/sysconfig/docker and hands on what OPTIONS says there; the snippet of the same name for that file sets it.",
    kinds: unit,
    removedIn: "23.0.0",
    body: lines(
      "[Service]",
      "EnvironmentFile=-/etc/sysconfig/docker",
      start(`-H fd:// ${containerd} \\$OPTIONS`),
    ),
  },
  {
    prefix: "overlay-options",
    title: "Overlay with a key-value store: options in ExecStart=",
    description:
      "For engines before 23.0. Every host names the same store, and the interface or address that the others reach it by.",
    kinds: unit,
    removedIn: "23.0.0",
    body: lines(
      "[Service]",
      start(`-H fd:// ${containerd} \\\\`),
      `    ${overlayStore} \\\\`,
      `    ${overlayAdvertise}`,
    ),
  },
  {
    prefix: "tcp-tls",
    title: "TCP with TLS",
    description:
      "Listens on port 2376 for clients whose certificate this authority has signed. Without --tlsverify anyone who reaches the port is root.",
    kinds: unit,
    body: lines(
      "[Service]",
      start(`-H fd:// -H tcp://\${2:0.0.0.0}:2376 ${containerd} \\\\`),
      "    --tlsverify --tlscacert=${3:/etc/docker/tls}/ca.pem \\\\",
      "    --tlscert=$3/server-cert.pem --tlskey=$3/server-key.pem",
    ),
  },
  {
    prefix: "proxy",
    title: "Proxy for the daemon",
    description:
      "The daemon pulls and pushes images through this proxy. Write a percent sign in a password twice.",
    kinds: unit,
    body: lines(
      "[Service]",
      'Environment="HTTP_PROXY=${1:http://proxy.example.com:3128}"',
      'Environment="HTTPS_PROXY=$1"',
      'Environment="NO_PROXY=${2:localhost,127.0.0.1,.example.com}"',
    ),
  },
  {
    prefix: "hosts-from-daemon-json",
    title: "Leave the hosts to daemon.json",
    description:
      "Takes -H out of the packaged command line: dockerd does not start where it and daemon.json both name hosts.",
    kinds: unit,
    body: lines("[Service]", start(containerd)),
  },
];

const environmentSnippets: readonly Snippet[] = [
  {
    prefix: "overlay-environment-file",
    title: "Overlay with a key-value store",
    description:
      "For engines before 23.0, and for a unit whose ExecStart= hands on this variable. Every host names the same store, and the interface or address that the others reach it by.",
    kinds: ["environment"],
    removedIn: "23.0.0",
    body: `\${1|OPTIONS,DOCKER_OPTS|}="${overlayStore} ${overlayAdvertise}"`,
  },
];

const jsonSnippets: readonly Snippet[] = [
  {
    prefix: "hosts",
    title: "Hosts (needs the drop-in that takes -H away)",
    description:
      "Where the daemon listens. The packaged unit says -H fd:// already, so add the snippet “hosts-from-daemon-json” as a drop-in of docker.service.",
    kinds: ["daemonJson"],
    body: '"hosts": ["fd://", "unix://${1:/run/docker-remote.sock}"]',
  },
  {
    prefix: "hosts-tls",
    title: "Hosts with TLS (needs the drop-in that takes -H away)",
    description:
      "Listens on port 2376 for clients whose certificate this authority has signed. The packaged unit says -H fd:// already, so add the snippet “hosts-from-daemon-json” as a drop-in of docker.service.",
    kinds: ["daemonJson"],
    body: lines(
      '"hosts": ["fd://", "tcp://${1:0.0.0.0}:2376"],',
      '"tlsverify": true,',
      '"tlscacert": "${2:/etc/docker/tls}/ca.pem",',
      '"tlscert": "$2/server-cert.pem",',
      '"tlskey": "$2/server-key.pem"',
    ),
  },
  {
    prefix: "address-pools",
    title: "Address pools for new networks",
    description:
      "New networks take their subnets from here instead of Docker's own pools. Choose ranges that neither your network nor your VPN uses.",
    kinds: ["daemonJson"],
    body: lines(
      '"default-address-pools": [',
      '  { "base": "${1:10.200.0.0/16}", "size": ${2:24} }',
      "]",
    ),
  },
  {
    prefix: "registry-mirrors",
    title: "Registry mirrors",
    description: "Pulls from Docker Hub go to these first.",
    kinds: ["daemonJson"],
    body: '"registry-mirrors": ["${1:https://mirror.example.com}"]',
  },
  {
    prefix: "log-rotation",
    title: "Log rotation",
    description: "Containers made from now on keep so many log files of this size, and no more.",
    kinds: ["daemonJson"],
    body: lines(
      '"log-driver": "${1|json-file,local|}",',
      '"log-opts": {',
      '  "max-size": "${2:10m}",',
      '  "max-file": "${3:3}"',
      "}",
    ),
  },
];

const snippets: readonly Snippet[] = [...unitSnippets, ...environmentSnippets, ...jsonSnippets];
