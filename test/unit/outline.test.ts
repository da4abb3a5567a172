// Outline, folding and colors of the daemon's configuration files.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { DocumentSymbol } from "vscode-languageserver-types";
import { foldingRanges } from "../../src/daemonConfig/language/folding.ts";
import { parseFile, type FileSyntax } from "../../src/daemonConfig/language/parsedFile.ts";
import {
  semanticTokens,
  semanticTokensLegend,
} from "../../src/daemonConfig/language/semanticTokens.ts";
import { documentSymbols } from "../../src/daemonConfig/language/symbols.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import { randomText, tornText } from "../fixtures/randomTexts.ts";
import { seededRandom } from "../fixtures/seededRandom.ts";

const target = { data: await loadOptionData(), version: [28, 5, 2] } as const;

function documentOf(text: string): TextDocument {
  return TextDocument.create("file:///etc/docker.service", "systemd-unit", 1, text);
}

const unitText = `# one
# two
[Unit]
Description=Docker

[Service]
Type=notify
ExecStart=/usr/bin/dockerd -DH fd:// \\
  --icc=false $OPTIONS

[Install]
WantedBy=multi-user.target
`;

const environmentText = `OPTIONS="--mtu=1400 \\
  -D"
BIP=10.0.0.1/24
`;

describe("the outline", () => {
  function outlineOf(text: string, syntax: FileSyntax): readonly string[] {
    const told = ({ name, detail, children = [] }: DocumentSymbol, depth: number): string[] => [
      `${"  ".repeat(depth)}${name}${detail ? ` ${detail}` : ""}`,
      ...children.flatMap((child) => told(child, depth + 1)),
    ];
    const symbols = documentSymbols(documentOf(text), parseFile(text, syntax), target);
    return symbols.flatMap((symbol) => told(symbol, 0));
  }

  it("has sections, directives and options", () => {
    assert.deepEqual(outlineOf(unitText, "unit"), [
      "Unit",
      "  Description Docker",
      "Service",
      "  Type notify",
      "  ExecStart /usr/bin/dockerd -DH fd://    --icc=false $OPTIONS",
      "    --debug",
      "    --host fd://",
      "    --icc false",
      "Install",
      "  WantedBy multi-user.target",
    ]);
  });

  it("has variables and their options", () => {
    assert.deepEqual(outlineOf(environmentText, "environment"), [
      "OPTIONS --mtu=1400   -D",
      "  --mtu 1400",
      "  --debug",
      "BIP 10.0.0.1/24",
    ]);
  });

  it("is left to others in daemon.json", () => {
    assert.deepEqual(outlineOf('{"icc": true}', "json"), []);
  });
});

describe("folding", () => {
  function foldsOf(text: string, syntax: FileSyntax): readonly string[] {
    return foldingRanges(documentOf(text), parseFile(text, syntax)).map(
      ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ""}`,
    );
  }

  it("has sections, continued lines and blocks of comments", () => {
    assert.deepEqual(foldsOf(unitText, "unit"), ["0-1 comment", "2-3", "5-8", "7-8", "10-11"]);
  });

  it("has values over several lines", () => {
    assert.deepEqual(foldsOf(environmentText, "environment"), ["0-1"]);
  });
});

/** `text type.modifier` for each token, as an editor would put them together. */
function tokensOf(text: string, syntax: FileSyntax): readonly string[] {
  const document = documentOf(text);
  const { data } = semanticTokens(document, parseFile(text, syntax), target);
  const told: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const start = document.offsetAt({ line, character });
    const written = text.slice(start, start + length);
    assert.ok(length > 0 && !/[\r\n]/.test(written), "within one line");
    assert.ok(document.offsetAt({ line, character: character + length }) === start + length);
    const names = semanticTokensLegend.tokenModifiers.filter((_, bit) => (modifiers >> bit) & 1);
    told.push(`${written} ${[semanticTokensLegend.tokenTypes[type], ...names].join(".")}`);
  }
  return told;
}

describe("colors", () => {
  it("tell options, values, variables and specifiers apart", () => {
    const value =
      "-/usr/bin/dockerd -H fd:// --graph=/x --mtu 1400 --icc=false --bip=${B}/24 $C %n --nope=1";
    assert.deepEqual(tokensOf(`[Service]\nExecStart=${value}\n`, "unit"), [
      "Service namespace",
      "ExecStart property",
      "- operator",
      "/usr/bin/dockerd function",
      "-H parameter",
      "fd:// string",
      "--graph parameter.unknown",
      "/x string",
      "--mtu parameter",
      "1400 number",
      "--icc parameter",
      "false enumMember",
      "--bip parameter",
      "${B} variable",
      "/24 string",
      "$C variable",
      "%n macro",
      "--nope parameter.unknown",
    ]);
  });

  it("mark deprecated options and set variables", () => {
    assert.deepEqual(tokensOf("# c\nA='--allow-nondistributable-artifacts x'\n", "environment"), [
      "# c comment",
      "A variable.definition",
      "--allow-nondistributable-artifacts parameter.deprecated",
      "x string",
    ]);
    assert.deepEqual(tokensOf("[Service]\nEnvironment=B=1\n", "unit"), [
      "Service namespace",
      "Environment property",
      "B variable.definition",
    ]);
  });
});

describe("for any text", () => {
  const random = seededRandom(9);
  for (const syntax of ["unit", "environment", "json"] as const) {
    it(`outline, folding and colors are sound (${syntax})`, () => {
      for (let count = 0; count < 1500; count += 1) {
        const text = count % 4 === 0 ? tornText(syntax, random) : randomText(syntax, random);
        const document = documentOf(text);
        tokensOf(text, syntax);
        for (const { startLine, endLine } of foldingRanges(document, parseFile(text, syntax))) {
          assert.ok(startLine < endLine && endLine < document.lineCount);
        }
        const symbols = documentSymbols(document, parseFile(text, syntax), target);
        for (const symbol of symbols) assertSound(document, symbol);
      }
    });
  }
});

/** An editor refuses a symbol without a name, or with a name outside of it. */
function assertSound(document: TextDocument, symbol: DocumentSymbol): void {
  const { name, range, selectionRange, children = [] } = symbol;
  assert.ok(name !== "");
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  assert.ok(start <= document.offsetAt(selectionRange.start));
  assert.ok(document.offsetAt(selectionRange.end) <= end, JSON.stringify(document.getText()));
  for (const child of children) assertSound(document, child);
}
