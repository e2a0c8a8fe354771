import { expect, test } from "vitest";

import { clusterApiSupport, containerdReleaseOf, containerdSupport } from "./component-support.ts";

test.for<[kubernetes: string, containerd: string, support: string]>([
  ["1.32", "1.7.23", "unsupported"],
  ["1.32", "1.7.24", "supported"],
  ["1.33", "2.0.3", "unsupported"],
  ["1.33", "2.0.4", "supported"],
  ["1.33", "1.6.36", "supported"],
  ["1.33", "2.2.0", "unknown"],
  ["1.35", "2.0.11", "unsupported"],
  ["1.35", "2.1.5", "supported"],
  ["1.35", "2.2.0-rc.1", "unsupported"],
  ["1.36", "1.7.34", "unsupported"],
  ["1.36", "2.3.4", "supported"],
  ["1.31", "1.7.24", "unknown"],
  ["1.37", "2.3.4", "unknown"],
])("Kubernetes %s with containerd %s is %s", ([kubernetes, containerd, support]) => {
  expect(containerdSupport(kubernetes, containerd)).toBe(support);
});

test("a containerd version belongs to a release line", () => {
  expect(containerdReleaseOf("1.7.20")).toEqual({
    line: "1.7",
    released: "2023-03-10",
    endOfLife: "2026-09",
    lastPatch: "1.7.34",
  });
  expect(containerdReleaseOf("3.0.0")).toBeUndefined();
});

test.for<[clusterApi: string, kubernetes: string, management: string, workload: string]>([
  ["1.12.0", "1.28", "unsupported", "unsupported"],
  ["1.12.0", "1.30", "unsupported", "supported"],
  ["1.12.0", "1.31", "supported", "supported"],
  ["1.12.0", "1.35", "unsupported", "unsupported"],
  ["1.12.1", "1.35", "supported", "supported"],
  ["1.12.7", "1.36", "unsupported", "unsupported"],
  ["1.12.8", "1.36", "supported", "supported"],
  ["1.13.0", "1.36", "unsupported", "unsupported"],
  ["1.14.0", "1.36", "supported", "supported"],
  ["1.14.0-rc.0", "1.31", "unsupported", "supported"],
  ["1.14.0", "1.37", "unknown", "unknown"],
  ["1.11.4", "1.33", "unknown", "unknown"],
])(
  "Cluster API %s with Kubernetes %s: %s, %s",
  ([clusterApi, kubernetes, management, workload]) => {
    expect(clusterApiSupport(clusterApi, kubernetes, "management")).toBe(management);
    expect(clusterApiSupport(clusterApi, kubernetes, "workload")).toBe(workload);
  },
);

test("texts that are no versions are refused", () => {
  const refusal = expect.objectContaining({ code: "VERSION_INVALID" });
  expect(() => containerdSupport("1.33.1", "2.1.0")).toThrow(refusal);
  expect(() => containerdSupport("1.33", "2.1")).toThrow(refusal);
  expect(() => clusterApiSupport("v1.14.0", "1.33", "workload")).toThrow(refusal);
  expect(() => clusterApiSupport("1.14.0", "1.33.0", "workload")).toThrow(refusal);
});
