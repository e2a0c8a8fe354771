import { readdirSync } from "node:fs";

import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { judgeCreation } from "../admission.ts";
import { folderSource } from "./open-definitions.ts";

test("every stored definition loads by its kind", (context) => {
  const folder = requireUpstream(context, "crds");
  const source = folderSource(folder);
  const definitions = readdirSync(folder).filter((file) => !file.includes("argoproj"));
  const kinds: readonly (readonly [string, string])[] = [
    ["infrastructure.cluster.x-k8s.io", "AWSMachineTemplate"],
    ["infrastructure.cluster.x-k8s.io", "AzureMachineTemplate"],
    ["infrastructure.cluster.x-k8s.io", "CloudStackMachineTemplate"],
    ["karpenter.k8s.aws", "EC2NodeClass"],
    ["karpenter.sh", "NodePool"],
    ["cluster.x-k8s.io", "ClusterClass"],
    ["node.eks.aws", "NodeConfig"],
  ];
  expect(definitions.length).toBeGreaterThan(40);
  for (const [group, kind] of kinds) {
    expect(source(group, kind)).toMatchObject({ group, kind });
  }
  expect(source("example.com", "AWSMachineTemplate")).toBeUndefined();
});

test("the custom AMI page's version is refused, its body is admitted under today's", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const judge = (version: string): boolean => {
    const read = readYaml(template(version), { file: "example.yaml" });
    const [document] = read.ok ? read.value : [];
    return document !== undefined && judgeCreation(document.value, source).admitted;
  };
  expect([judge("v1beta1"), judge("v1beta2")]).toEqual([false, true]);
});

function template(version: string): string {
  return `apiVersion: infrastructure.cluster.x-k8s.io/${version}
kind: AWSMachineTemplate
metadata:
  name: example
spec:
  template:
    spec:
      ami:
        id: ami-09709369c53539c11
      instanceType: m5.xlarge
`;
}
