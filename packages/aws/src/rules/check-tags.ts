import { type Diagnostic, formatPointer, showValue } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";

const plainText = /^[A-Za-z0-9\s_.:=+@/-]*$/u;

/** Every tag that the webhook of CAPA refuses. */
export function checkTags(
  tags: { readonly [name: string]: string },
  pointer: string,
): readonly Diagnostic[] {
  return Object.entries(tags).flatMap(([key, value]) => {
    const message = keyFault(key) ?? valueFault(value);
    const at = `${pointer}${formatPointer([key])}`;
    const found = keyFault(key) === undefined ? showValue(value) : showValue(key);
    return message === undefined
      ? []
      : [awsDiagnostics.report("AWS_TAG", { message, pointer: at, found })];
  });
}

function keyFault(key: string): string | undefined {
  if (key === "" || key.length > 128) {
    return "a tag's key has 1 to 128 characters";
  }
  if (key.startsWith("aws:")) {
    return "keys that start with aws: are Amazon's own";
  }
  return plainText.test(key) ? undefined : "a tag's key has characters that CAPA refuses";
}

function valueFault(value: string): string | undefined {
  if (value.length > 256) {
    return "a tag's value has at most 256 characters";
  }
  return plainText.test(value) ? undefined : "a tag's value has characters that CAPA refuses";
}
