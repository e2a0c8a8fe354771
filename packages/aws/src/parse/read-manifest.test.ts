import { readFileSync } from "node:fs";

import type { JsonObject } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";

import { readManifest } from "./read-manifest.ts";

const group = "infrastructure.cluster.x-k8s.io";
const id = "ami-09709369c53539c11";

function template(machine: unknown, version = "v1beta2"): JsonObject {
  return {
    apiVersion: `${group}/${version}`,
    kind: "AWSMachineTemplate",
    spec: { template: { spec: machine as JsonObject } },
  };
}

function pool(kind: string, spec: JsonObject): JsonObject {
  return { apiVersion: `${group}/v1beta2`, kind, spec };
}

const at = "/spec/template/spec";
const launch = "/spec/awsLaunchTemplate";

test.for<{
  says: string;
  object: JsonObject;
  found: readonly { pointer: string; reference: object }[];
  codes?: readonly string[];
}>([
  {
    says: "an AMI",
    object: template({ ami: { id } }),
    found: [{ pointer: `${at}/ami/id`, reference: { kind: "ami", id } }],
  },
  {
    says: "an AMI in the version of the documentation",
    object: template({ ami: { id } }, "v1beta1"),
    found: [{ pointer: `${at}/ami/id`, reference: { kind: "ami", id } }],
    codes: ["AWS_API_VERSION_DEAD"],
  },
  {
    says: "nothing about an image: a lookup by defaults",
    object: template({ instanceType: "m5.large" }),
    found: [{ pointer: at, reference: { kind: "ami-lookup" } }],
  },
  {
    says: "a lookup by name",
    object: template({ imageLookupFormat: "a-*", imageLookupOrg: "1", imageLookupBaseOS: "u" }),
    found: [
      { pointer: at, reference: { kind: "ami-lookup", format: "a-*", org: "1", baseOs: "u" } },
    ],
  },
  {
    says: "a lookup of an EKS image",
    object: template({ ami: { eksLookupType: "AmazonLinux2023" } }),
    found: [
      {
        pointer: `${at}/ami/eksLookupType`,
        reference: { kind: "ami-lookup", eksLookupType: "AmazonLinux2023" },
      },
    ],
  },
  {
    says: "an AMI and a lookup that CAPA ignores",
    object: template({ ami: { id }, imageLookupOrg: "1" }),
    found: [{ pointer: `${at}/ami/id`, reference: { kind: "ami", id } }],
    codes: ["AWS_LOOKUP_IGNORED"],
  },
  {
    says: "a placeholder in place of an AMI",
    object: template({ ami: { id: "${AMI_ID}" } }),
    found: [{ pointer: `${at}/ami/id`, reference: { kind: "ami", id: "${AMI_ID}" } }],
    codes: ["AWS_AMI_ID_ODD"],
  },
  {
    says: "empty text, which counts as nothing",
    object: template({ ami: { id: "" }, imageLookupOrg: "" }),
    found: [{ pointer: at, reference: { kind: "ami-lookup" } }],
  },
  {
    says: "a machine pool",
    object: pool("AWSMachinePool", { awsLaunchTemplate: { ami: { id } } }),
    found: [{ pointer: `${launch}/ami/id`, reference: { kind: "ami", id } }],
  },
  {
    says: "a managed machine pool with a launch template",
    object: pool("AWSManagedMachinePool", { awsLaunchTemplate: { ami: { id } } }),
    found: [{ pointer: `${launch}/ami/id`, reference: { kind: "ami", id } }],
  },
  {
    says: "a managed machine pool whose image EKS chooses",
    object: pool("AWSManagedMachinePool", { amiType: "AL2023_x86_64_STANDARD" }),
    found: [],
  },
  { says: "another kind", object: pool("AWSCluster", { region: "eu-west-1" }), found: [] },
  {
    says: "the same kind of another group",
    object: { apiVersion: "example.org/v1beta2", kind: "AWSMachineTemplate" },
    found: [],
  },
])("reads $says", ({ object, found, codes = [] }) => {
  const read = readManifest(object);
  expect(read.ok && read.value).toStrictEqual(found);
  expect(read.diagnostics.map(({ code }) => code)).toEqual(codes);
});

test.for<{ says: string; object: JsonObject; found: readonly string[] }>([
  {
    says: "an AMI id that is a number",
    object: template({ ami: { id: 9 } }),
    found: [`AWS_MANIFEST_FIELD ${at}/ami/id`],
  },
  {
    says: "every field of a wrong type at once",
    object: template({ ami: "ami-1", imageLookupOrg: 123456789012 }),
    found: [`AWS_MANIFEST_FIELD ${at}/ami`, `AWS_MANIFEST_FIELD ${at}/imageLookupOrg`],
  },
  {
    says: "an unknown EKS image",
    object: template({ ami: { eksLookupType: "Bottlerocket" } }),
    found: [`AWS_MANIFEST_FIELD ${at}/ami/eksLookupType`],
  },
  {
    says: "a template without a machine",
    object: { apiVersion: `${group}/v1beta2`, kind: "AWSMachineTemplate" },
    found: [`AWS_MANIFEST_FIELD ${at}`],
  },
  {
    says: "a version that is not known",
    object: template({ ami: { id } }, "v1beta9"),
    found: ["AWS_API_VERSION_UNKNOWN /apiVersion"],
  },
])("refuses $says", ({ object, found }) => {
  const read = readManifest(object);
  expect(read.ok).toBe(false);
  expect(read.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(found);
});

test.for([
  { file: "capa-custom-ami-awsmachinetemplate-v1beta1.yaml", references: [id], dead: true },
  { file: "capa-eks-awsmachinetemplate-al2023-lookup.yaml", references: ["AmazonLinux2023"] },
  { file: "capa-cluster-template-default.yaml", references: ["lookup", "lookup"] },
  { file: "capa-awsmachinepool-kubeadmconfig.yaml", references: ["lookup"], dead: true },
])("the official example $file is read", ({ file, references, dead = false }, context) => {
  const path = requireUpstream(context, `examples/capi-capa/${file}`);
  const objects = parseAllDocuments(readFileSync(path, "utf8"))
    .map((document): unknown => document.toJS())
    .filter((object) => object !== null);
  const read = objects.map((object) => readManifest(object as JsonObject));
  const found = read.flatMap((one) => (one.ok ? one.value : []));
  expect(
    found.map(({ reference }) =>
      reference.kind === "ami"
        ? reference.id
        : reference.kind === "ami-lookup"
          ? (reference.eksLookupType ?? "lookup")
          : "",
    ),
  ).toEqual(references);
  const codes = read.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
  expect(codes.includes("AWS_API_VERSION_DEAD")).toBe(dead);
});
