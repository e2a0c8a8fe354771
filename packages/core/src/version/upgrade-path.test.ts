import fc from "fast-check";
import { expect, test } from "vitest";

import { compareKubernetesVersions } from "./compare-versions.ts";
import { requireKubernetesVersion } from "./kubernetes-version.ts";
import { minorPath, upgradePath } from "./upgrade-path.ts";

const available = ["1.33.4", "1.32.7", "1.32.10-rc.1", "1.31.9", "1.32.2", "1.33.5", "1.31.14"];

test.for<{ from: string; to: string; path: string[] }>([
  { from: "1.31.9", to: "1.33.4", path: ["1.32.7", "1.33.4"] },
  { from: "1.31.9", to: "1.32.2", path: ["1.32.2"] },
  { from: "1.31.9", to: "1.31.14", path: ["1.31.14"] },
  { from: "1.32.7", to: "1.32.10-rc.1", path: ["1.32.10-rc.1"] },
  { from: "1.32.0-rc.1", to: "1.32.2", path: ["1.32.2"] },
  { from: "1.33.4", to: "1.33.4", path: [] },
  { from: "1.40.0", to: "1.40.0", path: [] },
])("$from to $to leads through $path", ({ from, to, path }) => {
  expect(upgradePath(from, to, available)).toEqual(path);
});

test.for<{ from: string; to: string; message: string; hint: string }>([
  {
    from: "1.33.4",
    to: "1.33.3",
    message: "is a downgrade",
    hint: "Choose a target that is not older",
  },
  {
    from: "1.31.0",
    to: "1.31.0-rc.1",
    message: "is a downgrade",
    hint: "Choose a target that is not older",
  },
  {
    from: "1.31.0+2",
    to: "1.31.0+1",
    message: "is a downgrade",
    hint: "Choose a target that is not older",
  },
  {
    from: "1.31.9",
    to: "2.0.0",
    message: "changes the major version",
    hint: "Choose a target of the same major version",
  },
  {
    from: "1.29.1",
    to: "1.33.4",
    message: "has no image for 1.30",
    hint: "Build an image for 1.30",
  },
  {
    from: "1.28.1",
    to: "1.33.9",
    message: "has no image for 1.29, 1.30, 1.33.9",
    hint: "Build an image for 1.29 and for 1.30 and for 1.33.9",
  },
])("$from to $to is refused: it $message", ({ from, to, message, hint }) => {
  expect(() => upgradePath(from, to, available)).toThrow(
    expect.objectContaining({
      code: "SKEW_VIOLATION",
      details: { from, to },
      message: `the upgrade from ${from} to ${to} ${message}`,
      hint,
    }),
  );
});

test("a minor with pre-releases only counts as missing", () => {
  expect(() => upgradePath("1.31.0", "1.33.0", ["1.33.0", "1.32.0-rc.1"])).toThrow(
    "has no image for 1.32",
  );
});

test("a target in another build is not available", () => {
  expect(() => upgradePath("1.32.0", "1.33.0+k3s1", ["1.33.0+k3s2"])).toThrow(
    "has no image for 1.33.0+k3s1",
  );
});

test("numbered builds have a newest, and builds named by words are refused", () => {
  expect(upgradePath("1.31.0", "1.33.0", ["1.32.0+2", "1.33.0", "1.32.0+10", "1.32.0+10"])).toEqual(
    ["1.32.0+10", "1.33.0"],
  );
  expect(upgradePath("1.31.1+k3s1", "1.31.1+k3s2", ["1.31.1+k3s2"])).toEqual(["1.31.1+k3s2"]);
  expect(() => upgradePath("1.31.0", "1.33.0", ["1.32.1+k3s2", "1.33.0", "1.32.1+k3s1"])).toThrow(
    expect.objectContaining({
      code: "INPUT_INVALID",
      details: {
        diagnostics: [
          expect.objectContaining({
            code: "VERSION_AMBIGUOUS",
            found: "1.32.1+k3s1, 1.32.1+k3s2",
          }),
        ],
      },
    }),
  );
});

test.for(["v1.31.0", "1.31", "latest"])("%s is refused wherever it stands", (text) => {
  const refusal = expect.objectContaining({ code: "VERSION_INVALID", details: { text } });
  expect(() => upgradePath(text, "1.33.0", ["1.33.0"])).toThrow(refusal);
  expect(() => upgradePath("1.31.0", text, ["1.33.0"])).toThrow(refusal);
  expect(() => upgradePath("1.31.0", "1.33.0", ["1.33.0", text])).toThrow(refusal);
});

const version = fc
  .tuple(fc.integer({ min: 28, max: 34 }), fc.nat(3))
  .map(([minor, patch]) => `1.${minor}.${patch}`);

test("no step skips a minor version, goes down, or uses what is not available", () => {
  fc.assert(
    fc.property(version, version, fc.array(version, { maxLength: 30 }), (from, to, others) => {
      const offered = [...others, to];
      const path = pathOrNothing(from, to, offered);
      fc.pre(path !== undefined);
      const steps = [from, ...path].map((text) => requireKubernetesVersion(text));
      for (const [index, step] of steps.slice(1).entries()) {
        const before = steps[index] ?? step;
        expect(step.minor - before.minor).toBeLessThanOrEqual(1);
        expect(compareKubernetesVersions(before, step, "precedence")).toBe(-1);
      }
      expect(offered).toEqual(expect.arrayContaining(path));
      expect(path.at(-1) ?? to).toBe(to);
    }),
    { numRuns: 10_000 },
  );
});

test("a path exists exactly when the target is not older and no minor in between is missing", () => {
  fc.assert(
    fc.property(version, version, fc.array(version, { maxLength: 30 }), (from, to, others) => {
      const [start, end] = [requireKubernetesVersion(from), requireKubernetesVersion(to)];
      const minors = new Set(others.map((text) => requireKubernetesVersion(text).minor));
      let isPossible = compareKubernetesVersions(start, end, "precedence") <= 0;
      for (let minor = start.minor + 1; minor < end.minor; minor += 1) {
        isPossible &&= minors.has(minor);
      }
      expect(pathOrNothing(from, to, [...others, to]) !== undefined).toBe(isPossible);
    }),
    { numRuns: 10_000 },
  );
});

function pathOrNothing(from: string, to: string, offered: string[]): string[] | undefined {
  try {
    return upgradePath(from, to, offered);
  } catch {
    return undefined;
  }
}

test.for<{ from: string; to: string; path: string[] }>([
  { from: "1.31", to: "1.34", path: ["1.32", "1.33", "1.34"] },
  { from: "1.9", to: "1.11", path: ["1.10", "1.11"] },
  { from: "1.34", to: "1.34", path: [] },
])("the minors from $from to $to are $path", ({ from, to, path }) => {
  expect(minorPath(from, to)).toEqual(path);
});

test.for<[from: string, to: string, code: string]>([
  ["1.34", "1.33", "SKEW_VIOLATION"],
  ["1.34", "2.0", "SKEW_VIOLATION"],
  ["2.0", "1.34", "SKEW_VIOLATION"],
  ["1.34.1", "1.35", "VERSION_INVALID"],
  ["1.34", "v1.35", "VERSION_INVALID"],
  ["1.034", "1.35", "VERSION_INVALID"],
])("the minors from %s to %s are refused: %s", ([from, to, code]) => {
  expect(() => minorPath(from, to)).toThrow(expect.objectContaining({ code }));
});
