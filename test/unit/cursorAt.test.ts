// What the language features find at the cursor, in whole files and in lines that are being typed.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cursorAt } from "../../src/daemonConfig/language/cursorAt.ts";
import type { CursorContext } from "../../src/daemonConfig/language/cursorContext.ts";
import { parseFile, type FileSyntax } from "../../src/daemonConfig/language/parsedFile.ts";
import { loadOptionData } from "../../src/daemonConfig/options/optionData.ts";
import { markedText } from "../fixtures/markedText.ts";

const target = { data: await loadOptionData(), version: [28, 5, 2] } as const;

/** The kind, what is written in the range, and what else tells the case apart. */
function told(context: CursorContext, text: string): string {
  const { kind, range } = context;
  return [kind, `<${text.slice(range.start, range.end)}>`, ...details(context)].join(" ");
}

function details(context: CursorContext): readonly string[] {
  switch (context.kind) {
    case "directiveKey":
      return [context.section ?? "-", ...(context.hasEquals ? ["="] : [])];
    case "directiveValue":
      return [`${context.section}.${context.key}`];
    case "optionName":
      return [context.option?.name ?? "-"];
    case "optionValue":
      return [context.option.name, context.separator];
    case "variableReference":
      return [context.name, context.form, ...(context.startsWord ? ["startsWord"] : [])];
    case "variableName":
      return context.hasEquals ? ["="] : [];
    case "variableValue":
      return [context.name];
    case "specifier":
      return [context.letter];
    case "jsonKey":
      return [`/${context.path.join("/")}`, ...(context.hasValue ? [":"] : [])];
    case "jsonValue":
      return [`/${context.path.join("/")}`];
    default:
      return [];
  }
}

function check(syntax: FileSyntax, cases: readonly (readonly [string, string])[]): void {
  for (const [marked, expected] of cases) {
    it(`is ${expected} in ${JSON.stringify(marked)}`, () => {
      const { text, offset } = markedText(marked);
      assert.equal(told(cursorAt(parseFile(text, syntax), offset, target), text), expected);
    });
  }
}

describe("at the cursor in a unit", () => {
  check("unit", [
    ["|", "directiveKey <> -"],
    ["[Service]\n|", "directiveKey <> Service"],
    ["[Service]\n|\n[Install]\n", "directiveKey <> Service"],
    ["[Service]\n# a |comment\n", "comment <# a comment\n>"],
    ["[Ser|", "sectionName <Ser>"],
    ["[|", "sectionName <>"],
    ["[Ser|vice]\nA=1\n", "sectionName <Service>"],
    ["[Service]\nExec|", "directiveKey <Exec> Service"],
    ["[Service]\nExecSt|art=/x", "directiveKey <ExecStart> Service ="],
    ["[Service]\nMount|Flags =slave", "directiveKey <MountFlags> Service ="],
    ["Exec|\n", "directiveKey <Exec> -"],
    ["[Service]\nType=not|\n", "directiveValue <not> Service.Type"],
    ["[Service]\nType=|\n", "directiveValue <> Service.Type"],
    [
      "[Unit]\nAfter=docker.socket net|work.target x\n",
      "directiveValue <network.target> Unit.After",
    ],
    [
      "[Service]\nEnvironmentFile=-/etc/def|ault/docker\n",
      "directiveValue <-/etc/default/docker> Service.EnvironmentFile",
    ],
    ["[Service]\nEnvironment=|", "variableName <>"],
    ["[Service]\nEnvironment=A|B=1", "variableName <AB> ="],
    ["[Service]\nEnvironment=AB=1|2", "variableValue <12> AB"],
    ['[Service]\nEnvironment="DOCKER_OPTS=--mt| -D"', "optionName <--mt> -"],
    ['[Service]\nEnvironment="DOCKER_OPTS=--mtu=9| -D"', "optionValue <9> mtu equals"],
  ]);
});

function inExecStart(cases: readonly (readonly [string, string])[]): void {
  check(
    "unit",
    cases.map(([value, expected]) => [`[Service]\nExecStart=${value}\n`, expected]),
  );
}

