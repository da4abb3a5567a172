// The words of what is wrong with the values of directives, command lines aside.
import type { ProblemTexts } from "./problemTexts.ts";

export const directiveTexts = {
  unknownDirectiveValue:
    "systemd ignores this line: {value} is none of the values of {key}=, which are {choices}.",
  badTimeSpan:
    "systemd ignores this line: {value} is no time span for {key}=. Write one like 90s, 2min or infinity.",
  badSize:
    "systemd ignores this line: {value} is no amount for {key}=. Write one like 512M, 4G, 50% or infinity.",
  badNumber:
    "systemd ignores this line: {key}= takes a whole number from {least} to {most}, and not {value}.",
  badLimit:
    "systemd ignores this line: {value} is no limit for {key}=. Write one like {example}, 1024:{example} or infinity.",
  softAboveHard:
    "systemd ignores this line: in {value} the soft limit, which comes first, is above the hard one.",
  badFormat: "systemd ignores this line: {value} is nothing for {key}=. Write it like {example}.",
  quotedDirectiveValue: "systemd ignores this line: {key}= takes no quotes. Write {unquoted}.",
  relativePath: "{key}= needs an absolute path, and systemd ignores {value}.",
  refusedPath: "{key}= needs an absolute path: systemd does not start the unit with {value}.",
  badDocumentation:
    "systemd ignores {value}: an address begins with https://, http://, file:/, info: or man:.",
  notExpanded: "systemd does not replace {variable} here: it stays as it is written.",
  notExpandedValue:
    "systemd does not replace {variable} in {key}=, and ignores the line. Variables work in Exec lines only.",
  trailingComment:
    "This is no comment, but a part of the value. Comments need a line of their own.",
  obsoleteValue: "{value} is obsolete for {key}=. systemd takes it for {suggestion}.",
  unsafeKillMode:
    "With KillMode=none systemd leaves processes of the unit behind. Use process, mixed or control-group.",
  restartOfOneshot:
    "systemd does not start a unit with Type=oneshot and Restart={value}. Take one of the two out.",
  badUnitName: "systemd ignores {value}, which is no unit name. Did you mean {suggestion}?",
} as const satisfies ProblemTexts;
