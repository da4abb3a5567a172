// Options of runtimes, storage and logs that do not go together in a release, and those that do.
import { checkCombinations } from "../fixtures/combinationCases.ts";

checkCombinations("the options of runtimes and control groups", [
  [{ "default-runtime": "kata" }, "28.5", 'error unknownRuntime: "kata"'],
  [{ "default-runtime": "kata", runtimes: { kata: { path: "/usr/bin/kata" } } }, "20.10"],
  [
    { "default-runtime": "io.containerd.kata.v2" },
    "20.10",
    'error unknownRuntime: "io.containerd.kata.v2"',
  ],
  [{ "default-runtime": "io.containerd.kata.v2" }, "23.0"],
  [{ "default-runtime": "runc" }, "28.5"],
  [
    { "exec-opts": ["native.cgroupdriver=cgroups"] },
    "28.5",
    'error unknownCgroupDriver: "native.cgroupdriver=cgroups"',
  ],
  [{ "exec-opts": ["native.cgroupdriver=systemd"] }, "20.10"],
  [
    { "exec-opts": ["native.cgroupdriver=systemd"], "cgroup-parent": "/docker" },
    "28.5",
    'error cgroupParentNotSlice: "/docker"',
  ],
  [{ "exec-opts": ["native.cgroupdriver=systemd"], "cgroup-parent": "docker.slice" }, "28.5"],
  [{ "exec-opts": ["native.cgroupdriver=cgroupfs"], "cgroup-parent": "/docker" }, "28.5"],
  [{ "cgroup-parent": "/docker" }, "28.5"],
  [{ "containerd-namespace": "plugins.moby" }, "28.5", 'error sameNamespaces: "plugins.moby"'],
  [{ "containerd-namespace": "own" }, "28.5"],
]);

checkCombinations("the options of storage", [
  [{ "storage-driver": "overlay" }, "20.10", 'warning deprecatedStorageDriver: "overlay"'],
  [{ "storage-driver": "overlay2" }, "20.10"],
  [
    { "storage-driver": "vfs", "storage-opts": ["dm.basesize=40G"] },
    "28.5",
    'error unknownStorageOption: "dm.basesize=40G"',
  ],
  [{ "storage-driver": "overlay2", "storage-opts": ["overlay2.size=1G"] }, "28.5"],
  [
    { "storage-opts": ["overlay2.override_kernel_check=true"] },
    "24.0",
    'error storageOptionRemoved: "overlay2.override_kernel_check=true"',
  ],
  [{ "storage-opts": ["overlay2.override_kernel_check=true"] }, "20.10"],
  [{ "storage-driver": "plugin:x", "storage-opts": ["a=b"] }, "28.5"],
]);

checkCombinations("the options of logs", [
  [{ "log-opts": { "max-size": "1m", "cache-disabled": "true" } }, "28.5"],
  [{ "log-opts": { "max-sise": "1m" } }, "28.5", 'error unknownLogOption: "max-sise":"1m"'],
  [
    { "log-driver": "local", "log-opts": { tag: "x" } },
    "20.10",
    'error unknownLogOption: "tag":"x"',
  ],
  [{ "log-driver": "none", "log-opts": { tag: "x" } }, "20.10"],
  [{ "log-driver": "jsonfile" }, "28.5", 'warning unknownLogDriver: "jsonfile"'],
  [{ "log-driver": "loki" }, "28.5"],
  [{ "log-driver": "own/plugin", "log-opts": { anything: "x" } }, "28.5"],
  [
    { "log-driver": "fluentd", "log-opts": { "fluentd-write-timeout": "1s" } },
    "28.0",
    'error logOptionNotYet: "fluentd-write-timeout":"1s"',
  ],
  [{ "log-driver": "fluentd", "log-opts": { "fluentd-write-timeout": "1s" } }, "28.5"],
  [
    { "log-driver": "fluentd", "log-opts": { "fluentd-async-connect": "true" } },
    "28.0",
    'error logOptionRemoved: "fluentd-async-connect":"true"',
  ],
  [{ "log-driver": "fluentd", "log-opts": { "fluentd-async-connect": "true" } }, "27.5"],
  [
    { "log-opts": { "max-buffer-size": "4m" } },
    "28.5",
    'error logBufferWithoutMode: "max-buffer-size":"4m"',
  ],
  [{ "log-opts": { mode: "non-blocking", "max-buffer-size": "4m" } }, "28.5"],
  [{ "log-opts": { mode: "nonblocking" } }, "28.5", 'error logModeUnknown: "mode":"nonblocking"'],
]);
