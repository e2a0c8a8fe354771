import { expect, test } from "vitest";

import { carriedMachine } from "./carried-machine.ts";

const places = new Map([
  ["AzureMachineTemplate", "/spec/template/spec"],
  ["AzureMachine", "/spec"],
]);
const group = "infrastructure.cluster.x-k8s.io";

test("the machine is found where its kind keeps it, whatever the version", () => {
  const spec = { vmSize: "Standard_D2s_v5" };
  expect(carriedMachine({ apiVersion: `${group}/v9`, kind: "AzureMachine", spec }, places)).toEqual(
    {
      version: "v9",
      kind: "AzureMachine",
      pointer: "/spec",
      machine: spec,
    },
  );
});

test.for([
  ["nothing", {}],
  ["a text", { spec: { template: { spec: "x" } } }],
] as const)("%s in the place of the machine is none", ([, rest]) => {
  const object = { apiVersion: `${group}/v1beta1`, kind: "AzureMachineTemplate", ...rest };
  expect(carriedMachine(object, places)).toMatchObject({ version: "v1beta1", machine: undefined });
});

test.for([
  {},
  { apiVersion: 1, kind: "AzureMachine" },
  { apiVersion: "cluster.x-k8s.io/v1beta1", kind: "AzureMachine" },
  { apiVersion: `${group}/v1beta1`, kind: "AzureCluster" },
  { apiVersion: `${group}/v1beta1`, kind: "constructor" },
])("%j is another object", (object) => {
  expect(carriedMachine(object, places)).toBeUndefined();
});
