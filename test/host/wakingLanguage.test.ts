// That a file which nobody else knows gets our language, and that a template is explained and not judged.
import { strict as assert } from "node:assert";
import { setTimeout as delay } from "node:timers/promises";
import { it } from "mocha";
import * as vscode from "vscode";

const languages: Readonly<Record<string, string>> = {
  "docker.service": "portolan-systemd-unit",
  "docker.service.j2": "portolan-systemd-unit",
  "daemon.json.erb": "portolan-daemon-json-template",
  "docker.sysconfig.tmpl": "portolan-docker-environment",
};
const file = process.env["PORTOLAN_TEST_OPENS"] ?? "";

it(`has our language and explanations for ${file}`, async () => {
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document);
  assert.ok(document.uri.path.endsWith(`/${file}`));
  assert.equal(document.languageId, languages[file]);
  const at = document.getText().search(/ExecStart|mtu|OPTIONS/);
  const hovers = (): Thenable<readonly vscode.Hover[]> =>
    vscode.commands.executeCommand(
      "vscode.executeHoverProvider",
      document.uri,
      document.positionAt(at + 1),
    );
  // The first answer needs the code that waking has begun to load.
  while ((await hovers()).length === 0) await delay(20);
  assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
});
