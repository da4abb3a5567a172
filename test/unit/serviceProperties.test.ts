// Every question at random offsets of random and torn texts: an answer each time, and edits that can be applied.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { effectiveText } from "../../src/daemonConfig/language/effectiveDocument.ts";
import { randomText, tornText } from "../fixtures/randomTexts.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";
import {
  applied,
  daemonJsonPath,
  environmentPath,
  scene,
  unending,
  unitPath,
  type Scene,
} from "./serviceScene.ts";

/** What belongs to a file, so that its features find something. */
const around = {
  [unitPath]:
    "[Service]\nEnvironmentFile=/etc/sysconfig/docker\nExecStart=/usr/bin/dockerd -H fd:// $OPTIONS --bip=${A}\n",
  [environmentPath]: "OPTIONS='--mtu=1400 -D'\nA=10.0.0.1/24\n",
  [daemonJsonPath]: '{"hosts": ["tcp://0.0.0.0"], "icc": false}\n',
};

async function ask({ service, document, files }: Scene, offset: number): Promise<void> {
  const at = document.positionAt(offset);
  for (const { textEdit } of await service.complete(document, at, unending)) {
    assert.ok(textEdit && "range" in textEdit);
    TextDocument.applyEdits(document, [textEdit]);
  }
  await service.hover(document, at, unending);
  await service.definition(document, at, unending);
  await service.references(document, at, { includeDeclaration: true }, unending);
  const thing = await service.prepareRename(document, at, unending);
  if (thing !== undefined) {
    applied(await service.rename(document, at, "RENAMED", unending), files);
  }
  const range = { start: at, end: at };
  for (const { edit } of await service.codeActions(document, range, undefined, unending)) {
    assert.ok(edit);
    applied(edit, files);
  }
}

describe("for any text", () => {
  const random = seededRandom(11);
  const kinds = [
    ["unit", unitPath],
    ["environment", environmentPath],
    ["json", daemonJsonPath],
  ] as const;
  for (const [syntax, path] of kinds) {
    it(`every feature has an answer (${syntax})`, async () => {
      for (let count = 0; count < 16; count += 1) {
        const text = count % 2 === 0 ? tornText(syntax, random) : randomText(syntax, random);
        const whole = scene({ [path]: `${text.replaceAll("|", "")}|`, ...without(path) });
        const { service, document, files } = whole;
        await service.diagnose(document, unending);
        await service.codeLenses(document, unending);
        effectiveText(await service.effectiveConfiguration(document, unending));
        applied({ changes: { [document.uri]: service.format(document) } }, files);
        const step = 1 + Math.floor(random() * 25);
        const { length } = document.getText();
        for (let offset = 0; offset <= length; offset += step) await ask(whole, offset);
      }
    });
  }
});

function without(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(around).filter(([other]) => other !== path));
}
