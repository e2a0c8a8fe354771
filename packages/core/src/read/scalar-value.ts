import type { Scalar } from "yaml";

import { showValue } from "../show-value.ts";
import { type PlainReading, readPlainScalar } from "./plain-scalar.ts";
import { showUnit } from "./prepare-text.ts";
import { shorten } from "./shorten.ts";
import { report, type Walk } from "./walk.ts";
import { fitsTag, isCoreTag, stringTag } from "./yaml-tags.ts";

/** The value of a scalar, by its style and tag. */
export function readScalar(walk: Walk, scalar: Scalar): string | number | boolean | null {
  const text = scalar.source ?? "";
  const offset = scalar.range?.[0] ?? 0;
  if (scalar.tag === undefined ? scalar.type !== "PLAIN" : scalar.tag === stringTag) {
    checkString(walk, text, offset);
    return text;
  }
  if (scalar.tag !== undefined && !isCoreTag(scalar.tag)) {
    checkString(walk, text, offset);
    return text; // a tag that may not stand there is reported where it stands
  }
  const reading = readPlainScalar(text);
  reportFault(walk, text, reading, offset);
  if (scalar.tag !== undefined && !fitsTag(scalar.tag, reading.value)) {
    const message = "the tag does not fit the value";
    report(walk, { code: "READ_TAG", offset, message, found: showValue(text) });
  }
  return reading.value;
}

/** Refuses what an escape can put into a string and no sink can carry. */
export function checkString(walk: Walk, text: string, offset: number): void {
  const isNul = text.includes("\0");
  if (!isNul && text.isWellFormed()) {
    return;
  }
  const message = isNul ? "a string holds NUL" : "a string holds half of a surrogate pair";
  const found = isNul ? showUnit(0) : showUnit(text.charCodeAt(text.search(/\p{Cs}/u)));
  report(walk, { code: "READ_STRING", offset, message, found });
}

/** File modes, as they are written in YAML 1.1 and in YAML 1.2. */
const octal = /^0o?[0-7]{1,12}$/u;

function reportFault(walk: Walk, text: string, { fault }: PlainReading, offset: number): void {
  const found = shorten(text);
  switch (fault) {
    case undefined:
      return;
    case "ambiguous":
      return report(walk, {
        code: "READ_AMBIGUOUS_SCALAR",
        offset,
        message: "readers take this unquoted scalar for different values",
        found,
        expected: `"${found}" for a text`,
        ...(octal.test(text) && {
          hint: `Write ${Number.parseInt(text.replace(/^0o/u, ""), 8)} for the octal number, or put quotes around it for a text.`,
        }),
      });
    case "inexact":
      return report(walk, {
        code: "READ_NUMBER_INEXACT",
        offset,
        message: "the number cannot be kept exactly",
        found,
      });
    case "not-finite":
      return report(walk, {
        code: "READ_NUMBER_NOT_FINITE",
        offset,
        message: "the number is not finite",
        found,
      });
  }
}
