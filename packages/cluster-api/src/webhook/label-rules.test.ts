import type { JsonObject } from "@imagewright/core";
import { expect, test } from "vitest";

import { durationSeconds } from "./duration.ts";
import { imageTagVersion } from "./image-tag-version.ts";
import { isLabelKey, isLabelValue, readSelector, selects } from "./label-rules.ts";

const labels = new Map([
  ["tier", "gpu"],
  ["zone", ""],
]);

test.for<[JsonObject, boolean]>([
  [{}, true],
  [{ matchLabels: { tier: "gpu" } }, true],
  [{ matchLabels: { tier: "cpu" } }, false],
  [{ matchLabels: { other: "" } }, false],
  [{ matchExpressions: [{ key: "tier", operator: "In", values: ["cpu", "gpu"] }] }, true],
  [{ matchExpressions: [{ key: "tier", operator: "NotIn", values: ["gpu"] }] }, false],
  [{ matchExpressions: [{ key: "tier", operator: "NotIn", values: ["cpu"] }] }, true],
  [{ matchExpressions: [{ key: "other", operator: "NotIn", values: ["cpu"] }] }, true],
  [{ matchExpressions: [{ key: "zone", operator: "Exists" }] }, true],
  [{ matchExpressions: [{ key: "zone", operator: "DoesNotExist" }] }, false],
  [{ matchExpressions: [{ key: "other", operator: "DoesNotExist" }] }, true],
])("%j selects: %s", ([selector, expected]) => {
  const read = readSelector({ selector }, "/selector");
  expect("requirements" in read && selects(read.requirements, labels)).toBe(expected);
});

test.for<[string, JsonObject]>([
  ["a value where none may be", { key: "a", operator: "Exists", values: ["b"] }],
  ["no value where one has to be", { key: "a", operator: "In", values: [] }],
  ["an operator that is none", { key: "a", operator: "Gt", values: ["1"] }],
  ["a key that is none", { key: "a b", operator: "Exists" }],
  ["a value that is none", { key: "a", operator: "In", values: ["a b"] }],
])("%s is a fault of the selector", ([, expression]) => {
  expect(
    readSelector({ selector: { matchExpressions: [expression] } }, "/selector"),
  ).toHaveProperty("fault");
});

test.for([
  ["", true, false],
  ["a", true, true],
  ["A-b_c.9", true, true],
  ["-a", false, false],
  ["a-", false, false],
  ["a".repeat(63), true, true],
  ["a".repeat(64), false, false],
  ["example.com/a", false, true],
  ["Example.com/a", false, false],
  ["a/b/c", false, false],
  ["/a", false, false],
] as const)("%s as value: %s, as key: %s", ([text, isValue, isKey]) => {
  expect([isLabelValue(text), isLabelKey(text)]).toEqual([isValue, isKey]);
});

test.for([
  ["10m", 600],
  ["1h30m", 5400],
  ["1500ms", 1],
  ["0", 0],
  ["0.5m", 30],
  ["10", undefined],
  ["m", undefined],
  ["1d", undefined],
] as const)("the duration %s has %s seconds", ([text, seconds]) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test.for([
  ["v1.12.0", "1.12.0"],
  ["1.8.0-eksbuild.1", "1.8.0"],
  ["3.5.26-0", "3.5.26"],
  ["v1.9.3_vmware.1", "1.9.3"],
  ["1.11", "1.11.0"],
  ["latest", undefined],
  ["x1.2.3", undefined],
] as const)("the tag %s is of version %s", ([tag, expected]) => {
  const version = imageTagVersion(tag);
  expect(version && `${version.major}.${version.minor}.${version.patch}`).toBe(expected);
});

test("a tag of nothing but digits is read in time", () => {
  expect(imageTagVersion("1".repeat(400_000))).toBeUndefined();
});
