// The words of what is wrong with the lines of a unit, whatever their values.
import type { ProblemTexts } from "./problemTexts.ts";

export const unitLineTexts = {
  outsideSection:
    "systemd ignores this line, which stands before the first section. Put [{section}] above it.",
  missingEquals: "systemd ignores this line, which has no “=”.",
  missingKey: "systemd ignores this line, which has no name before its “=”.",
  badSectionHeader:
    "systemd cannot read this section header, and does not load the unit. Write nothing but [{section}] on the line.",
  badDropInHeader:
    "systemd cannot read this section header, and reads nothing of the drop-in from here on. Write nothing but [{section}] on the line.",
  lineTooLong: "systemd reads no line of more than one MiB, and nothing of the file from here on.",
  lostContinuation:
    "systemd ignores this line: the command above ends before it. Let every line of the command but the last end in a backslash, with no empty line between them.",
  swallowedLine:
    "This line has become a part of {key}= above, whose last line ends in a backslash. Take that backslash out.",
  brokenContinuation:
    "A backslash continues a line only as its very last character. Take out the blanks behind it.",
  unknownSection: "systemd has no section [{section}] in such a unit, and ignores what is in it.",
  misspelledSection:
    "systemd has no section [{section}], and ignores it. Did you mean [{suggestion}]?",
  unknownDirective: "systemd has no directive {key}= in [{section}], and ignores this line.",
  misspelledDirective:
    "systemd has no directive {key}= in [{section}], and ignores this line. Did you mean {suggestion}=?",
  misplacedDirective:
    "{key}= belongs into [{right}]. systemd ignores this line, which is in [{section}].",
  obsoleteDirective: "Newer versions of systemd ignore {key}=.",
  replacedDirective:
    "{key}= is obsolete, and newer versions of systemd ignore it. Use {suggestion}=.",
} as const satisfies ProblemTexts;
