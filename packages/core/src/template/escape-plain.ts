import { type Scalar, numberRefusal, textRefusal } from "../emit/carriable.ts";
import { valueRefused } from "../error.ts";

const plain = /^[A-Za-z0-9_.-]+$/u;
const makeSafe = /^[A-Za-z0-9_./@:+,-]+$/u;

/** A scalar as text, refused if no sink carries it. */
export function carriedText(value: Scalar, sink: string): string {
  if (typeof value === "boolean") {
    return value ? "true" : "false";
  }
  const refusal = typeof value === "number" ? numberRefusal(value) : textRefusal(value);
  if (refusal !== undefined) {
    throw valueRefused(sink, "", refusal.reason, refusal.hint);
  }
  return typeof value === "number" ? String(value) : value;
}

/** Text that means itself in every language. */
export function plainText(value: Scalar): string {
  const text = carriedText(value, "template");
  if (!plain.test(text)) {
    const reason = "this place carries nothing but letters, digits, `_`, `.` and `-`";
    throw valueRefused("template", "", reason);
  }
  return text;
}

/** Text that neither make nor the shell of a recipe takes for anything else. */
export function makeText(value: Scalar): string {
  const text = carriedText(value, "make");
  if (!makeSafe.test(text)) {
    const reason = "make carries nothing but letters, digits and `_./@:+,-`";
    throw valueRefused("make", "", reason, "Put other values into a variable file.");
  }
  return text;
}
