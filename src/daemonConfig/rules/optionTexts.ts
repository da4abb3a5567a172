// The words of what is wrong with options once unit and daemon.json are looked at together.
import type { ProblemTexts } from "./problemTexts.ts";

export const optionTexts = {
  optionInBoth:
    "{name} is set both on the command line ({flag}) and in daemon.json ({key}). dockerd takes it from one of them only, and does not start.",
  hostsInBoth:
    'dockerd does not start with "hosts" in daemon.json and {flag} on the command line. Keep one of them: a drop-in can start dockerd without {flag}.',
  daemonJsonMissing: "There is no {path}, and dockerd does not start without the file named here.",
  tcpWithoutTls:
    "{host} without tlsverify makes everyone who can reach this port root on the machine. Use TLS with client certificates, or an ssh:// context instead of a port.",
  loopbackTcpWithoutTls:
    "{host} without tlsverify makes every program and user of this machine root. Use the unix socket, or TLS with client certificates.",
  noLocalHost:
    "dockerd listens only where the docker command does not look by itself. Add -H fd:// or -H unix:///var/run/docker.sock, or use a context.",
  fdWithoutSocket:
    "fd:// takes over what docker.socket listens on, and there is no docker.socket here: dockerd does not start.",
  noListen:
    "Without a ListenStream= systemd refuses to start the socket, and docker.service with it.",
  containerdDropped:
    "The command that this one replaces has {option}. Without it dockerd starts a containerd of its own.",
  missingInterface: "This machine has no network interface {name}. It has {interfaces}.",
} as const satisfies ProblemTexts;
