/** Lower-case letters and digits without vowels and what looks like one: no word comes of them. */
const alphabet = "bcdfghjklmnpqrstvwxz2456789";
const digits = 9;
const partDigits = 5;
const partSize = alphabet.length ** partDigits;
/** By the code of a sign, its place in the alphabet. */
const values = Array.from({ length: 128 }, (_, code) =>
  alphabet.indexOf(String.fromCharCode(code)),
);

/**
 * A short digest of a text: nine signs that may stand in the name of an object, and one that checks
 * them. Two texts of one digest are possible, so whoever names things by it has to compare contents.
 *
 * @example
 * ```ts
 * contentDigest("a").length; // => 10
 * contentDigest("a") === contentDigest("b"); // => false
 * isContentDigest(contentDigest("a")); // => true
 * ```
 */
export function contentDigest(text: string): string {
  const digest = new ContentDigest();
  digest.add(text);
  return digest.signs();
}

/** The same digest of a text that comes in parts: they need not be put together. */
export class ContentDigest {
  #low = 0x811c9dc5;
  #high = 0x9e3779b9;
  #length = 0;

  add(text: string): void {
    let low = this.#low;
    let high = this.#high;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x85ebca6b);
      high ^= high >>> 13;
    }
    this.#low = low;
    this.#high = high;
    this.#length += text.length;
  }

  signs(): string {
    const low = mix(this.#low ^ this.#length);
    const high = mix(this.#high ^ low);
    const number = (high & 0x7ff) * 0x1_0000_0000 + (low >>> 0);
    // In two parts that are small integers: remainders of larger numbers are slow.
    const upper = Math.floor(number / partSize);
    const codes: number[] = [];
    pushSigns(codes, number - upper * partSize, partDigits);
    pushSigns(codes, upper, digits - partDigits);
    const signs = String.fromCharCode(...codes);
    return signs + checkSign(signs);
  }
}

function pushSigns(codes: number[], number: number, count: number): void {
  for (let index = 0, rest = number; index < count; index += 1) {
    const next = Math.trunc(rest / alphabet.length);
    codes.push(alphabet.charCodeAt(rest - next * alphabet.length));
    rest = next;
  }
}

/**
 * Whether a text may be a digest: its signs are those of one, and the last checks the others.
 *
 * @example
 * ```ts
 * isContentDigest("production"); // => false
 * ```
 */
export function isContentDigest(text: string): boolean {
  return (
    text.length === digits + 1 &&
    /^[bcdfghjklmnpqrstvwxz2456789]+$/u.test(text) &&
    text.endsWith(checkSign(text.slice(0, digits)))
  );
}

function checkSign(signs: string): string {
  let sum = 0;
  for (let index = 0; index < signs.length; index += 1) {
    sum = (sum * 5 + (values[signs.charCodeAt(index)] ?? -1) + 1) % alphabet.length;
  }
  return alphabet.charAt(sum);
}

/** Spreads every bit over all others. */
function mix(bits: number): number {
  let mixed = bits;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
