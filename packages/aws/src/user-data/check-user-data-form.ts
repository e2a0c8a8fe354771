import type { Diagnostic } from "@imagewright/core";

import { checkUserData } from "./check-user-data.ts";
import { isMultipart, readMultipart } from "./read-multipart.ts";
import { nodeConfigType } from "./user-data-reader.ts";
import { checkUserDataSize } from "./user-data-size.ts";

/**
 * What is wrong with user data whoever reads it, where its place does not say which system boots:
 * its size, the structure of an archive, NodeConfigs in it.
 *
 * @param pointer - where the user data stands; all findings are of that place
 * @example
 * ```ts
 * checkUserDataForm("#!/bin/bash\necho ready\n", "/data/value"); // => []
 * checkUserDataForm("\nMIME-Version: 1.0\n", "/data/value").map(({ code, pointer }) => code + pointer);
 * // => ["USERDATA_MIME_START/data/value"]
 * ```
 */
export function checkUserDataForm(text: string, pointer = ""): readonly Diagnostic[] {
  const found = hasNodeConfig(text)
    ? checkUserData(text, { family: "al2023", delivery: "whole" })
    : [...checkUserDataSize(text), ...(isMultipart(text) ? readMultipart(text).diagnostics : [])];
  return found.map((one) => ({
    ...one,
    message: one.pointer === "" ? one.message : `${one.message} (at ${one.pointer})`,
    pointer,
  }));
}

function hasNodeConfig(text: string): boolean {
  if (!isMultipart(text)) {
    return /^(?:---.*\n|#.*\n)*apiVersion:\s*["']?node\.eks\.aws\//u.test(text);
  }
  const read = readMultipart(text);
  return read.ok && read.value.some(({ contentType }) => contentType === nodeConfigType);
}
