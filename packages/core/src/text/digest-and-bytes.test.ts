import { createHash } from "node:crypto";

import fc from "fast-check";
import { expect, test } from "vitest";

import { decodeBase64, encodeBase64 } from "./base64.ts";
import { sha256Hex } from "./sha256.ts";
import { encodeUtf8 } from "./utf8.ts";

const numRuns = 10_000;
const text = fc.string({ unit: "binary", maxLength: 200 });
const bytes = fc.uint8Array({ maxLength: 200 });

test.for([
  { of: "", digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { of: "abc", digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
])("the SHA-256 digest of $of is the one of the standard", ({ of, digest }) => {
  expect(sha256Hex(of)).toBe(digest);
});

test("SHA-256 agrees with node:crypto for texts around every block length", () => {
  for (let length = 0; length <= 200; length += 1) {
    const sample = "é".repeat(length);
    expect(sha256Hex(sample)).toBe(createHash("sha256").update(sample).digest("hex"));
  }
});

test("SHA-256 agrees with node:crypto for any text", () => {
  fc.assert(
    fc.property(text, (sample) => {
      expect(sha256Hex(sample)).toBe(createHash("sha256").update(sample).digest("hex"));
    }),
    { numRuns },
  );
}, 60_000);

test("base64 agrees with Buffer for any bytes, and reads its own text", () => {
  fc.assert(
    fc.property(bytes, (sample) => {
      const encoded = encodeBase64(sample);
      expect(encoded).toBe(Buffer.from(sample).toString("base64"));
      expect(decodeBase64(encoded)).toEqual(Uint8Array.from(sample));
    }),
    { numRuns },
  );
}, 60_000);

test("base64 of a text is that of its UTF-8 bytes", () => {
  expect(encodeBase64("é€😀")).toBe(Buffer.from("é€😀").toString("base64"));
});

test("base64 is read over line ends", () => {
  expect(decodeBase64("QUJ\r\nD\nRA==\n")).toEqual(Uint8Array.from(Buffer.from("ABCD")));
});

test.for(["A", "QQ=", "QQ", "Q===", "QR==", "QUI=QUI=", "QU JD", "QUJ-", "QUJé", "===="])(
  "%s is no base64",
  (wrong) => {
    expect(decodeBase64(wrong)).toBeUndefined();
  },
);

test.for([encodeUtf8, encodeBase64, sha256Hex])("%o refuses half of a surrogate pair", (encode) => {
  expect(() => encode("a\ud800")).toThrow(/half of a surrogate pair/u);
});
