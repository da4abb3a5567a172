// The options of dockerd's log drivers. An unknown one keeps the daemon from starting.

/** When an option came and went, as far as releases since 20.10 tell. */
export interface LogOption {
  readonly since?: string;
  readonly removedIn?: string;
}

/** The options of the drivers that check theirs, by driver and name. */
export function logOptionsOf(driver: string): ReadonlyMap<string, LogOption> | undefined {
  const names = optionNames.get(driver);
  return names && new Map(names.map((name) => [name, lifetimes.get(name) ?? {}]));
}

/** What every driver takes besides its own options. */
export const commonLogOptions: ReadonlySet<string> = new Set(
  words("mode max-buffer-size cache-disabled cache-max-size cache-max-file cache-compress"),
);

const selection = words("labels labels-regex env env-regex");

const optionNames: ReadonlyMap<string, readonly string[]> = new Map([
  ["json-file", [...words("max-size max-file compress tag"), ...selection]],
  ["local", words("max-size max-file compress")],
  [
    "syslog",
    [
      ...words("syslog-address syslog-facility syslog-format syslog-tls-ca-cert syslog-tls-cert"),
      ...words("syslog-tls-key syslog-tls-skip-verify tag"),
      ...selection,
    ],
  ],
  ["journald", ["tag", ...selection]],
  [
    "gelf",
    [
      ...words("gelf-address gelf-compression-type gelf-compression-level"),
      ...words("gelf-tcp-max-reconnect gelf-tcp-reconnect-delay tag"),
      ...selection,
    ],
  ],
  [
    "fluentd",
    [
      ...words("fluentd-address fluentd-buffer-limit fluentd-max-retries fluentd-retry-wait"),
      ...words("fluentd-sub-second-precision fluentd-async-connect fluentd-async"),
      ...words("fluentd-request-ack fluentd-async-reconnect-interval fluentd-write-timeout"),
      ...words("fluentd-read-timeout tag"),
      ...selection,
    ],
  ],
  [
    "splunk",
    [
      ...words("splunk-token splunk-url splunk-source splunk-sourcetype splunk-index"),
      ...words("splunk-capath splunk-caname splunk-insecureskipverify splunk-format"),
      ...words("splunk-verify-connection splunk-gzip splunk-gzip-level"),
      ...words("splunk-index-acknowledgment tag"),
      ...selection,
    ],
  ],
  [
    "awslogs",
    [
      ...words("awslogs-region awslogs-endpoint awslogs-group awslogs-stream awslogs-create-group"),
      ...words("awslogs-create-stream awslogs-datetime-format awslogs-multiline-pattern"),
      ...words("awslogs-credentials-endpoint awslogs-force-flush-interval-seconds"),
      ...words("awslogs-max-buffered-events awslogs-format tag"),
    ],
  ],
  [
    "gcplogs",
    [...words("gcp-project gcp-log-cmd gcp-meta-zone gcp-meta-name gcp-meta-id"), ...selection],
  ],
]);

/** The drivers that check their options. */
export const logDrivers: readonly string[] = [...optionNames.keys()];

const lifetimes: ReadonlyMap<string, LogOption> = new Map([
  ["labels-regex", { since: "20.10" }],
  ["splunk-index-acknowledgment", { since: "20.10" }],
  ["fluentd-async", { since: "20.10" }],
  ["fluentd-request-ack", { since: "20.10" }],
  ["fluentd-async-connect", { removedIn: "28.0" }],
  ["fluentd-async-reconnect-interval", { since: "23.0" }],
  ["awslogs-format", { since: "23.0" }],
  ["fluentd-write-timeout", { since: "28.2" }],
  ["fluentd-read-timeout", { since: "29.0" }],
  ["awslogs-create-stream", { since: "29.0" }],
]);

function words(text: string): readonly string[] {
  return text.split(" ");
}
