import { compareKubernetesVersions, requireKubernetesVersion } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { decodeImageVersion, encodeImageVersion, isImageVersion } from "./image-version.ts";

function encoded(version: string, revision?: number): string | undefined {
  const image = encodeImageVersion(version, revision);
  return image.ok ? image.value : undefined;
}

test.for<[string, number | undefined, string | undefined]>([
  ["1.34.1", undefined, "1.34.1"],
  ["1.34.9999", undefined, "1.34.9999"],
  ["1.34.10000", undefined, undefined],
  ["1.34.1-rc.1", undefined, undefined],
  ["1.34.1+k3s1", 1, undefined],
  ["v1.34.1", 1, undefined],
  ["1.34.0", 0, "1.34.100000"],
  ["1.34.1", 899_999, "1.34.1999999"],
  ["1.34.1", 900_000, undefined],
  ["1.34.1", -1, undefined],
  ["1.34.1", 0.5, undefined],
  ["1.34.2146", 899_999, "1.34.2146999999"],
  ["1.34.2147", 0, undefined],
  ["1.10.0", undefined, "1.10.0"],
  ["1.9.11", undefined, undefined],
  ["1.999.0", undefined, "1.999.0"],
  ["1.1000.0", undefined, undefined],
  ["2.34.1", undefined, undefined],
  ["0.3.1", 1, undefined],
  ["1.35.0-alpha.0", 0, "1.35.10000"],
  ["1.35.0-alpha.299", 99, "1.35.39999"],
  ["1.35.0-alpha.300", 0, undefined],
  ["1.35.0-beta.2", 7, "1.35.40207"],
  ["1.35.0-rc.299", 99, "1.35.99999"],
  ["1.35.0-rc.1", 100, undefined],
  ["1.35.0-rc.1.2", 0, undefined],
  ["1.35.0-rc", 0, undefined],
  ["1.35.0-dev.1", 0, undefined],
])("%s with revision %s is %s", ([version, revision, expected]) => {
  expect(encoded(version, revision)).toBe(expected);
});

test.for([
  ["0.3.1795254246", { kind: "build-time", unixSeconds: 1_795_254_246 }],
  ["0.3.2147483648", { kind: "other" }],
  ["2026.11.21", { kind: "other" }],
  ["1.1000.1", { kind: "other" }],
  ["1.0.0", { kind: "other" }],
  ["1.9.1100000", { kind: "other" }],
  ["1.34.2147000000", { kind: "other" }],
  ["1.34.1009999", { kind: "other" }],
  ["latest", { kind: "other" }],
  ["1.34.1", { kind: "kubernetes", kubernetesVersion: "1.34.1" }],
] as const)("%s says %j", ([version, expected]) => {
  expect(decodeImageVersion(version)).toEqual(expected);
});

const kubernetes = fc
  .record({
    minor: fc.integer({ min: 10, max: 999 }),
    patch: fc.nat(2146),
    prerelease: fc.option(
      fc.tuple(fc.constantFrom("alpha", "beta", "rc"), fc.nat(299)).map((parts) => parts.join(".")),
    ),
  })
  .map(
    ({ minor, patch, prerelease }) =>
      `1.${minor}.${patch}${prerelease === null ? "" : `-${prerelease}`}`,
  );
const build = fc.record({ version: kubernetes, revision: fc.nat(99) });

test("what was encoded is decoded, and fits Azure", () => {
  fc.assert(
    fc.property(build, ({ version, revision }) => {
      const text = encoded(version, revision) ?? "";
      expect(isImageVersion(text)).toBe(true);
      expect(decodeImageVersion(text)).toEqual({
        kind: "kubernetes",
        kubernetesVersion: version,
        revision,
      });
    }),
    { numRuns: 10_000 },
  );
});

test("encoded versions compare as what they stand for", () => {
  fc.assert(
    fc.property(build, build, (a, b) => {
      const order =
        compareKubernetesVersions(
          requireKubernetesVersion(a.version),
          requireKubernetesVersion(b.version),
          "precedence",
        ) || Math.sign(a.revision - b.revision);
      expect(
        Math.sign(compareParts(encoded(a.version, a.revision), encoded(b.version, b.revision))),
      ).toBe(order);
    }),
    { numRuns: 10_000 },
  );
});

function compareParts(a = "", b = ""): number {
  const [x, y] = [a, b].map((text) => text.split(".").map(Number));
  const differences = (x ?? []).map((part, index) => part - (y?.[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
