import type { Diagnostic } from "../diagnostic.ts";
import { decodeUtf8, utf8Length } from "../text/utf8.ts";
import { createLineIndex } from "./line-index.ts";
import { type ReadCode, readDiagnostics } from "./read-diagnostics.ts";
import type { ReadLimits } from "./read-limits.ts";

/** A text that is small enough and well-formed, or the one reason why it is not read. */
export type PreparedText =
  | { readonly ok: true; readonly text: string; readonly hadMark: boolean }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

/**
 * Checks the size, decodes bytes, and takes a leading byte-order mark off: line 1, column 1 is the
 * first character after it, as editors count.
 */
export function prepareText(
  input: string | Uint8Array,
  file: string,
  limits: ReadLimits,
): PreparedText {
  const bytes = typeof input === "string" ? sizeOf(input, limits.bytes) : input.length;
  if (bytes > limits.bytes) {
    return refuse(file, "READ_TOO_LARGE", "", 0, {
      message: `the text is larger than ${limits.bytes} bytes`,
    });
  }
  const decoded = typeof input === "string" ? checkText(input, file) : decode(input, file);
  if (!decoded.ok || decoded.text.charCodeAt(0) !== 0xfeff) {
    return decoded;
  }
  return { ok: true, text: decoded.text.slice(1), hadMark: true };
}

function sizeOf(text: string, limit: number): number {
  return text.length > limit || text.length * 3 <= limit ? text.length : utf8Length(text);
}

function checkText(text: string, file: string): PreparedText {
  if (text.isWellFormed()) {
    return { ok: true, text, hadMark: false };
  }
  const at = text.search(/\p{Cs}/u);
  return refuse(file, "READ_CHARACTER", text.slice(0, at), at, {
    message: "the text holds half of a surrogate pair",
    found: showUnit(text.charCodeAt(at)),
    hint: "Read the file as bytes, or mend the text where it was cut.",
  });
}

function decode(bytes: Uint8Array, file: string): PreparedText {
  const other = otherEncoding(bytes);
  if (other !== undefined) {
    const message = `the file is ${other}, not UTF-8`;
    return refuse(file, "READ_ENCODING", "", 0, { message, found: other, expected: "UTF-8" });
  }
  const reading = decodeUtf8(bytes);
  if (reading.ok) {
    return { ok: true, text: reading.text, hadMark: false };
  }
  const byte = (bytes[reading.offset] ?? 0).toString(16).padStart(2, "0");
  const before = reading.before.replace(/^\u{feff}/u, "");
  return refuse(file, "READ_ENCODING", before, before.length, {
    message: `byte ${reading.offset + 1} of the file is not valid UTF-8`,
    found: `0x${byte}`,
    expected: "UTF-8",
  });
}

/** The encoding a file declares by its mark, or shows by NUL bytes at its start. */
function otherEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && d !== undefined))) {
    return "UTF-32 (big-endian)";
  }
  if (b !== undefined && c === 0 && d === 0 && a !== 0 && (a !== 0xff || b === 0xfe)) {
    return b === 0 || b === 0xfe ? "UTF-32 (little-endian)" : undefined;
  }
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== undefined && b !== 0)) {
    return "UTF-16 (big-endian)";
  }
  return (a === 0xff && b === 0xfe) || (b === 0 && a !== undefined && a !== 0)
    ? "UTF-16 (little-endian)"
    : undefined;
}

function refuse(
  file: string,
  code: ReadCode,
  before: string,
  offset: number,
  facts: { message: string; found?: string; expected?: string; hint?: string },
): PreparedText {
  const source = { file, ...createLineIndex(before).position(offset) };
  return { ok: false, diagnostic: readDiagnostics.report(code, { ...facts, source }) };
}

/** A UTF-16 unit as `U+XXXX`. */
export function showUnit(unit: number): string {
  return `U+${unit.toString(16).toUpperCase().padStart(4, "0")}`;
}
