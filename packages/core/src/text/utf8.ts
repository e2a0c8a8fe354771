import { valueRefused } from "../error.ts";

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

/** The text that bytes stand for, or undefined if they are not UTF-8. Keeps a byte-order mark. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let text = "";
  for (let index = 0; index < bytes.length;) {
    const first = bytes[index] ?? 0;
    const length = sequenceLength(first);
    const point = length === 1 ? first : readLong(bytes, index, length);
    if (point === undefined) {
      return undefined;
    }
    text += String.fromCodePoint(point);
    index += length;
  }
  return text;
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

/** How many bytes a sequence has; 0 if none starts with this byte. */
function sequenceLength(first: number): number {
  if (first < 0x80) {
    return 1;
  }
  if (first < 0xc2 || first > 0xf4) {
    return 0;
  }
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** A code point of two to four bytes; undefined if cut off, too long a form, or a surrogate. */
function readLong(bytes: Uint8Array, start: number, length: number): number | undefined {
  let point = (bytes[start] ?? 0) & (0xff >> (length + 1));
  for (let index = start + 1; index < start + length; index += 1) {
    const byte = bytes[index] ?? 0;
    if ((byte & 0xc0) !== 0x80) {
      return undefined;
    }
    point = (point << 6) | (byte & 0x3f);
  }
  const least = length === 4 ? 0x1_0000 : length === 3 ? 0x800 : 0x80;
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return length === 0 || point < least || point > 0x10_ffff || isSurrogate ? undefined : point;
}