describe("at the cursor in ExecStart=", () => {
  inExecStart([
    ["|", "program <>"],
    ["/usr/bin/doc|kerd", "program </usr/bin/dockerd>"],
    ["-|/usr/bin/dockerd", "program </usr/bin/dockerd>"],
    ["|-/usr/bin/dockerd", "prefix <->"],
    ["/usr/bin/dockerd |", "optionName <> -"],
    ["/usr/bin/dockerd -|", "optionName <-> -"],
    ["/usr/bin/dockerd --|", "optionName <--> -"],
    ["/usr/bin/dockerd --lo|", "optionName <--lo> -"],
    ["/usr/bin/dockerd log|", "optionName <log> -"],
    ["/usr/bin/dockerd --log-dr|iver x", "optionName <--log-driver> log-driver"],
    ["/usr/bin/dockerd --log-driver|=x", "optionName <--log-driver> log-driver"],
    ["/usr/bin/dockerd --log-driver=|", "optionValue <> log-driver equals"],
    ["/usr/bin/dockerd --log-driver=jour| -D", "optionValue <jour> log-driver equals"],
    ["/usr/bin/dockerd --log-driver |", "optionValue <> log-driver blank"],
    ["/usr/bin/dockerd --log-driver | -D", "optionValue <> log-driver blank"],
    ["/usr/bin/dockerd --log-driver jour|", "optionValue <jour> log-driver blank"],
    ["/usr/bin/dockerd --icc |", "optionName <> -"],
    ["/usr/bin/dockerd -H|", "optionName <-H> host"],
    ["/usr/bin/dockerd -H |", "optionValue <> host blank"],
    ["/usr/bin/dockerd -Hfd|://", "optionValue <fd://> host none"],
    ["/usr/bin/dockerd -D|H fd://", "optionName <-D> debug"],
    ["/usr/bin/dockerd -DH fd:|//", "optionValue <fd://> host blank"],
    ["/usr/bin/dockerd -dn|s 1.1.1.1", "optionName <-dns> dns"],
    ["/usr/bin/dockerd --nope|", "optionName <--nope> -"],
    ["/usr/bin/dockerd --nope=a|", "nothing <--nope=a>"],
    ["/usr/bin/dockerd -D \\\n  |", "optionName <> -"],
    ["/usr/bin/dockerd -D \\\n  --mt|u=1 \\\n  -D", "optionName <--mtu> mtu"],
    ["/usr/bin/dockerd -D \\\n# wh|y\n  -D", "comment <# why>"],
    ['/usr/bin/dockerd --label "a=|b"', 'optionValue <"a=b"> label blank'],
    ["/usr/bin/docker daemon --mt|u 1", "optionName <--mtu> mtu"],
    ["/usr/bin/docker -d --mt|u 1", "optionName <--mtu> mtu"],
    ["@/usr/bin/dockerd dockerd --mt|u 1", "optionName <--mtu> mtu"],
    ["/usr/bin/other --mt|u 1", "directiveValue <--mtu> Service.ExecStart"],
    ["/usr/bin/dockerd $|", "variableReference <$>  word startsWord"],
    ["/usr/bin/dockerd $OP|TIONS -D", "variableReference <$OPTIONS> OPTIONS word startsWord"],
    ['/usr/bin/dockerd "$OP|TIONS"', "variableReference <$OPTIONS> OPTIONS word startsWord"],
    ["/usr/bin/dockerd ${OP|", "variableReference <${OP> OP braced startsWord"],
    ["/usr/bin/dockerd --bip=$|", "variableReference <$>  braced"],
    ["/usr/bin/dockerd --bip=${B|IP}/24", "variableReference <${BIP}> BIP braced"],
    ["/usr/bin/dockerd --bip=$$B|", "optionValue <$$B> bip equals"],
    ["/usr/bin/dockerd --label=a=%|n", "specifier <%n> n"],
    ["/usr/bin/dockerd | ; /bin/true", "optionName <> -"],
  ]);
  check("unit", [
    ["[Service]\nExecStartPre=/bin/x $A|B\n", "variableReference <$AB> AB word startsWord"],
    ["[Service]\nExecStart=/usr/bin/dockerd --mt|", "optionName <--mt> -"],
    ["[Service]\nExecStart=/usr/bin/dockerd|\n", "program </usr/bin/dockerd>"],
    ["[Service]\nExecStart=/usr/bin/dockerd |", "optionName <> -"],
  ]);
});

describe("at the cursor in an environment file", () => {
  check("environment", [
    ["|", "variableName <>"],
    ["# |x\n", "comment <# x\n>"],
    ["OPT|", "variableName <OPT>"],
    ["if tr|ue; then\n", "nothing <>"],
    ["OPT|IONS=-D", "variableName <OPTIONS> ="],
    ["OPTIONS=|", "optionName <> -"],
    ['OPTIONS="|"', "optionName <> -"],
    ['OPTIONS="--log-driver=|"', "optionValue <> log-driver equals"],
    ['OPTIONS="-D --log-|driver=x"', "optionName <--log-driver> log-driver"],
    ['OPTIONS="-D --log-driver |', "optionValue <> log-driver blank"],
    ["OPTIONS=-D |", "optionName <> -"],
    ['OPTIONS="-D" |', "nothing <>"],
    ['OPTIONS="-D \\\n  --mt|u=1"', "optionName <--mtu> mtu"],
    ["ADD='--mt|u 1'", "optionName <--mtu> mtu"],
    ["http_proxy=htt|p://x", "variableValue <http://x> http_proxy"],
  ]);
});

describe("at the cursor in daemon.json", () => {
  check("json", [
    ["|", "jsonValue <> /"],
    ["{|}", "jsonKey <> /"],
    ['{"lo|', 'jsonKey <"lo> /'],
    ['{"lo|g-driver": "x"}', 'jsonKey <"log-driver"> / :'],
    ['{"log-driver": |}', "jsonValue <> /log-driver"],
    ['{"log-driver": "jo|"}', 'jsonValue <"jo"> /log-driver'],
    ['{"icc": fa|}', "jsonValue <fa> /icc"],
    ['{"hosts": ["|"]}', 'jsonValue <""> /hosts/0'],
    ['{"hosts": ["a", |]}', "jsonValue <> /hosts/1"],
    ['{"log-opts": {"ma|x-size": "1"}}', 'jsonKey <"max-size"> /log-opts :'],
    ['{"log-opts": {"max-size": "1|"}}', 'jsonValue <"1"> /log-opts/max-size'],
    ['{"mtu": 1500, |}', "jsonKey <> /"],
    ['\uFEFF{"mt|u": 1500}', 'jsonKey <"mtu"> / :'],
  ]);
});
