import { type JsonObject, manifestSet } from "@imagewright/core";
import { expect, test } from "vitest";

import { machineLabels, machinesOf } from "./owned-machines.ts";

const core = "cluster.x-k8s.io/v1beta2";

function owner(kind: string, name: string, namespace?: string): JsonObject {
  return {
    apiVersion: core,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
  };
}

function machine(name: string, metadata: JsonObject): JsonObject {
  return { apiVersion: core, kind: "Machine", metadata: { name, ...metadata } };
}

function ownedBy(kind: string, name: string): JsonObject {
  return { ownerReferences: [{ apiVersion: core, kind, name }] };
}

const label = { labels: { [machineLabels.deployment]: "md" } };
const set = {
  apiVersion: core,
  kind: "MachineSet",
  metadata: { name: "md-1", namespace: "a", ...ownedBy("MachineDeployment", "md") },
};

test.for([
  ["of its label", machine("m", { namespace: "a", ...label }), true],
  ["of its label in another namespace", machine("m", { namespace: "b", ...label }), false],
  ["of its label in no namespace", machine("m", label), true],
  ["of a set of it", machine("m", { namespace: "a", ...ownedBy("MachineSet", "md-1") }), true],
  ["of another set", machine("m", { namespace: "a", ...ownedBy("MachineSet", "md-2") }), false],
  [
    "of a set in another namespace",
    machine("m", { namespace: "b", ...ownedBy("MachineSet", "md-1") }),
    false,
  ],
  ["it owns", machine("m", { namespace: "a", ...ownedBy("MachineDeployment", "md") }), true],
] as const)("a deployment has the machine %s: %o", ([, one, isOwn]) => {
  const live = manifestSet([set, one]);
  const labels = { [machineLabels.deployment]: "md" };
  const found = machinesOf(owner("MachineDeployment", "md", "a"), live, labels);
  expect(found).toEqual(isOwn ? [one] : []);
});

test("a machine of its label and of its set is one", () => {
  const one = machine("m", { namespace: "a", ...label, ...ownedBy("MachineSet", "md-1") });
  const labels = { [machineLabels.deployment]: "md" };
  expect(
    machinesOf(owner("MachineDeployment", "md", "a"), manifestSet([set, one]), labels),
  ).toEqual([one]);
});

test("of several labels a machine carries all, and none is of a label nobody knows", () => {
  const labels = { [machineLabels.cluster]: "prod", [machineLabels.controlPlane]: "" };
  const one = machine("m", { namespace: "a", labels });
  const worker = machine("w", { namespace: "a", labels: { [machineLabels.cluster]: "prod" } });
  const live = manifestSet([one, worker]);
  const plane = owner("KubeadmControlPlane", "cp", "a");
  expect(machinesOf(plane, live, labels)).toEqual([one]);
  expect(machinesOf(plane, live, { ...labels, [machineLabels.cluster]: undefined })).toEqual([]);
});

test("however many owners ask, machines are looked at once", () => {
  let reads = 0;
  const count = 300;
  const machines = Array.from({ length: count }, (_, at) => {
    const metadata = { name: `m-${at}`, namespace: `n-${at}` };
    Object.defineProperty(metadata, "labels", {
      enumerable: true,
      get(): JsonObject {
        reads += 1;
        return { [machineLabels.deployment]: "md" };
      },
    });
    return { apiVersion: core, kind: "Machine", metadata };
  });
  const live = manifestSet(machines);
  for (const at of machines.keys()) {
    const labels = { [machineLabels.deployment]: "md" };
    const found = machinesOf(owner("MachineDeployment", "md", `n-${at}`), live, labels);
    expect(found).toHaveLength(1);
  }
  expect(reads).toBeLessThan(4 * count);
});
