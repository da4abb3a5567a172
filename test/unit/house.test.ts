// The rules of the house that no linter knows: how files are named, how long they are, how they begin.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

const root = path.join(import.meta.dirname, "../..");
const mostLines = 300;

interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

function filesIn(folder: string): readonly SourceFile[] {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|cjs|mjs|css)$/.test(entry.name))
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const relative = path.relative(root, file).replaceAll(path.sep, "/");
      return { path: relative, text: readFileSync(file, "utf8") };
    });
}

/** The paths of the files that break a rule: an empty list is what a test wants, and says which do. */
function breaking(
  files: readonly SourceFile[],
  isBroken: (file: SourceFile) => boolean,
): readonly string[] {
  return files.filter(isBroken).map((file) => file.path);
}

const sources = filesIn("src");
const tests = filesIn("test");
const all = [...sources, ...tests];

describe("every file", () => {
  it("is found by these tests at all", () => {
    assert.ok(sources.length > 20);
    assert.ok(tests.length > 20);
  });

  it("opens with a comment that says what it owns", () => {
    const isBare = ({ text }: SourceFile): boolean => !/^(#!.*\n)?(\/\/ \S|\/\* ?\S)/.test(text);
    assert.deepEqual(breaking(all, isBare), []);
  });

  it(`has at most ${mostLines} lines`, () => {
    const isLong = ({ text }: SourceFile): boolean => text.trimEnd().split("\n").length > mostLines;
    assert.deepEqual(breaking(all, isLong), []);
  });

  it("is named for what it holds", () => {
    const vague = /(^|\/)(index|utils?|helpers?|misc|common|types|constants)\.\w+$/i;
    // The module that VS Code's extension host loads has to have this name.
    const isVague = (file: SourceFile): boolean =>
      vague.test(file.path) && file.path !== "test/host/index.ts";
    assert.deepEqual(breaking(all, isVague), []);
  });

  it("is named in camelCase", () => {
    const isOdd = (file: SourceFile): boolean =>
      !/^[a-z][a-zA-Z0-9]*(\.(test|d))?\.\w+$/.test(path.posix.basename(file.path));
    assert.deepEqual(breaking(all, isOdd), []);
  });

  it("suppresses no complaint of the tools", () => {
    const forbidden = /@ts-(ignore|expect-error|nocheck)|eslint-disable|prettier-ignore/;
    // This very file has to name what it forbids.
    const isForbidden = (file: SourceFile): boolean =>
      forbidden.test(file.text) && file.path !== "test/unit/house.test.ts";
    assert.deepEqual(breaking(all, isForbidden), []);
  });

  it("re-exports nothing", () => {
    const reExports = (file: SourceFile): boolean => /^export (\*|\{[^}]*\}) from/m.test(file.text);
    assert.deepEqual(breaking(all, reExports), []);
  });
});

describe("what ships", () => {
  it("calls nothing that the Node of the oldest VS Code server lacks", () => {
    const recent =
      /\b(Map|Object)\.groupBy|Promise\.(withResolvers|try)|Array\.fromAsync|RegExp\.escape/;
    assert.deepEqual(
      breaking(sources, ({ text }) => recent.test(text.replaceAll(/\/\/.*/g, ""))),
      [],
    );
  });
});

describe("the half that knows nothing of VS Code", () => {
  const isShell = (file: SourceFile): boolean =>
    file.path.startsWith("src/ui/") || file.path === "src/extension.ts";
  const inner = sources.filter((file) => !isShell(file));

  it("never imports vscode, types included", () => {
    const importsVscode = ({ text }: SourceFile): boolean =>
      /(from|import|require)\s*\(?\s*["']vscode["']/.test(text);
    assert.deepEqual(breaking(inner, importsVscode), []);
    assert.notDeepEqual(breaking(sources, importsVscode), [], "the test sees imports at all");
  });

  it("never imports what shows it", () => {
    const importsUi = ({ text }: SourceFile): boolean => /["'][^"']*\/ui\//.test(text);
    assert.deepEqual(breaking(inner, importsUi), []);
  });

  it("keeps dockerode to the engine's folder, and the model to itself", () => {
    const outside = sources.filter((file) => !file.path.startsWith("src/engine/"));
    const importsDockerode = ({ text }: SourceFile): boolean => /["']dockerode["']/.test(text);
    assert.deepEqual(breaking(outside, importsDockerode), []);
    const model = sources.filter((file) => file.path.startsWith("src/model/"));
    const importsOthers = ({ text }: SourceFile): boolean => /from "(?!\.\/)/.test(text);
    assert.deepEqual(breaking(model, importsOthers), []);
  });
});

describe("the tests", () => {
  it("are all run: none is skipped, alone, or still to be written", () => {
    const pattern = /\b(it|test|describe|suite)\.(skip|only|todo)\b|\b(skip|only|todo): true/;
    const isLeftOut = (file: SourceFile): boolean =>
      pattern.test(file.text) && file.path !== "test/unit/house.test.ts";
    assert.deepEqual(breaking(tests, isLeftOut), []);
  });
});
