import { isJsonObject } from "../json-value.ts";
import type { TemplateDialect } from "./template-dialect.ts";

/** Finished shell code: printed by `{{{name}}}` exactly as it stands. */
export interface ShellText {
  readonly dialect: "shell";
  readonly text: string;
}

/** A finished YAML value. */
export interface YamlText {
  readonly dialect: "yaml";
  readonly text: string;
}

/** A finished JSON value. */
export interface JsonText {
  readonly dialect: "json";
  readonly text: string;
}

/** A finished TOML value. */
export interface TomlText {
  readonly dialect: "toml";
  readonly text: string;
}

/** A finished HCL expression. */
export interface HclText {
  readonly dialect: "hcl";
  readonly text: string;
}

/** Finished lines of a Makefile. */
export interface MakeText {
  readonly dialect: "make";
  readonly text: string;
}

/** Finished Markdown. */
export interface MarkdownText {
  readonly dialect: "markdown";
  readonly text: string;
}

/**
 * Text that is finished in a dialect: the only values a template prints without escaping, by
 * `{{{name}}}`, and only in a template of the same dialect. Whoever makes one vouches for it.
 *
 * Plain data, so that it passes through JSON and is described by JSON Schema (`dialect` is a
 * constant). Use the interface of the dialect, such as {@link ShellText}, in a template's model.
 */
export type SafeText =
  | ShellText
  | YamlText
  | JsonText
  | TomlText
  | HclText
  | MakeText
  | MarkdownText;

/** Whether a value is finished text of a dialect. */
export function isSafeText(value: unknown, dialect: TemplateDialect): value is SafeText {
  return (
    isJsonObject(value) &&
    Object.hasOwn(value, "dialect") &&
    value["dialect"] === dialect &&
    Object.hasOwn(value, "text") &&
    typeof value["text"] === "string"
  );
}
