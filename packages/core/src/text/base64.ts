import { encodeUtf8 } from "./utf8.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The six bits of each character of the alphabet, by character code. */
const sextets: readonly number[] = Array.from({ length: 128 }, (_, code) =>
  alphabet.indexOf(String.fromCharCode(code)),
);

/**
 * Base64 with padding, without line breaks. A text is taken as its UTF-8 bytes.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a text with lone surrogates
 * @see https://www.rfc-editor.org/rfc/rfc4648#section-4
 * @example
 * ```ts
 * encodeBase64("#!/bin/bash\n"); // => "IyEvYmluL2Jhc2gK"
 * ```
 */
export function encodeBase64(content: Uint8Array | string): string {
  const bytes = typeof content === "string" ? encodeUtf8(content) : content;
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const rest = bytes.length - index;
    const word =
      (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8) | byteAt(bytes, index + 2);
    text += letter(word >> 18) + letter(word >> 12);
    text += (rest > 1 ? letter(word >> 6) : "=") + (rest > 2 ? letter(word) : "=");
  }
  return text;
}

/**
 * The bytes a base64 text stands for. Line ends are skipped, padding is required.
 *
 * @returns undefined for any other character, wrong padding, or bits that stand for no byte
 * @example
 * ```ts
 * decodeBase64("bm9kZQ=="); // => Uint8Array.of(0x6e, 0x6f, 0x64, 0x65)
 * decodeBase64("bm9kZQ"); // => undefined
 * ```
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const letters = text.replace(/[\r\n]/gu, "");
  const padding = letters.endsWith("==") ? 2 : letters.endsWith("=") ? 1 : 0;
  if (letters.length % 4 !== 0) {
    return undefined;
  }
  const bytes = new Uint8Array((letters.length / 4) * 3 - padding);
  let length = 0;
  let bits = 0;
  for (let index = 0; index < letters.length - padding; index += 1) {
    const sextet = sextets[letters.charCodeAt(index)] ?? -1;
    if (sextet === -1) {
      return undefined;
    }
    bits = ((bits << 6) | sextet) & 0xff_ffff;
    if (index % 4 > 0) {
      bytes[length++] = (bits >> (6 - 2 * (index % 4))) & 0xff;
    }
  }
  const unused = padding === 2 ? 0x0f : padding === 1 ? 0x03 : 0;
  return (bits & unused) === 0 ? bytes : undefined;
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function letter(bits: number): string {
  return alphabet.charAt(bits & 0x3f);
}
