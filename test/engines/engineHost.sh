#!/bin/sh
# One stand-in host for one engine: its own network, host name, processes, mounts and cgroups over a
# throw-away root. Nothing of it outlives the process that holds the other end of our standard input.
#
#   engineHost.sh guard FOLDER LOWER HOSTNAME   make the host, wait for its end, clean up after it
#   engineHost.sh enter FOLDER PID COMMAND…     run a program inside it, as one of its processes
set -eu

# The addresses of TEST-NET-2: the host's own way out, and somebody at its other end.
host_address=198.51.100.1/24
outside_address=198.51.100.7

guard() {
  folder=$1
  (
    join_cgroups "$folder"
    exec unshare --mount --net --uts --ipc --pid --cgroup --fork --kill-child sh "$0" inside "$@"
  ) || true
  # Every process of the host is gone here: the kernel ends them with the first one, and with them
  # go the namespaces and the mounts. Folders and cgroups are what the kernel leaves to us.
  while read -r cgroup _; do
    find "$cgroup" -depth -type d -exec rmdir {} \; 2>/dev/null || true
  done <"$folder/cgroups"
  rm -rf "$folder"
}

enter() {
  folder=$1 pid=$2
  shift 2
  join_cgroups "$folder"
  # The shell between keeps nsenter from stopping when the program is stopped, and then missing its end.
  exec nsenter --target "$pid" --mount --net --uts --ipc --pid --cgroup \
    sh -c '"$@"; exit $?' sh "$@"
}

join_cgroups() {
  while read -r cgroup _; do
    if [ -d "$cgroup/processes" ]; then cgroup=$cgroup/processes; fi
    echo 0 >"$cgroup/cgroup.procs"
  done <"$1/cgroups"
}

# The first process of the host. /proc still is the machine's, so the pid read here is the machine's.
inside() {
  folder=$1 lower=$2 host_name=$3
  read -r pid _ </proc/self/stat
  mount --make-rprivate /
  # From here on pids mean this host's own, or unshare and nsenter would take the machine's.
  mount -t proc proc /proc
  hostname "$host_name"
  make_root "$folder" "$lower"
  make_cgroups "$folder"
  make_network "$folder/root"
  cd "$folder/root"
  echo "127.0.0.1 localhost $host_name" >etc/hosts
  # The outside answers for one name, and says of all others that they do not exist.
  rm -f etc/resolv.conf
  echo "nameserver $outside_address" >etc/resolv.conf
  pivot_root . .machine
  umount -l /.machine
  echo "ready $pid"
  exec >/dev/null
  # Ends when the owner ends or wants us to. Meanwhile this shell reaps what the engine orphans.
  cat
  thaw_containers
}

# In a version 1 hierarchy not even SIGKILL ends a paused container.
thaw_containers() {
  find /sys/fs/cgroup -name freezer.state | while read -r state; do
    echo THAWED >"$state" || true
  done
}

make_root() {
  disk=$1/disk root=$1/root
  mount -t tmpfs -o mode=755 disk "$disk"
  mkdir "$disk/upper" "$disk/work" "$disk/docker" "$disk/containers"
  mount -t overlay -o "lowerdir=$2,upperdir=$disk/upper,workdir=$disk/work" root "$root"
  mount -t proc proc "$root/proc"
  mount -t sysfs sysfs "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=755 run "$root/run"
  mount -t tmpfs -o mode=1777 tmp "$root/tmp"
  # The machine's own options must not reach the engine.
  mkdir -p "$root/etc/docker" "$root/var/lib/docker" "$root/var/lib/containers" "$root/.machine"
  mount -t tmpfs -o mode=755 options "$root/etc/docker"
  # An engine's layers cannot lie on an overlay.
  mount --bind "$disk/docker" "$root/var/lib/docker"
  mount --bind "$disk/containers" "$root/var/lib/containers"
  mkdir "$root/run/engine"
  mount --bind "$1/shared" "$root/run/engine"
  # Folders that both see at the same place.
  while read -r common; do
    mkdir -p "$root$common"
    mount --bind "$common" "$root$common"
  done <"$1/folders"
}

make_cgroups() {
  mount -t tmpfs -o mode=755 cgroups "$1/root/sys/fs/cgroup"
  while read -r cgroup at type options; do
    mkdir -p "$1/root$at"
    mount -t "$type" -o "$options" "$type" "$1/root$at"
    if [ "$type" = cgroup2 ] && [ "$at" = /sys/fs/cgroup ]; then share_controllers "$1/root$at"; fi
  done <"$1/cgroups"
}

# In a unified hierarchy only groups without processes hand their controllers down.
share_controllers() {
  mkdir "$1/processes"
  echo 1 >"$1/processes/cgroup.procs"
  for controller in $(cat "$1/cgroup.controllers"); do
    echo "+$controller" >"$1/cgroup.subtree_control" || true
  done
}

make_network() {
  outside=$1/run/outside
  touch "$outside"
  unshare --net="$outside" true
  ip link set lo up
  nsenter --net="$outside" ip link add eth0 type veth peer name host
  nsenter --net="$outside" ip link set host netns 1 name eth0
  nsenter --net="$outside" ip address add "$outside_address/24" dev eth0
  nsenter --net="$outside" ip link set lo up
  nsenter --net="$outside" ip link set eth0 up
  ip address add "$host_address" dev eth0
  ip link set eth0 up
  ip route add default via "$outside_address"
}

"$@"
