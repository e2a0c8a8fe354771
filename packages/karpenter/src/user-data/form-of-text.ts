import { isJsonObject } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

/** What Karpenter takes the user data of AL2023 for; `unclear` where readers of YAML differ. */
export type TextForm = "node-config" | "script" | "unclear";

/** Findings after which no reader has a document. */
const broken = new Set([
  "READ_ESCAPE",
  "READ_INDENT",
  "READ_KEY",
  "READ_MISSING_COLON",
  "READ_NESTED_MAPPING",
  "READ_PLAIN_START",
  "READ_SYNTAX",
  "READ_TAB",
  "READ_UNCLOSED",
]);

/**
 * What Karpenter takes a text for that is no archive: everything that is a map in YAML is a
 * NodeConfig, and so is a text of comments alone.
 */
export function formOfText(text: string): TextForm {
  const read = readYaml(text, { file: "user-data" });
  if (read.ok) {
    const [first] = read.value;
    const isMap = first === undefined || first.value === null || isJsonObject(first.value);
    return isMap ? "node-config" : "script";
  }
  return read.diagnostics.some(({ code }) => broken.has(code)) ? "script" : "unclear";
}
