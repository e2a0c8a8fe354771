import fc from "fast-check";
import compareSemver from "semver/functions/compare.js";
import { expect, test } from "vitest";

import {
  compareKubernetesVersions,
  type VersionComparison,
  type VersionOrder,
} from "./compare-versions.ts";
import { requireKubernetesVersion } from "./kubernetes-version.ts";

function compare(a: string, b: string, mode: VersionComparison): VersionOrder | "different" {
  return compareKubernetesVersions(requireKubernetesVersion(a), requireKubernetesVersion(b), mode);
}

const identifier = fc.oneof(
  fc.nat(12).map(String),
  fc.constantFrom("alpha", "beta", "rc", "RC", "-", "0a", "1-", "a"),
);
const release = fc
  .tuple(
    fc.constantFrom("0", "1"),
    fc.nat(3),
    fc.nat(3),
    fc.array(identifier, { maxLength: 3 }),
    fc.array(identifier, { maxLength: 2 }),
  )
  .map(
    ([major, minor, patch, before, after]) =>
      `${major}.${minor}.${patch}${before.length > 0 ? `-${before.join(".")}` : ""}${after.length > 0 ? `+${after.join(".")}` : ""}`,
  );

test("plain precedence is that of the semver package", () => {
  fc.assert(
    fc.property(release, release, (a, b) => {
      expect(compare(a, b, "precedence")).toBe(compareSemver(a, b));
    }),
    { numRuns: 10_000 },
  );
});

test("build tags only decide between versions of the same precedence", () => {
  fc.assert(
    fc.property(release, release, (a, b) => {
      const plain = compareSemver(a, b);
      fc.pre(plain !== 0);
      expect(compare(a, b, "with-build")).toBe(plain);
    }),
    { numRuns: 10_000 },
  );
});

test("without pre-releases, three numbers decide", () => {
  fc.assert(
    fc.property(release, release, (a, b) => {
      const [left, right] = [a, b].map((text) => text.split(/[+-]/u)[0] ?? "");
      expect(compare(a, b, "without-prerelease")).toBe(compareSemver(left ?? "", right ?? ""));
    }),
    { numRuns: 10_000 },
  );
});

const mirrored = { "-1": 1, "0": 0, "1": -1, different: "different" } as const;

test("swapping the two sides swaps the answer, and only `different` is its own mirror", () => {
  fc.assert(
    fc.property(release, release, (a, b) => {
      expect(compare(b, a, "with-build")).toBe(mirrored[compare(a, b, "with-build")]);
    }),
    { numRuns: 10_000 },
  );
});

test.for<[a: string, b: string, order: -1 | 0 | 1 | "different"]>([
  ["1.31.1", "1.31.1", 0],
  ["1.31.1", "1.31.1+k3s1", -1],
  ["1.31.1+1", "1.31.1+2", -1],
  ["1.31.1+2", "1.31.1+10", -1],
  ["1.31.1+007", "1.31.1+7", 0],
  ["1.31.1+99999999999999999998", "1.31.1+99999999999999999999", -1],
  ["1.31.1+1", "1.31.1+a", -1],
  ["1.31.1+99", "1.31.1+0a", -1],
  ["1.31.1+k3s1", "1.31.1+k3s1", 0],
  ["1.31.1+k3s1", "1.31.1+k3s2", "different"],
  ["1.31.1+a.1", "1.31.1+a.2", -1],
  ["1.31.1+a", "1.31.1+a.0", -1],
  ["1.31.1+a.b.1", "1.31.1+a.c.0", "different"],
  ["1.31.1+1.a", "1.31.1+2.b", -1],
  ["1.31.0-rc.1+b", "1.31.0+a", -1],
  ["1.31.1+b", "1.31.2+a", -1],
])("with build tags, %s against %s is %s", ([a, b, order]) => {
  expect(compare(a, b, "with-build")).toBe(order);
});

test("sorting by precedence keeps to the order of the specification", () => {
  const ordered = [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
  ].map((text) => requireKubernetesVersion(text));
  const sorted = ordered
    .toReversed()
    .toSorted((a, b) => compareKubernetesVersions(a, b, "precedence"));
  expect(sorted).toEqual(ordered);
});
