import type { JsonObject } from "@imagewright/core";
import { expect, test } from "vitest";

import { explainImage, type ImageSurroundings } from "./explain-image.ts";

const group = "infrastructure.cluster.x-k8s.io/v1beta2";

function template(machine: JsonObject): JsonObject {
  const spec = { template: { spec: { instanceType: "m5.large", ...machine } } };
  return { apiVersion: group, kind: "AWSMachineTemplate", spec };
}

function pool(spec: JsonObject, kind = "AWSManagedMachinePool"): JsonObject {
  return { apiVersion: group, kind, spec };
}

const own: JsonObject = { apiVersion: group, kind: "AWSCluster", spec: { imageLookupOrg: "1" } };
const eks: JsonObject = {
  apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
  kind: "AWSManagedControlPlane",
  spec: {},
};
const version = "v1.34.1";
const parameter = (path: string): string =>
  `/aws/service/eks/optimized-ami/1.34/${path}/recommended/image_id`;

test.for<{
  says: string;
  object: JsonObject;
  with?: ImageSurroundings;
  image: object;
  codes?: readonly string[];
}>([
  {
    says: "an id, without any version",
    object: template({ ami: { id: "ami-09709369" }, imageLookupOrg: "1" }),
    image: { by: "id", id: "ami-09709369" },
    codes: ["AWS_LOOKUP_IGNORED"],
  },
  {
    says: "defaults of CAPA",
    object: template({}),
    with: { version },
    image: {
      by: "search",
      sources: { org: "default", format: "default", baseOs: "default" },
      search: {
        pattern: "capa-ami-ubuntu-24.04-?1.34.1-*",
        owner: "819546954734",
        architecture: "amd64",
      },
    },
  },
  {
    says: "each field by itself: machine, cluster, default of an old release",
    object: template({ imageLookupFormat: "a-{{.BaseOS}}-{{.K8sVersion}}" }),
    with: { version, cluster: own, capaVersion: "2.6.1" },
    image: {
      by: "search",
      sources: { org: "cluster", format: "machine", baseOs: "default" },
      search: { pattern: "a-ubuntu-18.04-1.34.1", owner: "1" },
    },
  },
  {
    says: "an EKS type, once EKS manages the cluster",
    object: template({ ami: { eksLookupType: "AmazonLinux2023" }, instanceType: "m7g.large" }),
    with: { version, cluster: eks },
    image: { by: "parameter", parameter: { name: parameter("amazon-linux-2023/arm64/standard") } },
  },
  {
    says: "no type in a cluster of EKS, which means Amazon Linux 2",
    object: pool({ awsLaunchTemplate: {} }),
    with: { version, cluster: eks },
    image: { by: "parameter", parameter: { name: parameter("amazon-linux-2") } },
    codes: ["AWS_EKS_ENDED"],
  },
  {
    says: "no type of a node group, whose cluster is not given: only EKS has them",
    object: pool({ awsLaunchTemplate: {} }),
    with: { version: "v1.32.1" },
    image: {
      by: "parameter",
      parameter: { name: parameter("amazon-linux-2").replace("1.34", "1.32") },
    },
  },
  {
    says: "an EKS type whose cluster is not given",
    object: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    with: { version },
    image: { by: "parameter", parameter: { name: parameter("amazon-linux-2023/x86_64/standard") } },
  },
  {
    says: "an EKS type that a field of the cluster switches off",
    object: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    with: { version, cluster: { ...eks, spec: { imageLookupOrg: "1" } } },
    image: { by: "search", sources: { org: "cluster" } },
  },
  {
    says: "an EKS type in a cluster of its own",
    object: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    with: { version, cluster: own },
    image: { by: "search" },
  },
  {
    says: "the release of a node group",
    object: pool({ amiType: "AL2023_x86_64_STANDARD", amiVersion: "1.34.1-20260714" }),
    image: { by: "eks", amiType: "AL2023_x86_64_STANDARD", releaseVersion: "1.34.1-20260714" },
  },
  {
    says: "the default type of a node group",
    object: pool({}),
    image: { by: "eks", amiType: "AL2_x86_64", releaseVersion: undefined },
  },
])("explains $says", ({ object, with: surroundings, image, codes = [] }) => {
  const explained = explainImage(object, surroundings);
  expect(explained.ok && explained.value).toMatchObject(image);
  expect(explained.diagnostics.map(({ code }) => code)).toEqual(codes);
});

test.for<{ says: string; object: JsonObject; with?: ImageSurroundings; code: string }>([
  { says: "a lookup without a version", object: template({}), code: "AWS_LOOKUP_VERSION" },
  {
    says: "an instance type nobody knows",
    object: template({ instanceType: "zz9.large" }),
    with: { version },
    code: "AWS_REFERENCE_INCOMPLETE",
  },
  {
    says: "a pipeline",
    object: template({ imageLookupFormat: "{{.BaseOS | printf}}" }),
    with: { version },
    code: "AWS_LOOKUP_NOT_EVALUATED",
  },
  {
    says: "a pool without its launch template",
    object: pool({}, "AWSMachinePool"),
    with: { version },
    code: "AWS_REFERENCE_INCOMPLETE",
  },
  { says: "a cluster", object: own, code: "AWS_REFERENCE_INCOMPLETE" },
])("does not explain $says", ({ object, with: surroundings, code }) => {
  const explained = explainImage(object, surroundings);
  expect(explained.ok).toBe(false);
  expect(explained.diagnostics.map((found) => found.code)).toEqual([code]);
});
