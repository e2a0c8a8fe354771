import type { Scalar } from "../emit/carriable.ts";
import type { Escape } from "./checked-template.ts";
import {
  hclScalar,
  hclString,
  jsonScalar,
  jsonString,
  tomlScalar,
  tomlString,
  yamlKey,
  yamlScalar,
  yamlString,
} from "./escape-data.ts";
import { markdownFence, markdownLink, markdownSpan, markdownText } from "./escape-markdown.ts";
import { carriedText, makeText, plainText } from "./escape-plain.ts";
import {
  shellDouble,
  shellHere,
  shellHereQuoted,
  shellQuoted,
  shellSingle,
  shellWordPart,
} from "./escape-shell.ts";

/**
 * Writes a scalar for a place.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` with an empty pointer
 */
export type Escaper = (value: Scalar) => string;

/** How each place writes its values. */
export const escapers: Readonly<Record<Escape, Escaper>> = {
  plain: plainText,
  text: (value) => carriedText(value, "text"),
  "shell-word": shellWordPart,
  "shell-quoted": shellQuoted,
  "shell-double": shellDouble,
  "shell-single": shellSingle,
  "shell-here": shellHere,
  "shell-here-quoted": shellHereQuoted,
  "yaml-value": yamlScalar,
  "yaml-key": yamlKey,
  "yaml-string": yamlString,
  "json-value": jsonScalar,
  "json-string": jsonString,
  "toml-value": tomlScalar,
  "toml-string": tomlString,
  "hcl-value": hclScalar,
  "hcl-string": hclString,
  make: makeText,
  markdown: markdownText,
  "markdown-link": markdownLink,
  "markdown-span": markdownSpan,
  "markdown-fence": markdownFence,
};
