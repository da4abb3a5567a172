// The integration suites. Each one is one start of VS Code, with its own settings and folder.
import type { EngineName } from "../engines/engineKinds.ts";
import { outsideAddress } from "../engines/outside.ts";
import type { Settings } from "../setup/workbenchServer.ts";

export interface Suite {
  readonly name: string;
  /** Test files of this folder. */
  readonly files: readonly string[];
  /** A folder of test/fixtures that is copied and opened; none opens an empty folder. */
  readonly workspace?: string;
  /** A file in it that is opened instead of the folder, for a workspace of several folders. */
  readonly workspaceFile?: string;
  /** A folder of test/fixtures with extensions that are installed besides ours. */
  readonly extensions?: string;
  readonly settings?: Settings;
  /** Settings of scope `machine`, which user settings cannot hold in a remote window. */
  readonly machineSettings?: Settings;
  /** Enabled opens the folder in Restricted Mode. Default: disabled, everything is trusted. */
  readonly workspaceTrust?: "enabled" | "disabled";
  /** A private engine that DOCKER_HOST names in the extension host. */
  readonly engine?: EngineName;
  /** Variables for the extension host. */
  readonly env?: NodeJS.ProcessEnv;
}

export const suites: readonly Suite[] = [
  { name: "smoke", files: ["smoke.test.ts"] },
  { name: "networks", files: ["networkTree.test.ts", "commands.test.ts"], engine: "docker-20.10" },
  {
    name: "flows",
    files: ["createNetwork.test.ts", "runContainer.test.ts"],
    engine: "docker-28.5",
  },
  {
    name: "daemonConfig",
    files: [
      "daemonConfig.test.ts",
      "daemonConfigTree.test.ts",
      "daemonConfigFeatures.test.ts",
      "daemonJsonOnce.test.ts",
      "daemonConfigActions.test.ts",
    ],
    workspace: "daemonConfig",
  },
  {
    name: "jsonValidationOff",
    files: ["daemonJsonOnce.test.ts"],
    workspace: "daemonConfig",
    settings: { "json.validate.enable": false },
  },
  {
    name: "daemonConfigWatch",
    files: ["daemonConfigWatch.test.ts"],
    workspace: "daemonConfig",
  },
  ...["etc/docker/daemon.json", "etc/systemd/system/docker.service", "etc/sysconfig/docker"].map(
    (file) => ({
      name: `waking-${file.replace(/^.*\//, "")}`,
      files: ["waking.test.ts"],
      workspace: "daemonConfig",
      env: { PORTOLAN_TEST_OPENS: file },
    }),
  ),
  // A unit that starts with a comment, and templates, are nobody's by their contents.
  ...["docker.service", "docker.service.j2", "daemon.json.erb", "docker.sysconfig.tmpl"].map(
    (file) => ({
      name: `waking-named-${file}`,
      files: ["waking.test.ts", "wakingLanguage.test.ts"],
      workspace: "wakingFiles",
      env: { PORTOLAN_TEST_OPENS: file },
    }),
  ),
  {
    name: "otherLanguages",
    files: ["otherLanguages.test.ts"],
    workspace: "wakingFiles",
    extensions: "otherExtensions",
  },
  { name: "fixes", files: ["fixes.test.ts"], engine: "docker-28.5" },
  {
    name: "networkChecks",
    files: ["probeHelpers.test.ts", "networkChecks.test.ts", "continuousChecks.test.ts"],
    workspace: "networkChecks",
    engine: "docker-28.5",
  },
  {
    name: "networkChecksRestricted",
    files: ["networkChecksRestricted.test.ts"],
    workspace: "networkChecks",
    workspaceTrust: "enabled",
    engine: "docker-28.5",
  },
  {
    name: "networkChecksFolders",
    files: ["severalFolders.test.ts"],
    workspace: "networkChecksFolders",
    workspaceFile: "several.code-workspace",
  },
  {
    name: "networkTest",
    files: ["networkTest.test.ts"],
    machineSettings: {
      "portolan.test.outside": outsideAddress,
      // Of an image that no engine has: only a test of the lack of it wants a helper.
      "portolan.probe.image": "portolan-test/none:1",
    },
    engine: "docker-28.5",
  },
  { name: "restricted", files: ["restricted.test.ts"], workspaceTrust: "enabled" },
];
