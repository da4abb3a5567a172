// Which commands of a unit start the Docker daemon, and where its options begin.
import { hasPrefix, type Command, type CommandWord } from "../commandWords.ts";

/**
 * The words of a command that dockerd reads as its options; undefined for any other program. The old
 * ways to start a daemon count too: `docker -d` and `docker daemon`.
 */
export function daemonWords(command: Command): readonly CommandWord[] | undefined {
  const { prefixes, program } = command;
  const words = hasPrefix(prefixes, "@") ? command.words.slice(1) : command.words;
  const name = /[^/]*$/.exec(program.text.text)?.[0] ?? "";
  if (/^dockerd(-(?!rootless)[\w.-]+)?$/.test(name)) return words;
  if (name === "dockerd-rootless.sh") return words;
  if (!/^docker(-[\w.-]+)?$/.test(name)) return undefined;
  const [first] = words;
  if (first?.text.text === "daemon") return words.slice(1);
  const isDaemon = words.some(({ text }) => /^(-d|--daemon(=.*)?)$/.test(text.text));
  return isDaemon ? words : undefined;
}
