#!/bin/sh
# systemd in a host of test/engines, with the units of Docker and little else.
#
#   systemdHost.sh start DOCKERD   make a process namespace of its own for it, as it wants to be the first process
#   systemdHost.sh boot DOCKERD    what runs there: prepare the root, then become systemd
set -eu

start() {
  exec unshare --mount --pid --fork --kill-child --mount-proc sh "$0" boot "$@"
}

boot() {
  make_units
  # The host's root is a throw-away one, its programs are those of the machine.
  if [ "$1" != /usr/sbin/dockerd ]; then mount --bind "$1" /usr/sbin/dockerd; fi
  mkdir -p /run/systemd /var/log/journal
  # Told that it is in a container, it leaves the kernel's settings alone.
  exec env -i container=portolan PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --unit=basic.target --log-target=null --show-status=0
}

# Of the machine's units those that Docker needs, so that nothing else is started.
make_units() {
  packaged=/usr/lib/systemd/system
  mkdir /run/units
  for unit in docker.service docker.socket containerd.service \
    systemd-journald.service systemd-journald.socket systemd-journald-dev-log.socket \
    network.target network-online.target shutdown.target sockets.target slices.target; do
    cp "$packaged/$unit" /run/units
  done
  for unit in basic sysinit; do
    printf '[Unit]\nDefaultDependencies=no\nWants=systemd-journald.service\n' >/run/units/$unit.target
  done
  mount --bind /run/units "$packaged"
  mount -t tmpfs -o mode=755 units /etc/systemd/system
}

"$@"
