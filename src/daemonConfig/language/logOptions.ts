// The keys that the log drivers of dockerd take in --log-opt and log-opts.
import { isAtLeast, type EngineVersion } from "../engineVersion.ts";

/** The keys for a driver; those of json-file where nothing says another, as it is the default. */
export function logOptionsOf(
  driver: string | undefined,
  version: EngineVersion,
): readonly string[] {
  const own = byDriver.get(driver ?? "json-file") ?? [];
  return [...own, ...shared].filter((key) => {
    const since = later.get(key);
    return since === undefined || isAtLeast(version, since);
  });
}

/** What dockerd itself reads for any driver. */
const shared = ["mode", "max-buffer-size", "cache-disabled", "cache-max-size", "cache-max-file"];

const later = new Map([
  ["mode", "17.04"],
  ["max-buffer-size", "17.04"],
  ["cache-disabled", "20.10"],
  ["cache-max-size", "20.10"],
  ["cache-max-file", "20.10"],
]);

const common = ["labels", "labels-regex", "env", "env-regex", "tag"];

const byDriver: ReadonlyMap<string, readonly string[]> = new Map([
  ["json-file", ["max-size", "max-file", "compress", ...common]],
  ["local", ["max-size", "max-file", "compress"]],
  ["journald", common],
  [
    "syslog",
    [
      "syslog-address",
      "syslog-facility",
      "syslog-format",
      "syslog-tls-ca-cert",
      "syslog-tls-cert",
      "syslog-tls-key",
      "syslog-tls-skip-verify",
      ...common,
    ],
  ],
  [
    "gelf",
    [
      "gelf-address",
      "gelf-compression-type",
      "gelf-compression-level",
      "gelf-tcp-max-reconnect",
      "gelf-tcp-reconnect-delay",
      ...common,
    ],
  ],
  [
    "fluentd",
    [
      "fluentd-address",
      "fluentd-async",
      "fluentd-buffer-limit",
      "fluentd-max-retries",
      "fluentd-retry-wait",
      "fluentd-sub-second-precision",
      ...common,
    ],
  ],
  [
    "awslogs",
    [
      "awslogs-region",
      "awslogs-endpoint",
      "awslogs-group",
      "awslogs-stream",
      "awslogs-create-group",
      "awslogs-datetime-format",
      "awslogs-multiline-pattern",
      "tag",
    ],
  ],
  [
    "splunk",
    [
      "splunk-token",
      "splunk-url",
      "splunk-source",
      "splunk-sourcetype",
      "splunk-index",
      "splunk-capath",
      "splunk-caname",
      "splunk-insecureskipverify",
      "splunk-format",
      "splunk-verify-connection",
      "splunk-gzip",
      ...common,
    ],
  ],
  [
    "gcplogs",
    ["gcp-project", "gcp-log-cmd", "gcp-meta-zone", "gcp-meta-name", "gcp-meta-id", ...common],
  ],
]);
