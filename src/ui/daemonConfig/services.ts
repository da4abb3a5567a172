// The language service for VS Code's documents: its files, its settings, its language.
import * as vscode from "vscode";
import { TextDocument } from "vscode-languageserver-textdocument";
import { placeOfPath } from "../../daemonConfig/configFile.ts";
import type { Configuration } from "../../daemonConfig/configuration.ts";
import {
  effectiveLines,
  type EffectiveLine,
} from "../../daemonConfig/language/effectiveDocument.ts";
import type { Machine } from "../../daemonConfig/rules/rule.ts";
import {
  ConfigurationDocuments,
  type EngineContext,
} from "../../daemonConfig/language/fileContext.ts";
import {
  createDaemonConfigService,
  type DaemonConfigService,
  type DocumentSettings,
} from "../../daemonConfig/languageService.ts";
import type { OptionData } from "../../daemonConfig/options/optionData.ts";
import { setting } from "../config.ts";
import type { RuleSeverities } from "../contributions.ts";
import { filesOf } from "./applyState.ts";
import type { Configurations } from "./configurations.ts";

/** What is known of this machine, read once. */
export interface KnownMachine {
  readonly machine: Machine;
  readonly contexts: readonly EngineContext[];
}

export interface ServedDocument {
  readonly service: DaemonConfigService;
  /** The document as the service has it. */
  readonly document: TextDocument;
}

export class Services {
  readonly #data: OptionData;
  readonly #configurations: Configurations;
  readonly #known: KnownMachine;
  /** One for each file system, by scheme and authority. */
  readonly #services = new Map<string, DaemonConfigService>();
  readonly #documents = new WeakMap<vscode.TextDocument, TextDocument>();

  constructor(data: OptionData, configurations: Configurations, known: KnownMachine) {
    this.#data = data;
    this.#configurations = configurations;
    this.#known = known;
  }

  for(document: vscode.TextDocument): ServedDocument {
    const { scheme, authority } = document.uri;
    const key = `${scheme}://${authority}`;
    const service = this.#services.get(key) ?? this.#serviceFor(document.uri);
    this.#services.set(key, service);
    return { service, document: this.#documentOf(document) };
  }

  /** The settings for a file, as the service wants them. */
  settingsFor(uri: vscode.Uri): DocumentSettings {
    const { version, root } = this.#configurations.optionsFor(uri);
    const { machine, contexts } = this.#known;
    const isMachine = uri.scheme === "file" && placeOfPath(uri.path)?.root === "";
    return {
      ...{ version, contexts, severities: severitiesFor(uri) },
      ...(root !== undefined && { root }),
      ...(isMachine && { machine }),
    };
  }

  /** What dockerd gets from a configuration that is not the one of now. */
  effectiveLines(configuration: Configuration): readonly EffectiveLine[] {
    const [file] = filesOf(configuration);
    if (file === undefined) return [];
    const documents = new ConfigurationDocuments(file, configuration);
    return effectiveLines({ configuration, documents, translate });
  }

  #serviceFor(uri: vscode.Uri): DaemonConfigService {
    return createDaemonConfigService({
      reader: this.#configurations.filesFor(uri),
      data: this.#data,
      translate,
      rulePage,
      settingsFor: (document) => this.settingsFor(vscode.Uri.parse(document.uri)),
    });
  }

  #documentOf(document: vscode.TextDocument): TextDocument {
    const known = this.#documents.get(document);
    if (known?.version === document.version && known.languageId === document.languageId) {
      return known;
    }
    const { uri, languageId, version } = document;
    const made = TextDocument.create(uri.toString(), languageId, version, document.getText());
    this.#documents.set(document, made);
    return made;
  }
}

/** What the setting says, but for what isn't a severity at all. */
function severitiesFor(uri: vscode.Uri): RuleSeverities {
  const allowed: readonly unknown[] = ["error", "warning", "information", "off"];
  const written = Object.entries(setting("portolan.daemonConfig.rules", uri));
  return Object.fromEntries(written.filter(([, severity]) => allowed.includes(severity)));
}

/** The service's words in VS Code's language. */
export function translate(
  message: string,
  args: Readonly<Record<string, string | number>> = {},
): string {
  return vscode.l10n.t(message, args);
}

/** A link to our own command, which opens the page in VS Code. */
function rulePage(code: string): string {
  const query = encodeURIComponent(JSON.stringify([code]));
  return `command:portolan.daemonConfig.explainRule?${query}`;
}
