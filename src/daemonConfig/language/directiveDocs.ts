// What the directives do that stand in the units of Docker, in a sentence or two each.

/** English, for `Translate`; undefined for a directive that has no text here. */
export function directiveDoc(section: string, name: string): string | undefined {
  const key = name.replace(/^(Condition|Assert)Path\w+$/, "$1Path");
  return (
    docs[section]?.[key] ??
    (section === "Service" || section === "Socket" ? shared[key] : undefined)
  );
}

type Docs = Readonly<Record<string, string>>;

const unit: Docs = {
  Description: "The name of the unit for people: it shows in systemctl and in the journal.",
  Documentation: "Addresses of documentation, separated by blanks: https:, file:, man: or info:.",
  Requires:
    "Units that are started with this one. If one of them fails to start or is stopped, so is this one. Says nothing about the order: add After= for that.",
  Wants:
    "Units that are started with this one. Their failure does not matter to it. Says nothing about the order: add After= for that.",
  BindsTo:
    "Like Requires=, and this unit is stopped too whenever one of them goes away for whatever reason.",
  PartOf: "When one of these units is stopped or restarted, so is this one.",
  Requisite: "Units that must be running already; otherwise this one fails to start at once.",
  Upholds: "Units that systemd keeps running as long as this one runs.",
  Conflicts: "Units that cannot run together with this one: starting one stops the other.",
  After:
    "Units that must have started before this one starts, if both are to be started. Does not start them: use Wants= or Requires= for that.",
  Before: "Units that wait for this one if both are to be started.",
  OnFailure: "Units that are started when this one fails.",
  ConditionPath:
    "Starts the unit only where the path is as the name says; otherwise it is skipped without an error. An exclamation mark in front turns it around.",
  AssertPath: "Like ConditionPath…=, but the start fails with an error.",
  StartLimitIntervalSec:
    "The time in which StartLimitBurst= starts are allowed. 0 switches the limit off.",
  StartLimitBurst:
    "How many starts are allowed within StartLimitIntervalSec=; after that systemd gives up on the unit.",
  DefaultDependencies:
    "With no, systemd leaves out the usual dependencies, such as being stopped at shutdown.",
  RequiresMountsFor: "Paths whose file systems must be mounted before the unit starts.",
  IgnoreOnIsolate: "Whether the unit keeps running when another target is isolated.",
};

const service: Docs = {
  Type: "How systemd tells that the service has started. dockerd tells it itself: notify.",
  ExecStart:
    "The command that runs the service. Only services with Type=oneshot have more than one, so a drop-in must first say ExecStart= with nothing behind it, which takes the packaged command away.",
  ExecStartPre:
    "Commands that run before ExecStart=. If one fails, the service does not start, unless a - stands before it.",
  ExecStartPost: "Commands that run once the service has started.",
  ExecCondition:
    "Commands that decide whether to start at all: with the exit codes 1 to 254 the service is skipped.",
  ExecReload:
    "The command for systemctl reload. dockerd reads daemon.json again at the signal HUP, and takes a few of its options over.",
  ExecStop: "Commands that stop the service. Without any, systemd sends its processes a signal.",
  ExecStopPost: "Commands that run after the service has stopped, also when it failed to start.",
  Environment:
    'Sets variables for the commands: NAME=value, several separated by blanks; quote an assignment with blanks as a whole, "NAME=a b". Variables in the values are not replaced. Files of EnvironmentFile= win over it.',
  EnvironmentFile:
    "A file with variables for the commands, by its absolute path. With a - in front it may be missing; without, a missing file keeps the service from starting. Read at every start, so a change needs a restart only.",
  PassEnvironment: "Variables of systemd itself to hand on to the commands.",
  UnsetEnvironment: "Variables to take away from the commands, whoever set them.",
  Restart: "When systemd starts the service again after it has ended.",
  RestartSec: "How long systemd waits before it starts the service again.",
  TimeoutSec: "Sets TimeoutStartSec= and TimeoutStopSec= together. 0 or infinity waits forever.",
  TimeoutStartSec:
    "How long the start may take before systemd calls it failed. 0 or infinity waits forever.",
  TimeoutStopSec: "How long the stop may take before systemd kills the service.",
  RemainAfterExit: "With yes the service counts as running after its command has ended.",
  PIDFile: "The file with the main process's id, for Type=forking.",
  NotifyAccess:
    "Which processes may tell systemd how the service does: with Type=notify at least the main one.",
  Sockets:
    "The sockets that the service is handed when it starts, if they are not of its own name. -H fd:// needs them.",
  NonBlocking: "Whether the sockets that systemd hands over do not block.",
  OOMPolicy:
    "What happens to the service when the kernel kills one of its processes for lack of memory. For Docker, continue: a container's trouble is not the daemon's.",
  BusName: "The name on the bus that a service with Type=dbus takes.",
  SuccessExitStatus: "Exit codes and signals that count as a clean end.",
  GuessMainPID: "Whether systemd guesses the main process of a forking service without PIDFile=.",
};

