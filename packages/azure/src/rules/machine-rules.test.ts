import { type NodeImage } from "@imagewright/core";
import { expect, test } from "vitest";

import { findings } from "../__fixtures__/findings.ts";
import {
  confidential,
  galleryVersion,
  machine,
  pool,
  subscriptionId,
  target,
  template,
  ubuntu,
} from "../__fixtures__/targets.ts";
import type { AzureMachine, AzureMachineTemplate } from "../machine-options.ts";
import type { AzureMachinePool } from "../pool-options.ts";

const { machineTemplates: _, ...empty } = target;
const role = { definitionID: "d", scope: "s" };
const guid = "9c1d7f3e-5a0b-4c52-8d61-0f4b6a7e2d15";
const plan = "?plan=kinvolk%2Fflatcar-container-linux-free%2Fstable";

test("a plain machine and a plain pool are clean", () => {
  expect(findings(ubuntu, { ...empty, machines: [machine], machinePools: [pool] })).toEqual([]);
});

test.for<[string, Partial<AzureMachinePool>, readonly string[]]>([
  [
    "a plan",
    { reference: `${galleryVersion}${plan}` },
    ["warning AZURE_POOL_IMAGE /machinePools/0/reference"],
  ],
  [
    "trusted launch",
    { securityProfile: confidential.securityProfile, osDisk: confidential.osDisk },
    [
      "error AZURE_POOL_SECURITY /machinePools/0/securityProfile/securityType",
      "error AZURE_POOL_SECURITY /machinePools/0/securityProfile/uefiSettings",
      "error AZURE_POOL_SECURITY /machinePools/0/securityProfile",
    ],
  ],
  [
    "a strategy that cannot move",
    { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
    ["error CAPZ_POOL /machinePools/0/strategy/rollingUpdate"],
  ],
  [
    "a role for nobody",
    { systemAssignedIdentityRole: role },
    ["error CAPZ_IDENTITY /machinePools/0/systemAssignedIdentityRole"],
  ],
  [
    "another operating system",
    { osDisk: { osType: "Windows" } },
    ["error AZURE_OS_DISK /machinePools/0/osDisk/osType"],
  ],
])("a pool with %s", ([, change, expected]) => {
  expect(findings(ubuntu, { ...empty, machinePools: [{ ...pool, ...change }] })).toEqual(expected);
});

test("a flexible pool needs Kubernetes 1.26", () => {
  const image: NodeImage = { ...ubuntu, kubernetes: { version: "1.25.9" } };
  const machinePools = [{ ...pool, orchestrationMode: "Flexible" }];
  expect(findings(image, { ...empty, machinePools })).toEqual([
    "error AZURE_ORCHESTRATION /machinePools/0/orchestrationMode",
  ]);
});

test.for<[string, Partial<AzureMachine>, readonly string[]]>([
  [
    "the label of another cluster",
    { labels: { "cluster.x-k8s.io/cluster-name": "test" } },
    ["error AZURE_CLUSTER_LABEL /machines/0/labels"],
  ],
  ["the label of its cluster", { labels: { "cluster.x-k8s.io/cluster-name": "prod" } }, []],
  [
    "a role with a name",
    { identity: "SystemAssigned", systemAssignedIdentityRole: { ...role, name: guid } },
    [],
  ],
  [
    "an account of boot diagnostics that is missing",
    { diagnostics: { boot: { storageAccountType: "UserManaged" } } },
    ["error CAPZ_DIAGNOSTICS /machines/0/diagnostics/boot"],
  ],
  [
    "an account of boot diagnostics that is not used",
    {
      diagnostics: {
        boot: {
          storageAccountType: "Managed",
          userManaged: { storageAccountURI: "https://a.invalid/" },
        },
      },
    },
    ["error CAPZ_DIAGNOSTICS /machines/0/diagnostics/boot"],
  ],
  [
    "extensions on a machine without extensions",
    {
      disableExtensionOperations: true,
      vmExtensions: [{ name: "a", publisher: "b", version: "1" }],
    },
    ["error CAPZ_EXTENSIONS /machines/0/vmExtensions"],
  ],
])("a machine with %s", ([, change, expected]) => {
  expect(findings(ubuntu, { ...empty, machines: [{ ...machine, ...change }] })).toEqual(expected);
});

test("the role of a template has no name: it would be that of every machine", () => {
  const named = {
    ...template,
    identity: "SystemAssigned",
    systemAssignedIdentityRole: { ...role, name: guid },
  };
  expect(findings(ubuntu, { ...target, machineTemplates: [named] })).toEqual([
    "error CAPZ_IDENTITY /machineTemplates/0/systemAssignedIdentityRole/name",
  ]);
});

const { reference: __, ...withoutImage } = template;

test.for<[string, Partial<AzureMachineTemplate>, Partial<NodeImage>, readonly string[]]>([
  ["for Ubuntu", {}, {}, ["info AZURE_DEFAULT_IMAGE"]],
  [
    "for Flatcar",
    {},
    { os: { distribution: "flatcar", release: "4230.2.3" } },
    ["error AZURE_DEFAULT_IMAGE_REFUSED"],
  ],
  [
    "for a pre-release",
    {},
    { kubernetes: { version: "1.35.0-rc.1" } },
    ["error AZURE_DEFAULT_IMAGE_VERSION"],
  ],
  [
    "for a Windows that CAPZ cannot read",
    { machineAnnotations: { windowsServerVersion: "2025" } },
    { os: { distribution: "windows", release: "2025" } },
    ["error AZURE_DEFAULT_IMAGE_REFUSED"],
  ],
])("the image is left to CAPZ %s", ([, change, image, expected]) => {
  const machineTemplates = [{ ...withoutImage, capzDefaultImage: true, ...change }];
  const found = findings({ ...ubuntu, ...image }, { ...target, machineTemplates });
  expect(found).toEqual(expected.map((one) => `${one} /machineTemplates/0/capzDefaultImage`));
});

test("an image that is left to CAPZ is not given as well", () => {
  const machineTemplates = [{ ...template, capzDefaultImage: true }];
  expect(findings(ubuntu, { ...target, machineTemplates })).toEqual([
    "error AZURE_IMAGE_CHOICE /machineTemplates/0/reference",
    "info AZURE_DEFAULT_IMAGE /machineTemplates/0/capzDefaultImage",
  ]);
});

test.for<[string, object, readonly string[]]>([
  ["1.3.0", target, ["error AZURE_FIELD_RELEASE /machineTemplates/0/reference"]],
  ["1.4.0", target, []],
  [
    "1.3.0",
    { ...target, machineTemplates: [{ ...withoutImage, imageKind: "azure-managed-image" }] },
    [],
  ],
  [
    "1.14.0",
    {
      ...target,
      machineTemplates: [
        {
          ...template,
          capacityReservationGroupID: `/subscriptions/${subscriptionId}/resourceGroups/r/providers/Microsoft.Compute/capacityReservationGroups/g`,
        },
      ],
    },
    ["error AZURE_FIELD_RELEASE /machineTemplates/0/capacityReservationGroupID"],
  ],
  [
    "1.24.0",
    { ...empty, machinePools: [{ ...pool, disableVMBootstrapExtension: true }] },
    ["error AZURE_FIELD_RELEASE /machinePools/0/disableVMBootstrapExtension"],
  ],
  [
    "1.13.0",
    { ...empty, machinePools: [{ ...pool, zoneBalance: true }] },
    ["error AZURE_FIELD_RELEASE /machinePools/0/zoneBalance"],
  ],
  [
    "1.22.0",
    { ...empty, machinePools: [{ ...pool, reference: `${galleryVersion}${plan}` }] },
    ["error AZURE_POOL_PLAN /machinePools/0/reference"],
  ],
  [
    "1.24.0",
    { ...target, machineTemplates: [{ ...template, disableExtensionOperations: true }] },
    ["warning AZURE_EXTENSIONS /machineTemplates/0/disableExtensionOperations"],
  ],
])("CAPZ %s reads %j", ([capzVersion, asked, expected]) => {
  expect(findings(ubuntu, { ...asked, capzVersion })).toEqual(expected);
});
