import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import {
  applyClassPatches,
  imageVariableValue,
  topologyGroups,
  withImageVariable,
} from "@imagewright/cluster-api/cluster-class";
import { type AmiReference, type JsonObject, valueAt } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { awsImagePlace, awsImageValue } from "./cluster-class.ts";
import { awsWebhooks } from "./webhooks/index.ts";

const { apiVersion, kind } = awsImagePlace;
const templateRef = { apiVersion, kind, name: "node" };
const clusterClass: JsonObject = {
  apiVersion: "cluster.x-k8s.io/v1beta2",
  kind: "ClusterClass",
  metadata: { name: "aws" },
  spec: {
    controlPlane: { machineInfrastructure: { templateRef } },
    workers: { machineDeployments: [{ class: "default", infrastructure: { templateRef } }] },
  },
};
const template: JsonObject = {
  apiVersion,
  kind,
  metadata: { name: "node" },
  spec: { template: { spec: { instanceType: "m6i.large", sshKeyName: "" } } },
};

function ami(digit: string): AmiReference {
  return { kind: "ami", region: "eu-west-1", id: `ami-${digit.repeat(8)}` };
}

test("every template of a class gets the AMI of its version, and is admitted", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const extended = withImageVariable(clusterClass, {
    name: "amis",
    form: "byVersion",
    schema: awsImagePlace.schema,
    targets: [{ place: awsImagePlace, controlPlane: true, machineDeploymentClasses: ["default"] }],
  });
  const images = { "1.34.1": ami("a"), "1.35.0": ami("b") };
  const value = imageVariableValue("amis", { form: "byVersion", images }, awsImageValue);
  expect([extended.ok, value.ok]).toEqual([true, true]);
  const cluster: JsonObject = {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "Cluster",
    metadata: { name: "prod" },
    spec: {
      topology: {
        classRef: { name: "aws" },
        version: "v1.35.0",
        variables: value.ok ? [value.value] : [],
        workers: { machineDeployments: [{ class: "default", name: "md-0" }] },
      },
    },
  };
  const groups = topologyGroups(cluster).filter(({ place }) => place !== "infrastructureCluster");
  expect(groups).toHaveLength(2);
  for (const group of groups) {
    const scope = { clusterClass: extended.ok ? extended.value : {}, cluster, group };
    const patched = applyClassPatches(template, scope);
    const object = patched.outcome === "value" ? patched.value : {};
    expect(valueAt(object, awsImagePlace.path)).toEqual({ id: "ami-bbbbbbbb" });
    expect(judgeCreation(object, source, { webhooks: awsWebhooks }).diagnostics).toEqual([]);
  }
});

test.for([
  { kind: "ami", id: "ami-1" },
  { kind: "ami-lookup" },
  { kind: "ami-lookup", org: "123456789012", eksLookupType: "AmazonLinux2023" },
] as const)("%j is no value of the variable", (reference) => {
  expect(() => awsImageValue(reference)).toThrow("/ami");
});
