import fc from "fast-check";
import parseSemver from "semver/functions/parse.js";
import { expect, test } from "vitest";

import { isImagewrightError } from "../error.ts";
import { checkKubernetesVersion } from "./check-version.ts";
import {
  formatKubernetesVersion,
  parseKubernetesVersion,
  requireKubernetesVersion,
  type VersionForm,
} from "./kubernetes-version.ts";

test("a version is read part by part and printed without loss", () => {
  const version = parseKubernetesVersion("1.34.0-rc.1+k3s1.007");
  expect(version).toEqual({
    major: 1,
    minor: 34,
    patch: 0,
    prerelease: ["rc", "1"],
    build: ["k3s1", "007"],
  });
  expect(version && formatKubernetesVersion(version)).toBe("1.34.0-rc.1+k3s1.007");
  expect(version && formatKubernetesVersion(version, { prefix: "v" })).toBe(
    "v1.34.0-rc.1+k3s1.007",
  );
});

const forms: readonly VersionForm[] = ["plain", "prefixed", "either", "tolerant"];

test.for<[text: string, accepted: readonly VersionForm[], canonical?: string]>([
  ["1.33.4", ["plain", "either", "tolerant"], "1.33.4"],
  ["v1.33.4", ["prefixed", "either", "tolerant"], "1.33.4"],
  ["1.33.4+k3s1", ["plain", "either", "tolerant"], "1.33.4+k3s1"],
  ["1.33.4+001", ["plain", "either", "tolerant"], "1.33.4+001"],
  ["1.33.4--", ["plain", "either", "tolerant"], "1.33.4--"],
  ["1.33.4-0a", ["plain", "either", "tolerant"], "1.33.4-0a"],
  ["1.33.4-0", ["plain", "either", "tolerant"], "1.33.4-0"],
  ["9007199254740991.0.0", ["plain", "either", "tolerant"], "9007199254740991.0.0"],
  ["1.33", ["tolerant"], "1.33.0"],
  ["v1.33", ["tolerant"], "1.33.0"],
  ["1", ["tolerant"], "1.0.0"],
  [" v1.33.4\n", ["tolerant"], "1.33.4"],
  ["1.033.4", ["tolerant"], "1.33.4"],
  ["01.33.04", ["tolerant"], "1.33.4"],
  ["1.33.00-rc.1", ["tolerant"], "1.33.0-rc.1"],
  ["1.33-rc.1", []],
  ["1-rc.1", []],
  ["1.33+k3s1", []],
  ["vv1.33.4", []],
  ["V1.33.4", []],
  ["1.33.4-", []],
  ["1.33.4+", []],
  ["1.33.4-rc..1", []],
  ["1.33.4+a..b", []],
  ["1.33.4-01", []],
  ["1.33.4+a+b", []],
  ["1.33.4-rc_1", []],
  ["1.33.4.5", []],
  ["1.33.x", []],
  ["1.-33.4", []],
  ["1.33.4\u0661", []],
  ["\u0661.33.4", []],
  ["9007199254740992.0.0", []],
  [`1.33.4-${"a".repeat(250)}`, []],
  ["latest", []],
  ["", []],
])("%j is a version in the forms %j", ([text, accepted, canonical]) => {
  const readable = forms.filter((form) => parseKubernetesVersion(text, form) !== undefined);
  expect(readable).toEqual(accepted);
  for (const form of accepted) {
    expect(formatKubernetesVersion(requireKubernetesVersion(text, form))).toBe(canonical);
  }
});

test.for<[text: string, form: VersionForm, hint: string]>([
  ["v1.33.4", "plain", "Write 1.33.4 if that is what you mean."],
  ["1.33", "plain", "Write 1.33.0 if that is what you mean."],
  ["1.33.4", "prefixed", "Write v1.33.4 if that is what you mean."],
  ["latest", "plain", "Write a semantic version of three numbers, such as 1.33.4."],
  ["latest", "prefixed", "Write a semantic version of three numbers, such as v1.33.4."],
])("the refusal of %j as %s hints: %s", ([text, form, hint]) => {
  expect(catchError(() => requireKubernetesVersion(text, form))).toMatchObject({
    code: "VERSION_INVALID",
    details: { text },
    hint,
  });
  expect(checkKubernetesVersion(text, { form, pointer: "/version" })).toMatchObject([
    { code: "VERSION_INVALID", pointer: "/version", found: JSON.stringify(text), hint },
  ]);
});

test("a good version has no findings", () => {
  expect(checkKubernetesVersion("1.33.4")).toEqual([]);
});

const identifier = fc.stringMatching(/^[0-9A-Za-z-]{1,6}$/u);
const almostVersion = fc
  .tuple(
    fc.array(fc.oneof(fc.nat(40).map(String), fc.constantFrom("01", "00", "x", "")), {
      minLength: 2,
      maxLength: 4,
    }),
    fc.array(identifier, { maxLength: 3 }),
    fc.array(identifier, { maxLength: 3 }),
  )
  .map(
    ([numbers, before, after]) =>
      `${numbers.join(".")}${before.length > 0 ? `-${before.join(".")}` : ""}${after.length > 0 ? `+${after.join(".")}` : ""}`,
  );

test("the semver package accepts the same texts and finds the same parts", () => {
  fc.assert(
    fc.property(almostVersion, (text) => {
      const ours = parseKubernetesVersion(text);
      const theirs = parseSemver(text);
      expect(ours ?? null).toEqual(
        theirs && {
          major: theirs.major,
          minor: theirs.minor,
          patch: theirs.patch,
          prerelease: theirs.prerelease.map(String),
          build: theirs.build,
        },
      );
    }),
    { numRuns: 10_000 },
  );
});

test("printing what was read gives the text again", () => {
  const version = fc
    .tuple(fc.nat(), fc.nat(), fc.nat(), fc.array(identifier), fc.array(identifier))
    .map(
      ([major, minor, patch, before, after]) =>
        `${major}.${minor}.${patch}${before.length > 0 ? `-${before.map(dropZeros).join(".")}` : ""}${after.length > 0 ? `+${after.join(".")}` : ""}`,
    );
  fc.assert(
    fc.property(version, (text) => {
      expect(formatKubernetesVersion(requireKubernetesVersion(text))).toBe(text);
    }),
    { numRuns: 10_000 },
  );
});

function dropZeros(text: string): string {
  return text.replace(/^0+(?=\d)/u, "");
}

function catchError(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return isImagewrightError(error) ? error : undefined;
  }
  return undefined;
}
