import fc from "fast-check";
import { expect, test } from "vitest";

import { parseKubernetesVersion } from "./kubernetes-version.ts";
import { changesBetween, versionChanges } from "./version-changes.ts";

test.for<[from: string, to: string, ids: string[]]>([
  ["1.34.2", "1.34.9", []],
  ["1.34.2", "1.34.2", []],
  ["1.35.0", "1.34.0", []],
  ["1.33.4", "1.34.1", ["etcd-3-6"]],
  [
    "1.34.1",
    "1.36.0",
    [
      "cgroup-v1-refused",
      "pod-infra-container-image-flag-removed",
      "ipvs-deprecated",
      "containerd-2",
    ],
  ],
  [
    "1.34.1",
    "1.35.0-rc.1",
    ["cgroup-v1-refused", "pod-infra-container-image-flag-removed", "ipvs-deprecated"],
  ],
  ["1.23.14", "1.23.15", ["registry-k8s-io"]],
  ["1.23.15", "1.24.8", ["dockershim-removed"]],
  ["1.22.0", "1.22.16", []],
  ["1.24.0", "1.25.0", ["registry-k8s-io"]],
])("from %s to %s: %s", ([from, to, ids]) => {
  expect(changesBetween(from, to).map(({ id }) => id)).toEqual(ids);
});

test("the table is ordered, its ids are unique and its versions are versions", () => {
  const ids = versionChanges.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { from } of versionChanges) {
    expect(from.length).toBeGreaterThan(0);
    expect(from.map((text) => parseKubernetesVersion(text)?.prerelease)).toEqual(
      from.map(() => []),
    );
  }
  const minors = versionChanges.map(({ from }) => parseKubernetesVersion(from[0] ?? "")?.minor);
  expect(minors).toEqual(minors.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
});

test("an upgrade in two steps changes what the upgrade at once changes", () => {
  const version = fc.tuple(fc.integer({ min: 21, max: 38 }), fc.nat(20));
  fc.assert(
    fc.property(fc.tuple(version, version, version), (list) => {
      const [a = "", b = "", c = ""] = list
        .toSorted((x, y) => x[0] - y[0] || x[1] - y[1])
        .map(([minor, patch]) => `1.${minor}.${patch}`);
      const atOnce = changesBetween(a, c).map(({ id }) => id);
      const inSteps = [...changesBetween(a, b), ...changesBetween(b, c)].map(({ id }) => id);
      expect(inSteps).toEqual(expect.arrayContaining(atOnce));
    }),
    { numRuns: 2000 },
  );
});

test("a text that is no version is refused", () => {
  expect(() => changesBetween("1.33", "1.34.0")).toThrow(
    expect.objectContaining({ code: "VERSION_INVALID", details: { text: "1.33" } }),
  );
});
