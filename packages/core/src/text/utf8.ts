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
