// How unit files, environment files and dockerd's command line in other extensions' units are colored.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tokenize, type OtherGrammar } from "../fixtures/tokenize.ts";

const unit = "source.systemd-unit.portolan";
const environmentFile = "source.environment-file.portolan";

/** Each colored stretch as `text scope`, the scope without the grammar's own last part. */
async function colors(
  grammar: string,
  text: string,
  others: readonly OtherGrammar[] = [],
): Promise<readonly string[]> {
  const lines = await tokenize(grammar, text, others);
  return lines.flat().flatMap((token) => {
    const scope = token.scopes.at(-1) ?? "";
    const isPlain = token.scopes.length === 1 || /^(?:meta|punctuation)\./.test(scope);
    const isBlank = token.text.trim() === "";
    return isPlain || isBlank ? [] : [`${token.text.trim()} ${scope.replace(/\.[\w-]+$/, "")}`];
  });
}

async function check(grammar: string, text: string, expected: readonly string[]): Promise<void> {
  assert.deepEqual(await colors(grammar, text), expected);
}

describe("units", () => {
  it("are colored section by section and directive by directive", async () => {
    await check(
      unit,
      ["[Service]", "; a comment", "Type=notify", "LimitNOFILE=infinity", "TimeoutSec=90s"].join(
        "\n",
      ),
      [
        "Service entity.name.section",
        "a comment comment.line",
        "Type keyword.other.definition",
        "notify string.unquoted",
        "LimitNOFILE keyword.other.definition",
        "infinity constant.numeric",
        "TimeoutSec keyword.other.definition",
        "90s constant.numeric",
      ],
    );
  });

  it("show what follows a section's header, which systemd refuses", async () => {
    await check(unit, "[Service] # x", [
      "Service entity.name.section",
      "# x invalid.illegal.after-section",
    ]);
  });

  it("color prefixes, program, options and their values in ExecStart=", async () => {
    await check(
      unit,
      "ExecStart=-/usr/bin/dockerd -H tcp://10.0.0.1:2376 --icc=false --mtu 1450 -DH=fd://",
      [
        "ExecStart keyword.other.definition",
        "- keyword.operator.prefix",
        "/usr/bin/dockerd entity.name.function.program",
        "H constant.other.option",
        "tcp://10.0.0.1:2376 string.other.address",
        "icc constant.other.option",
        "= keyword.operator.assignment",
        "false constant.language.boolean",
        "mtu constant.other.option",
        "1450 constant.numeric",
        "DH constant.other.option",
        "= keyword.operator.assignment",
        "fd:// string.other.address",
      ],
    );
  });

  it("color addresses, sizes, and the keys of values", async () => {
    await check(
      unit,
      "ExecStart=dockerd --fixed-cidr-v6 fd00::/80 --log-opt max-size=10m --default-address-pool base=10.0.0.0/8,size=24",
      [
        "ExecStart keyword.other.definition",
        "dockerd entity.name.function.program",
        "fixed-cidr-v6 constant.other.option",
        "fd00::/80 constant.numeric.address",
        "log-opt constant.other.option",
        "max-size variable.parameter.key",
        "= keyword.operator.assignment",
        "10m constant.numeric",
        "default-address-pool constant.other.option",
        "base variable.parameter.key",
        "= keyword.operator.assignment",
        "10.0.0.0/8 constant.numeric.address",
        ", string.unquoted",
        "size variable.parameter.key",
        "= keyword.operator.assignment",
        "24 constant.numeric",
      ],
    );
  });

  it("color only what systemd replaces as variables and specifiers", async () => {
    await check(unit, "ExecStart=dockerd $OPTIONS --bip=${BIP} a$B $$C %n %%", [
      "ExecStart keyword.other.definition",
      "dockerd entity.name.function.program",
      "OPTIONS variable.other.environment",
      "bip constant.other.option",
      "= keyword.operator.assignment",
      "BIP variable.other.environment",
      "a string.unquoted",
      "B string.unquoted",
      "$$ constant.character.escape.dollar",
      "C string.unquoted",
      "%n constant.other.placeholder.specifier",
      "%% constant.character.escape.percent",
    ]);
  });

  it("go on over continuations and the comments between them", async () => {
    await check(unit, "ExecStart=dockerd \\\n# why \\\n  -D\nType=notify", [
      "ExecStart keyword.other.definition",
      "dockerd entity.name.function.program",
      "\\ constant.character.escape.line-continuation",
      "why \\ comment.line",
      "D constant.other.option",
      "Type keyword.other.definition",
      "notify string.unquoted",
    ]);
  });

  it("end where a blank after the backslash ends them", async () => {
    await check(unit, "ExecStart=dockerd \\ \n  -D\n", [
      "ExecStart keyword.other.definition",
      "dockerd entity.name.function.program",
      "\\ invalid.illegal.line-continuation",
    ]);
  });

  it("close a quote at the end of the line at the latest", async () => {
    await check(unit, 'ExecStart=dockerd "--label \nType=notify', [
      "ExecStart keyword.other.definition",
      "dockerd entity.name.function.program",
      "label constant.other.option",
      "Type keyword.other.definition",
      "notify string.unquoted",
    ]);
  });

  it("color the options in Environment=, where no variable is replaced", async () => {
    await check(unit, 'Environment="OPTS=--mtu 9000 $X" B=1', [
      "Environment keyword.other.definition",
      "OPTS variable.other.environment",
      "= keyword.operator.assignment",
      "mtu constant.other.option",
      "9000 constant.numeric",
      "$ string.quoted.double",
      "X string.unquoted",
      "B variable.other.environment",
      "= keyword.operator.assignment",
      "1 constant.numeric",
    ]);
  });
});

