// The values of directives that take one of a few words.
import type { Directive } from "./systemdDirectives.ts";

export interface Choices {
  /** What to tell a person, and to offer. */
  readonly names: readonly string[];
  accepts(value: string): boolean;
}

/** The words that a directive takes; undefined for any other kind of directive. */
export function choicesOf({ name, kind }: Directive): Choices | undefined {
  return byName.get(name) ?? byKind.get(kind);
}

/** True and false as systemd spells them, in any case. */
export function isBoolean(value: string): boolean {
  return /^(?:1|yes|y|true|t|on|0|no|n|false|f|off)$/i.test(value);
}

const booleans: Choices = { names: ["yes", "no"], accepts: isBoolean };

const controllers = words(
  ...["cpu", "cpuacct", "cpuset", "io", "blkio", "memory", "devices", "pids"],
  ...["bpf-firewall", "bpf-devices", "bpf-foreign", "bpf-socket-bind"],
  ...["bpf-restrict-network-interfaces", "bpf-bind-network-interface"],
);

const signalNames = [
  ...["HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2"],
  ...["PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG"],
  ...["XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"],
];

const signals: Choices = {
  names: signalNames.map((name) => `SIG${name}`),
  accepts(value) {
    const name = value.replace(/^SIG/, "");
    if (/^\d+$/.test(name)) return Number(name) >= 1 && Number(name) <= 64;
    return signalNames.includes(name) || /^RTMIN(?:\+\d+)?$|^RTMAX(?:-\d+)?$/.test(name);
  },
};

const levels: Choices = {
  names: ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"],
  accepts(value) {
    return levels.names.includes(value) || /^[0-7]$/.test(value);
  },
};

const outputs: Choices = {
  names: [
    ...["inherit", "null", "tty", "journal", "kmsg", "journal+console", "kmsg+console", "socket"],
    ...["fd", "file:PATH", "append:PATH", "truncate:PATH"],
  ],
  accepts(value) {
    if (/^(?:file|append|truncate|fd):./.test(value)) return true;
    // These have become the journal; that is another rule's matter.
    return outputs.names.includes(value) || /^syslog(?:\+console)?$/.test(value);
  },
};

const inputs: Choices = {
  names: ["null", "tty", "tty-force", "tty-fail", "socket", "fd", "data", "file:PATH"],
  accepts(value) {
    return inputs.names.includes(value) || /^(?:file|fd):./.test(value);
  },
};

const actions = words(
  ...["none", "reboot", "reboot-force", "reboot-immediate", "poweroff", "poweroff-force"],
  ...["poweroff-immediate", "exit", "exit-force", "soft-reboot", "soft-reboot-force", "kexec"],
  ...["kexec-force", "halt", "halt-force", "halt-immediate"],
);

const facilities = words(
  ...["kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron"],
  ...["authpriv", "ftp", "local0", "local1", "local2", "local3", "local4", "local5", "local6"],
  "local7",
);

const byKind: ReadonlyMap<string, Choices> = new Map([
  ["BOOLEAN", booleans],
  [
    "SERVICETYPE",
    words("simple", "exec", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle"),
  ],
  [
    "SERVICERESTART",
    words(
      ...["no", "on-success", "on-failure", "on-abnormal", "on-watchdog", "on-abort", "always"],
    ),
  ],
  ["SERVICERESTARTMODE", words("normal", "direct", "debug")],
  ["SERVICEEXITTYPE", words("main", "cgroup")],
  ["KILLMODE", words("control-group", "process", "mixed", "none")],
  ["ACCESS", words("none", "all", "exec", "main")],
  ["TIMEOUTMODE", words("terminate", "abort", "kill")],
  ["POLICY", words("auto", "closed", "strict")],
  ["MOUNTFLAG [...]", words("shared", "slave", "private")],
  ["SIGNAL", signals],
  ["LEVEL", levels],
  ["FACILITY", facilities],
  ["OUTPUT", outputs],
  ["INPUT", inputs],
  ["ACTION", actions],
]);

const byName: ReadonlyMap<string, Choices> = new Map([
  ["OOMPolicy", words("continue", "stop", "kill")],
  ["RuntimeDirectoryPreserve", orBoolean("restart")],
  ["PrivateTmp", orBoolean("disconnected")],
  ["ProtectSystem", orBoolean("full", "strict")],
  ["ProtectHome", orBoolean("read-only", "tmpfs")],
  [
    "Delegate",
    {
      names: ["yes", "no", ...controllers.names],
      accepts: (value: string) =>
        isBoolean(value) ||
        value.split(/[ \t]+/).every((name) => name === "" || controllers.accepts(name)),
    },
  ],
]);

function words(...names: readonly string[]): Choices {
  return { names, accepts: (value) => names.includes(value) };
}

function orBoolean(...names: readonly string[]): Choices {
  return {
    names: ["yes", "no", ...names],
    accepts: (value) => isBoolean(value) || names.includes(value),
  };
}
