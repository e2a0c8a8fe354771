import fc from "fast-check";
import { expect, test } from "vitest";

import { decodeUtf8, encodeUtf8, utf8Length } from "./utf8.ts";

function judge(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

test("bytes are decoded and refused as TextDecoder does", () => {
  const byte = fc.constantFrom(
    0x00,
    0x41,
    0x7f,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc0,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xed,
    0xef,
    0xf0,
    0xf4,
    0xf5,
    0xff,
  );
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 8 }), (list) => {
      const bytes = Uint8Array.from(list);
      const reading = decodeUtf8(bytes);
      return reading.ok ? reading.text === judge(bytes) : judge(bytes) === undefined;
    }),
    { numRuns: 20_000 },
  );
});

test("texts come back, and their length is known", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const bytes = new TextEncoder().encode(text);
      const reading = decodeUtf8(bytes);
      return reading.ok && reading.text === text && utf8Length(text) === bytes.length;
    }),
  );
});

test("a text longer than one chunk is put together", () => {
  const text = "aä€😀".repeat(10_000);
  expect(decodeUtf8(new TextEncoder().encode(text))).toEqual({ ok: true, text });
});

test.for([
  { name: "a stray continuation", bytes: [0x61, 0x80], offset: 1 },
  { name: "a cut sequence", bytes: [0x61, 0x62, 0xe2, 0x82], offset: 2 },
  { name: "an overlong slash", bytes: [0xc0, 0xaf], offset: 0 },
  { name: "a surrogate", bytes: [0xed, 0xa0, 0x80], offset: 0 },
  { name: "a point past the last", bytes: [0xf4, 0x90, 0x80, 0x80], offset: 0 },
])("$name is refused where it starts", ({ bytes, offset }) => {
  const reading = decodeUtf8(Uint8Array.from(bytes));
  expect(reading).toMatchObject({ ok: false, offset });
});

test("texts are encoded as Buffer does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (sample) => {
      expect(Buffer.from(encodeUtf8(sample)).equals(Buffer.from(sample, "utf8"))).toBe(true);
    }),
    { numRuns: 10_000 },
  );
}, 60_000);
