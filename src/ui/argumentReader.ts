// Reading the argument object of a command: it comes from keybindings and other extensions, so nothing
// about it is sure. What is wrong is said with the field's name.
import * as vscode from "vscode";
import { asRecord } from "../model/json.ts";
import { UserError } from "./engineErrors.ts";

/** Reads the fields of one object and refuses what is missing, of another type, or not known. */
export class ArgumentReader {
  readonly #fields: Readonly<Record<string, unknown>>;
  /** Leads to this object: empty at the top, else `ipamPools[0].`. */
  readonly #path: string;

  constructor(value: unknown, known: readonly string[], path = "") {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isObject) {
      throw path === ""
        ? new UserError(vscode.l10n.t("The command's argument has to be an object."))
        : wrong(path.slice(0, -1), vscode.l10n.t("an object"));
    }
    this.#fields = asRecord(value);
    this.#path = path;
    const unknown = Object.keys(this.#fields).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new UserError(
        vscode.l10n.t(
          "The command's argument has no field “{0}”; these are known: {1}.",
          path + unknown,
          known.join(", "),
        ),
      );
    }
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined || value === "") throw this.#wrong(name, vscode.l10n.t("text"));
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#fields[name];
    if (value === undefined || typeof value === "string") return value;
    throw this.#wrong(name, vscode.l10n.t("text"));
  }

  optionalFlag(name: string): boolean | undefined {
    const value = this.#fields[name];
    if (value === undefined || typeof value === "boolean") return value;
    throw this.#wrong(name, vscode.l10n.t("true or false"));
  }

  optionalWord<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    throw this.#wrong(name, vscode.l10n.t("one of {0}", words.join(", ")));
  }

  optionalTexts(name: string): readonly string[] | undefined {
    return this.#optionalList(name)?.map((item, index) => {
      if (typeof item === "string") return item;
      throw this.#wrong(`${name}[${index}]`, vscode.l10n.t("text"));
    });
  }

  optionalTextMap(name: string): Readonly<Record<string, string>> | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw this.#wrong(name, vscode.l10n.t("an object of texts"));
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, text]: [string, unknown]) => {
        if (typeof text === "string") return [key, text];
        throw this.#wrong(`${name}.${key}`, vscode.l10n.t("text"));
      }),
    );
  }

  /** A reader for each object of a list. */
  optionalObjects(name: string, known: readonly string[]): readonly ArgumentReader[] | undefined {
    return this.#optionalList(name)?.map(
      (item, index) => new ArgumentReader(item, known, `${this.#path}${name}[${index}].`),
    );
  }

  #optionalList(name: string): readonly unknown[] | undefined {
    const value = this.#fields[name];
    if (value === undefined || Array.isArray(value)) return value;
    throw this.#wrong(name, vscode.l10n.t("a list"));
  }

  #wrong(name: string, expected: string): UserError {
    return wrong(this.#path + name, expected);
  }
}

function wrong(field: string, expected: string): UserError {
  return new UserError(
    vscode.l10n.t("“{0}” in the command's argument has to be {1}.", field, expected),
  );
}
