import { describe, expect, test } from "vitest";

import { formatObjectAddress, isSameAddress, type ObjectAddress } from "./object-address.ts";

const deployment: ObjectAddress = {
  group: "cluster.x-k8s.io",
  version: "v1beta2",
  kind: "MachineDeployment",
  namespace: "orders",
  name: "workers",
};

test.for<{ readonly address: Partial<ObjectAddress>; readonly text: string }>([
  { address: {}, text: "cluster.x-k8s.io/v1beta2 MachineDeployment orders/workers" },
  { address: { version: "" }, text: "cluster.x-k8s.io MachineDeployment orders/workers" },
  { address: { group: "", version: "v1" }, text: "v1 MachineDeployment orders/workers" },
])("$text is the text of an address", ({ address, text }) => {
  expect(formatObjectAddress({ ...deployment, ...address })).toBe(text);
});

describe("two addresses name one object", () => {
  test.for<{ readonly change: Partial<ObjectAddress>; readonly same: boolean }>([
    { change: { version: "v1beta1" }, same: true },
    { change: { group: "other.example.com" }, same: false },
    { change: { kind: "MachineSet" }, same: false },
    { change: { namespace: "billing" }, same: false },
    { change: { name: "others" }, same: false },
  ])("after the change $change: $same", ({ change, same }) => {
    expect(isSameAddress(deployment, { ...deployment, ...change })).toBe(same);
  });
});
