import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import {
  applyClassPatches,
  imageVariableValue,
  topologyGroups,
  withImageVariable,
} from "@imagewright/cluster-api/cluster-class";
import { type JsonObject, valueAt } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import type { AzureReference } from "./azure-reference.ts";
import { azureImagePlace, azureImageValue } from "./cluster-class.ts";
import { machineTemplate } from "./webhooks/__fixtures__/machines.ts";
import { azureWebhooks } from "./webhooks/azure-webhooks.ts";

const gallery = "ClusterAPI-f72ceb4f-5159-4c26-a0fe-2ea738f0d019";
const { apiVersion, kind } = azureImagePlace;
const templateRef = { apiVersion, kind, name: "prod-md-0" };

const clusterClass: JsonObject = {
  apiVersion: "cluster.x-k8s.io/v1beta2",
  kind: "ClusterClass",
  metadata: { name: "azure" },
  spec: {
    controlPlane: { machineInfrastructure: { templateRef } },
    workers: {
      machineDeployments: [{ class: "default", infrastructure: { templateRef } }],
    },
  },
};

function referenceTo(version: string): AzureReference {
  return { kind: "azure-community-gallery", gallery, definition: "capi-ubun2-2404", version };
}

function clusterWith(variable: JsonObject): JsonObject {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "Cluster",
    metadata: { name: "prod" },
    spec: {
      topology: {
        classRef: { name: "azure" },
        version: "v1.34.1",
        variables: [variable],
        workers: { machineDeployments: [{ class: "default", name: "md-0" }] },
      },
    },
  };
}

test("every template of a class gets the image of its version, and CAPZ takes it", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const { schema } = azureImagePlace;
  const extended = withImageVariable(clusterClass, {
    name: "images",
    form: "byVersion",
    schema,
    targets: [
      { place: azureImagePlace, controlPlane: true, machineDeploymentClasses: ["default"] },
    ],
  });
  const images = { "1.34.1": referenceTo("1.34.1"), "1.35.0": referenceTo("1.35.0") };
  const value = imageVariableValue("images", { form: "byVersion", images }, azureImageValue);
  expect([extended.ok, value.ok]).toEqual([true, true]);
  const cluster = clusterWith(value.ok ? value.value : {});
  const groups = topologyGroups(cluster);
  expect(groups.map(({ place }) => place)).toContain("machineDeployment");
  for (const group of groups.filter(({ place }) => place !== "infrastructureCluster")) {
    const scope = { clusterClass: extended.ok ? extended.value : {}, cluster, group };
    const patched = applyClassPatches(machineTemplate(), scope);
    const object = patched.outcome === "value" ? patched.value : {};
    expect(valueAt(object, azureImagePlace.path)).toEqual(azureImageValue(referenceTo("1.34.1")));
    const { diagnostics } = judgeCreation(object, source, { webhooks: azureWebhooks });
    expect(diagnostics).toEqual([]);
  }
});

test("a name that Azure cannot have is no value", () => {
  expect(() =>
    azureImageValue({
      kind: "azure-community-gallery",
      gallery: "ClusterAPI",
      definition: "node",
      version: "1.34.1",
    }),
  ).toThrow("/image/gallery");
});
