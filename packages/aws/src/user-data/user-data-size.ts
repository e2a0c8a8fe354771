import { type Diagnostic, ImagewrightError } from "@imagewright/core";

import { userDataDiagnostics } from "./user-data-diagnostics.ts";

/** Bytes of user data EC2 takes, counted before base64. */
export const maximumUserDataBytes = 16_384;

/** From here on a warning is due. */
const nearlyFull = Math.floor(maximumUserDataBytes * 0.9);

/**
 * Whether EC2 takes a text as user data.
 *
 * @example
 * ```ts
 * checkUserDataSize("#!/bin/bash\n"); // => []
 * checkUserDataSize("#".repeat(20_000)).map(({ code }) => code); // => ["USERDATA_TOO_LARGE"]
 * ```
 */
export function checkUserDataSize(text: string, pointer = ""): readonly Diagnostic[] {
  const bytes = utf8Length(text);
  if (bytes <= nearlyFull) {
    return [];
  }
  const message = `the user data has ${bytes} bytes`;
  const facts = { message, pointer, expected: `at most ${maximumUserDataBytes} bytes` };
  const code = bytes > maximumUserDataBytes ? "USERDATA_TOO_LARGE" : "USERDATA_NEARLY_TOO_LARGE";
  return [userDataDiagnostics.report(code, facts)];
}

/** Refuses a text that EC2 does not take. */
export function assertUserDataSize(text: string): string {
  const diagnostics = checkUserDataSize(text);
  if (diagnostics.some(({ severity }) => severity === "error")) {
    throw new ImagewrightError("INPUT_INVALID", "the user data is too large for EC2", {
      details: { diagnostics },
    });
  }
  return text;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
