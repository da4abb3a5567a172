// What every language feature is given: the file, what belongs to its configuration, settings, words.
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Location } from "vscode-languageserver-types";
import type { Translate } from "../../base/translate.ts";
import type { Place, SourceFile } from "../configFile.ts";
import type { Configuration } from "../configuration.ts";
import { filesOfUnit } from "../effectiveUnit.ts";
import type { Severity } from "../rules/problem.ts";
import type { Machine } from "../rules/rule.ts";
import { toLspRange } from "./lspRange.ts";
import type { OptionDocs } from "./optionDocs.ts";
import type { ParsedFile } from "./parsedFile.ts";

/** What the user's settings and the machine say. */
export interface LanguageSettings {
  /** This machine, for files that are its own. */
  readonly machine?: Machine;
  /** The engines that the user's Docker contexts name. */
  readonly contexts?: readonly EngineContext[];
  /** By code of a problem. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
}

export interface EngineContext {
  readonly name: string;
  readonly address: string;
}

export interface FileContext {
  readonly document: TextDocument;
  readonly file: SourceFile;
  readonly parsed: ParsedFile;
  readonly configuration: Configuration;
  readonly documents: ConfigurationDocuments;
  readonly settings: LanguageSettings;
  readonly translate: Translate;
  readonly docs: OptionDocs;
}

/** The files of a configuration, for places in them. */
export class ConfigurationDocuments {
  readonly #documents = new Map<string, TextDocument>();
  readonly files: readonly SourceFile[];

  constructor(file: SourceFile, configuration: Configuration) {
    const { unit, socket, environmentSources, daemonJson } = configuration;
    const others = [
      ...(unit === undefined ? [] : filesOfUnit(unit)),
      ...environmentSources.flatMap(({ files }) => files),
      daemonJson?.file,
      socket,
    ].filter((other) => other !== undefined);
    this.files = [...new Map([file, ...others].map((each) => [each.uri, each])).values()];
  }

  /** The document of a file. Undefined for one that is not part of the configuration. */
  get(uri: string): TextDocument | undefined {
    const made = this.#documents.get(uri);
    const file = this.files.find((each) => each.uri === uri);
    if (made !== undefined || file === undefined) return made;
    const document = TextDocument.create(uri, file.kind, 0, file.text);
    this.#documents.set(uri, document);
    return document;
  }

  /** A place as the protocol has it. */
  locationOf({ uri, range }: Place): Location | undefined {
    const document = this.get(uri);
    return document && { uri, range: toLspRange(document, range) };
  }

  /** `docker.service:12` */
  labelOf(place: Place): string {
    const line = this.lineOf(place);
    const name = this.files.find(({ uri }) => uri === place.uri)?.path.replace(/^.*\//, "") ?? "";
    return line === undefined ? name : `${name}:${line}`;
  }

  /** The number of the line that a place starts on, from one. */
  lineOf({ uri, range }: Place): number | undefined {
    const document = this.get(uri);
    return document && document.positionAt(range.start).line + 1;
  }
}
