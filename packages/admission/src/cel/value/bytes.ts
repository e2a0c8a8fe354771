/** A text as UTF-8; halves of surrogate pairs become the replacement character. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    pushCodePoint(bytes, character.codePointAt(0) ?? 0);
  }
  return Uint8Array.from(bytes);
}

function pushCodePoint(bytes: number[], point: number): void {
  if (point < 0x80) {
    bytes.push(point);
  } else if (point < 0x800) {
    bytes.push(0xc0 | (point >> 6), tail(point));
  } else if (point < 0x10000) {
    bytes.push(0xe0 | (point >> 12), tail(point >> 6), tail(point));
  } else {
    bytes.push(0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point));
  }
}

function tail(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** How many bytes a sequence has, by its first byte; what the first byte adds to the code point. */
const sequences = [
  { first: 0x00, mask: 0x80, length: 1, least: 0 },
  { first: 0xc0, mask: 0xe0, length: 2, least: 0x80 },
  { first: 0xe0, mask: 0xf0, length: 3, least: 0x800 },
  { first: 0xf0, mask: 0xf8, length: 4, least: 0x10000 },
] as const;

/** Bytes as text; undefined where they are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  let index = 0;
  while (index < bytes.length) {
    const first = bytes[index] ?? 0;
    const sequence = sequences.find((one) => (first & one.mask) === one.first);
    const point = sequence && codePointAt(bytes, index, sequence);
    if (sequence === undefined || point === undefined) {
      return undefined;
    }
    parts.push(String.fromCodePoint(point));
    index += sequence.length;
  }
  return parts.join("");
}

function codePointAt(
  bytes: Uint8Array,
  index: number,
  { mask, length, least }: (typeof sequences)[number],
): number | undefined {
  let point = (bytes[index] ?? 0) & ~mask;
  for (let offset = 1; offset < length; offset += 1) {
    const byte = bytes[index + offset] ?? 0;
    if ((byte & 0xc0) !== 0x80) {
      return undefined;
    }
    point = (point << 6) | (byte & 0x3f);
  }
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point < least || point > 0x10ffff || isSurrogate ? undefined : point;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const sextets: ReadonlyMap<string, number> = new Map(
  Array.from(alphabet, (character, index) => [character, index]),
);

/** The bytes of a text in base64; undefined where it is none. Line ends are skipped. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const body = text.replace(/[\r\n]/gu, "");
  const digits = body.replace(/={0,2}$/u, "");
  if (body.length % 4 !== 0 || digits.length % 4 === 1) {
    return undefined;
  }
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let at = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const sextet = sextets.get(digits.charAt(index));
    if (sextet === undefined) {
      return undefined;
    }
    bits = ((bits << 6) | sextet) & 0xffffff;
    if (index % 4 !== 0) {
      bytes[at] = (bits >> (6 - 2 * (index % 4))) & 0xff;
      at += 1;
    }
  }
  return bytes;
}