describe("environment files", () => {
  it("color options in quotes over several lines, and a backslash that continues nothing there", async () => {
    await check(environmentFile, "# c\nOPTIONS='--debug \\\n --mtu=1450'\nA=1", [
      "c comment.line",
      "OPTIONS variable.other.environment",
      "= keyword.operator.assignment",
      "debug constant.other.option",
      "\\ invalid.illegal.line-continuation",
      "mtu constant.other.option",
      "= keyword.operator.assignment",
      "1450 constant.numeric",
      "A variable.other.environment",
      "= keyword.operator.assignment",
      "1 constant.numeric",
    ]);
  });

  it("color no comment after a value, and no variable in it", async () => {
    await check(environmentFile, 'A="-D" # $B', [
      "A variable.other.environment",
      "= keyword.operator.assignment",
      "D constant.other.option",
      "# string.unquoted",
      "B string.unquoted",
    ]);
  });

  it("go on over a continuation outside of quotes and inside of double ones", async () => {
    await check(environmentFile, 'A=-D \\\n--mtu=1\nB="\\\n--icc=true"', [
      "A variable.other.environment",
      "= keyword.operator.assignment",
      "D constant.other.option",
      "\\ constant.character.escape.line-continuation",
      "mtu constant.other.option",
      "= keyword.operator.assignment",
      "1 constant.numeric",
      "B variable.other.environment",
      "= keyword.operator.assignment",
      "\\ constant.character.escape.line-continuation",
      "icc constant.other.option",
      "= keyword.operator.assignment",
      "true constant.language.boolean",
    ]);
  });
});

describe("templates", () => {
  it("of Jinja are colored among the options", async () => {
    await check(
      unit,
      "ExecStart=dockerd --mtu={{ mtu | default(1450) }} {% if tls %}-D{% endif %}",
      [
        "ExecStart keyword.other.definition",
        "dockerd entity.name.function.program",
        "mtu constant.other.option",
        "= keyword.operator.assignment",
        "mtu variable.other.template",
        "| keyword.operator.filter.template",
        "default support.function.filter.template",
        "1450 constant.numeric.template",
        "if keyword.control.template",
        "tls variable.other.template",
        "D constant.other.option",
        "endif keyword.control.template",
      ],
    );
  });

  it("of ERB and of Go are colored too", async () => {
    await check(environmentFile, 'OPTIONS="<%= @options %> --log-opt tag={{.Name}}"', [
      "OPTIONS variable.other.environment",
      "= keyword.operator.assignment",
      "@options variable.other.template",
      "log-opt constant.other.option",
      "tag variable.parameter.key",
      "= keyword.operator.assignment",
      ".Name variable.other.template",
    ]);
    await check(unit, "{# managed #}\n<% if @after -%>", [
      "{# comment.block.template",
      "managed comment.block.template",
      "#} comment.block.template",
      "if keyword.control.template",
      "@after variable.other.template",
    ]);
  });
});

describe("units of other extensions", () => {
  const key = { match: "^(\\w+)\\s*(=)", captures: { 1: { name: "key.other" } } };
  const entry = {
    begin: "^\\s*(\\w+)\\s*(=)[ \\t]*",
    beginCaptures: { 1: { name: "key.other" } },
    end: "(?<!\\\\)\\n",
    patterns: [{ match: "\\b\\d+\\b", name: "number.other" }],
  };
  const comment = { match: "^[#;].*$", name: "comment.line.other" };
  const text =
    "#ExecStart=dockerd -D\nExecStart = /usr/bin/dockerd --mtu 1450 \\\n  $OPTS\nNice=5\nExecStart=/bin/x --mtu 1";
  const command = [
    "/usr/bin/dockerd entity.name.function.program",
    "mtu constant.other.option",
    "1450 constant.numeric",
    "\\ constant.character.escape.line-continuation",
    "OPTS variable.other.environment",
  ];

  it("keep their colors but for the options of dockerd, where an entry is a rule of its own", async () => {
    const other = { scopeName: "source.systemd", patterns: [comment, entry] };
    assert.deepEqual(await colors("source.systemd", text, [other]), [
      "#ExecStart=dockerd -D comment.line",
      "ExecStart key",
      ...command,
      "Nice key",
      "5 number",
      "ExecStart key",
      "1 number",
    ]);
  });

  it("keep them where a grammar knows only keys", async () => {
    for (const scopeName of ["source.ini", "source.systemdUnitFile"]) {
      const other = { scopeName, patterns: [comment, key] };
      assert.deepEqual(await colors(scopeName, text, [other]), [
        "#ExecStart=dockerd -D comment.line",
        "ExecStart key",
        ...command,
        "Nice key",
        "ExecStart key",
      ]);
    }
  });
});
