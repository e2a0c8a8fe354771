import type { JsonObject } from "@imagewright/core";
import { expect, test } from "vitest";

import { readManagedVersion, writeManagedVersion } from "./managed-version.ts";

function plane(version: string, kind = "AzureManagedControlPlane"): JsonObject {
  const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta1";
  return { apiVersion, kind, metadata: { name: "aks" }, spec: { extra: 1, version } };
}

test.for([
  [plane("v1.34.1"), "1.34.1"],
  [plane("1.34.1"), "1.34.1"],
  [plane("latest"), undefined],
  [plane("v1.34.1", "AzureManagedMachinePool"), undefined],
  [{}, undefined],
] as const)("%j: %s", ([object, expected]) => {
  expect(readManagedVersion(object)).toBe(expected);
});

test("a version is written with its v, and what was there stays", () => {
  const written = writeManagedVersion(plane("1.33.2"), "1.34.1");
  expect(written.ok && written.value).toEqual(plane("v1.34.1"));
});

test.for([
  [plane("v1.33.2"), "v1.34.1"],
  [plane("v1.33.2"), "newest"],
  [plane("v1.33.2", "AzureMachine"), "1.34.1"],
] as const)("%j is not given %s", ([object, version]) => {
  expect(writeManagedVersion(object, version).diagnostics.map(({ code }) => code)).toEqual([
    "AZURE_MANAGED_VERSION",
  ]);
});
