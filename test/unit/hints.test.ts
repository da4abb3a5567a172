// What is only explained is a hint: no line in a list of faults, unless a setting says so.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DocumentSettings } from "../../src/daemonConfig/languageService.ts";
import { dropInPath, scene, unending, unitPath } from "./serviceScene.ts";

const files = {
  [dropInPath]: "[Service]\nExecStart=\nExecStart=/usr/bin/dockerd\n",
  [unitPath]: "[Service]\nType=notify\nExecStart=/usr/bin/dockerd -D\n",
};

async function found(settings: Partial<DocumentSettings>): Promise<readonly string[]> {
  const { service, document } = scene(files, settings);
  const diagnostics = await service.diagnose(document, unending);
  return diagnostics.map(({ code, severity }) => `${String(code)} ${String(severity)}`);
}

describe("the reset of a packaged command", () => {
  it("is a hint of the protocol", async () => {
    assert.deepEqual(await found({}), ["execStartReset 4"]);
  });

  it("has the severity that a setting gives it", async () => {
    assert.deepEqual(await found({ severities: { execStartReset: "information" } }), [
      "execStartReset 3",
    ]);
    assert.deepEqual(await found({ severities: { execStartReset: "off" } }), []);
  });
});