const shared: Docs = {
  User: "The user that the commands run as. dockerd as a system service needs root.",
  Group: "The group that the commands run as.",
  WorkingDirectory: "The folder that the commands start in.",
  Delegate:
    "Whether the service manages the control groups below its own. Docker needs yes: otherwise systemd may reset what it sets up for containers.",
  KillMode:
    "Which processes are killed when the service stops. For Docker process, so that containers outlive the daemon.",
  KillSignal: "The signal that asks the processes to end; SIGTERM unless it says otherwise.",
  SendSIGKILL: "Whether processes that do not end in time are killed.",
  Slice: "The slice of control groups that the service is in.",
  LimitNOFILE:
    "How many files a process may have open. Containers inherit it unless --default-ulimit says otherwise.",
  LimitNPROC: "How many processes the user may have.",
  LimitCORE: "How large a core dump may be.",
  LimitMEMLOCK: "How much memory a process may lock.",
  LimitSTACK: "How large a stack may be.",
  TasksMax:
    "How many tasks the service, containers included where they are in its group, may have. For Docker infinity.",
  MemoryMax: "How much memory the service may use before it is killed.",
  MemoryHigh: "How much memory the service may use before it is slowed down.",
  CPUQuota: "How much CPU time the service may use: 200% are two CPUs.",
  CPUWeight: "The share of CPU time in relation to other services, 100 being usual.",
  IOWeight: "The share of disk access in relation to other services, 100 being usual.",
  OOMScoreAdjust:
    "How readily the kernel kills the service for lack of memory, from -1000 (never) to 1000 (first). Replaces dockerd's --oom-score-adjust.",
  Nice: "The priority of the processes, from -20 (highest) to 19.",
  MountFlags:
    "How mounts spread between the service and the host. Slave or private keeps volumes from being shared; leave it out for Docker.",
  PrivateTmp:
    "Whether the service has a /tmp of its own. It would be the one that containers mount.",
  PrivateMounts: "Whether the service's mounts stay its own.",
  ProtectSystem: "Whether parts of the file system are read-only to the service.",
  ProtectHome: "Whether the homes of users are hidden from the service.",
  NoNewPrivileges: "Whether the processes can never gain rights by running a program.",
  CapabilityBoundingSet: "The capabilities that the processes may have.",
  StandardOutput: "Where the output of the commands goes; the journal unless it says otherwise.",
  StandardError: "Where the error output of the commands goes.",
  SyslogIdentifier: "The name before the service's lines in the journal.",
  RuntimeDirectory: "Folders below /run that systemd makes for the service and removes after it.",
  StateDirectory: "Folders below /var/lib that systemd makes for the service.",
};

const socket: Docs = {
  ListenStream:
    "Where to listen: the path of a socket file, a port, or ADDRESS:PORT. An empty one takes away those before it.",
  SocketMode: "The rights of the socket file. Whoever may write to it is as good as root.",
  SocketUser: "The user that owns the socket file.",
  SocketGroup: "The group that owns the socket file. Its members are as good as root.",
  DirectoryMode: "The rights of folders that are made for the socket file.",
  Service: "The service that gets the socket; the one of the same name unless it says otherwise.",
  Accept: "With yes there is one service for each connection. dockerd needs no.",
  RemoveOnStop: "Whether the socket file is removed when the socket unit stops.",
  Symlinks: "Links to the socket file that systemd makes.",
  FileDescriptorName: "The name that the service finds the socket by.",
  BindIPv6Only: "Whether a socket on an IPv6 address takes IPv4 connections as well.",
  Backlog: "How many connections may wait to be accepted.",
};

const install: Docs = {
  WantedBy:
    "Units that start this one with them once it is enabled. For Docker multi-user.target, for a socket sockets.target.",
  RequiredBy: "Like WantedBy=, and they fail if this unit does.",
  Also: "Units that are enabled and disabled together with this one.",
  Alias: "Other names of the unit once it is enabled.",
  DefaultInstance: "The instance that a template is enabled as when none is named.",
};

const docs: Readonly<Record<string, Docs>> = {
  Unit: unit,
  Service: service,
  Socket: socket,
  Install: install,
};
