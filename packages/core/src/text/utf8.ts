import { valueRefused } from "../error.ts";

/** What strict UTF-8 decoding found: the text, or the first byte that breaks the encoding. */
export type Utf8Reading =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      /** Index of the first byte that starts no valid sequence. */
      readonly offset: number;
      /** The valid text before it. */
      readonly before: string;
    };

const chunk = 8192;

/**
 * Decodes bytes as UTF-8, refusing what the Unicode Standard calls ill-formed: stray or missing
 * continuation bytes, overlong forms, surrogates, and code points past U+10FFFF. A byte-order mark
 * is decoded like any other character.
 *
 * @see https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/ (table 3-7)
 */
export function decodeUtf8(bytes: Uint8Array): Utf8Reading {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let offset = 0;
  while (offset < bytes.length) {
    const first = bytes[offset] ?? 0;
    if (first < 0x80) {
      units[length++] = first;
      offset += 1;
      continue;
    }
    const size = sequenceSize(first);
    const point = codePoint(bytes, offset, size);
    if (point === undefined) {
      return { ok: false, offset, before: textOf(units, length) };
    }
    length = appendPoint(units, length, point);
    offset += size;
  }
  return { ok: true, text: textOf(units, length) };
}

/** How many bytes the UTF-8 form of a well-formed text has. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) {
      // Each half of a surrogate pair adds one: four bytes from two units.
      length += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
    }
  }
  return length;
}

/**
 * The UTF-8 bytes of a text.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for lone surrogates, which have none
 */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  if (!text.isWellFormed()) {
    throw valueRefused("utf-8", "", "it holds half of a surrogate pair");
  }
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const point = text.codePointAt(index) ?? 0;
    if (point < 0x80) {
      bytes[length++] = point;
      continue;
    }
    index += point > 0xffff ? 1 : 0;
    length = writeLong(bytes, length, point);
  }
  return bytes.slice(0, length);
}

function sequenceSize(first: number): number {
  if (first < 0xc2 || first > 0xf4) {
    return 0;
  }
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function codePoint(bytes: Uint8Array, offset: number, size: number): number | undefined {
  if (size === 0) {
    return undefined;
  }
  let point = (bytes[offset] ?? 0) & (0xff >> (size + 1));
  for (let index = offset + 1; index < offset + size; index += 1) {
    const byte = bytes[index] ?? 0;
    if ((byte & 0xc0) !== 0x80) {
      return undefined;
    }
    point = (point << 6) | (byte & 0x3f);
  }
  const least = size === 2 ? 0x80 : size === 3 ? 0x800 : 0x1_0000;
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point < least || point > 0x10_ffff || isSurrogate ? undefined : point;
}

/** Writes a code point as one or two UTF-16 units; returns the new length. */
function appendPoint(units: Uint16Array, length: number, point: number): number {
  if (point < 0x1_0000) {
    units[length] = point;
    return length + 1;
  }
  units[length] = 0xd7c0 + (point >> 10);
  units[length + 1] = 0xdc00 | (point & 0x3ff);
  return length + 2;
}

function textOf(units: Uint16Array, length: number): string {
  const parts: string[] = [];
  for (let start = 0; start < length; start += chunk) {
    const part = units.subarray(start, Math.min(start + chunk, length));
    parts.push(Reflect.apply(String.fromCharCode, undefined, part));
  }
  return parts.join("");
}

function writeLong(bytes: Uint8Array, at: number, point: number): number {
  let next = at;
  if (point < 0x800) {
    bytes[next++] = 0xc0 | (point >> 6);
  } else {
    if (point < 0x1_0000) {
      bytes[next++] = 0xe0 | (point >> 12);
    } else {
      bytes[next++] = 0xf0 | (point >> 18);
      bytes[next++] = 0x80 | ((point >> 12) & 0x3f);
    }
    bytes[next++] = 0x80 | ((point >> 6) & 0x3f);
  }
  bytes[next++] = 0x80 | (point & 0x3f);
  return next;
}
