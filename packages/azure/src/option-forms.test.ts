import { loadPlugin } from "@imagewright/core";
import { expect, test } from "vitest";

import { build, target, template, ubuntu } from "./__fixtures__/targets.ts";
import { azure } from "./plugin.ts";

const plugin = loadPlugin(azure);
const subscription = "01234567-89ab-cdef-0123-4567890abcde";

function errorsOf(changed: object): readonly string[] {
  return plugin
    .bind(ubuntu, { ...target, ...changed })
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, pointer }) => `${code} ${pointer}`);
}

test.for([
  ["a name with dots", { name: "prod-md-0-v1.34.1" }],
  [
    "a disk encryption set as the command line of Azure writes its id",
    {
      osDisk: {
        managedDisk: {
          storageAccountType: "Premium_LRS",
          diskEncryptionSet: {
            id: `/subscriptions/${subscription}/resourcegroups/DISKS/providers/microsoft.compute/diskEncryptionSets/nodes`,
          },
        },
      },
    },
  ],
  [
    "an identity as Azure answers",
    {
      identity: "UserAssigned",
      userAssignedIdentities: [
        {
          providerID: `azure:///subscriptions/${subscription}/resourcegroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes`,
        },
      ],
    },
  ],
] as const)("%s is accepted", ([, changed]) => {
  expect(errorsOf({ machineTemplates: [{ ...template, ...changed }] })).toEqual([]);
});

test.for([
  ["parentheses", { build: { ...build, resourceGroup: "images(prod)" } }, "/build/resourceGroup"],
  [
    "parentheses in the group that builds",
    { build: { ...build, buildResourceGroup: "b(1)" } },
    "/build/buildResourceGroup",
  ],
  [
    "a name with an empty part",
    { machineTemplates: [{ ...template, name: "prod..md" }] },
    "/machineTemplates/0/name",
  ],
  [
    "a name of 64 characters",
    { machineTemplates: [{ ...template, name: "a".repeat(64) }] },
    "/machineTemplates/0/name",
  ],
] as const)("%s: refused where it stands, not when it is rendered", ([, changed, pointer]) => {
  expect(errorsOf(changed)).toEqual([
    expect.stringMatching(new RegExp(`^SCHEMA_\\w+ ${pointer}$`, "u")),
  ]);
});

test("one name in two namespaces needs two targets", () => {
  const machineTemplates = ["a", "b"].map((namespace) => ({ ...template, namespace }));
  expect(errorsOf({ machineTemplates })).toEqual(["RENDER_PATH_TWICE /machineTemplates/1"]);
});
