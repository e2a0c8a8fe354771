import type { FoundReference, ImageReference, JsonObject } from "@imagewright/core";
import { expect, test } from "vitest";

import { aws } from "../plugin.ts";
import { migrateAwsManifest } from "./migrate-manifest.ts";
import { readManifest } from "./read-manifest.ts";
import { writeReference } from "./write-reference.ts";

const group = "infrastructure.cluster.x-k8s.io";
const id = "ami-09709369c53539c11";
const at = "/spec/template/spec";

function template(machine: JsonObject, version = "v1beta2"): JsonObject {
  return {
    apiVersion: `${group}/${version}`,
    kind: "AWSMachineTemplate",
    metadata: { name: "a", annotations: { "example.com/own": "kept" } },
    spec: { template: { spec: { instanceType: "m5.large", ...machine, unknown: [1] } } },
  };
}

function written(object: JsonObject, reference: ImageReference): unknown {
  const read = readManifest(object);
  const [found] = read.ok ? read.value : [];
  const result = writeReference(object, { pointer: found?.pointer ?? "", reference });
  return result.ok ? result.value : result.diagnostics.map(({ code }) => code);
}

test.for<{ says: string; from: JsonObject; reference: ImageReference; to: JsonObject }>([
  {
    says: "another AMI",
    from: { ami: { id } },
    reference: { kind: "ami", id: "ami-09709369" },
    to: { ami: { id: "ami-09709369" } },
  },
  {
    says: "an AMI in place of defaults",
    from: {},
    reference: { kind: "ami", id },
    to: { ami: { id } },
  },
  {
    says: "an AMI in place of an EKS type",
    from: { ami: { eksLookupType: "AmazonLinux2023" } },
    reference: { kind: "ami", id },
    to: { ami: { id } },
  },
  {
    says: "an AMI in place of a lookup by name",
    from: { imageLookupFormat: "a", imageLookupOrg: "", imageLookupBaseOS: "u" },
    reference: { kind: "ami", id },
    to: { imageLookupOrg: "", ami: { id } },
  },
  {
    says: "another AMI beside a lookup that is ignored",
    from: { ami: { id }, imageLookupOrg: "1" },
    reference: { kind: "ami", id: "ami-09709369" },
    to: { ami: { id: "ami-09709369" }, imageLookupOrg: "1" },
  },
  {
    says: "a lookup in place of an AMI",
    from: { ami: { id } },
    reference: { kind: "ami-lookup", format: "a-{{.K8sVersion}}" },
    to: { imageLookupFormat: "a-{{.K8sVersion}}" },
  },
  {
    says: "an EKS type in place of an AMI",
    from: { ami: { id } },
    reference: { kind: "ami-lookup", eksLookupType: "AmazonLinux2023GPU" },
    to: { ami: { eksLookupType: "AmazonLinux2023GPU" } },
  },
  {
    says: "a lookup with another base OS",
    from: { imageLookupFormat: "a", imageLookupBaseOS: "u" },
    reference: { kind: "ami-lookup", format: "a", baseOs: "v" },
    to: { imageLookupFormat: "a", imageLookupBaseOS: "v" },
  },
])("writes $says, and nothing else", ({ from, reference, to }) => {
  expect(written(template(from), reference)).toEqual(template(to));
});

test.for<{ says: string; object: JsonObject; reference: ImageReference; codes: readonly string[] }>(
  [
    {
      says: "a malformed AMI id",
      object: template({ ami: { id } }),
      reference: { kind: "ami", id: "ami-1" },
      codes: ["AWS_WRITE_REFERENCE"],
    },
    {
      says: "an SSM parameter",
      object: template({ ami: { id } }),
      reference: { kind: "ssm-parameter", name: "/a/b" },
      codes: ["AWS_WRITE_REFERENCE"],
    },
    {
      says: "a lookup with an empty field",
      object: template({ ami: { id } }),
      reference: { kind: "ami-lookup", org: "" },
      codes: ["AWS_WRITE_REFERENCE"],
    },
    {
      says: "an AMI at a cluster",
      object: { apiVersion: `${group}/v1beta2`, kind: "AWSCluster", spec: { imageLookupOrg: "1" } },
      reference: { kind: "ami", id },
      codes: ["AWS_WRITE_REFERENCE"],
    },
    {
      says: "an image where none was found",
      object: { apiVersion: `${group}/v1beta2`, kind: "AWSCluster", spec: {} },
      reference: { kind: "ami-lookup", org: "1" },
      codes: ["AWS_WRITE_PLACE"],
    },
    {
      says: "what cannot be read",
      object: template({ ami: { id: 9 } }),
      reference: { kind: "ami", id },
      codes: ["AWS_MANIFEST_FIELD"],
    },
  ],
)("refuses to write $says", ({ object, reference, codes }) => {
  expect(written(object, reference)).toEqual(codes);
});

test("a placeholder that was found is written back as it is", () => {
  const object = template({ ami: { id: "${AMI_ID}" } });
  expect(written(object, { kind: "ami", id: "${AMI_ID}" })).toBe(object);
});

test("the region of an AMI is said to be implied, and a dead version stays with its warning", () => {
  const object = template({ ami: { id } }, "v1beta1");
  const found: FoundReference = {
    pointer: `${at}/ami/id`,
    reference: { kind: "ami", region: "eu-west-1", id: "ami-09709369" },
  };
  const result = aws.writeReference?.(object, found);
  expect(result?.ok).toBe(true);
  expect(result?.diagnostics.map(({ code }) => code)).toEqual([
    "AWS_API_VERSION_DEAD",
    "AWS_REGION_IMPLIED",
  ]);
});

test("v1beta1 becomes v1beta2 with every field", () => {
  const object = template({ ami: { id } }, "v1beta1");
  const migrated = migrateAwsManifest(object);
  expect(migrated.ok && migrated.value).toEqual(template({ ami: { id } }));
  expect(migrated.diagnostics.map(({ code }) => code)).toEqual(["AWS_MIGRATED"]);
  expect(migrateAwsManifest(template({}))).toEqual({
    ok: true,
    value: template({}),
    diagnostics: [],
  });
});

function pool(version: string, key: string): JsonObject {
  return {
    apiVersion: `${group}/${version}`,
    kind: "AWSManagedMachinePool",
    spec: { updateConfig: { [key]: 20 } },
  };
}

test("the misspelt percentage of v1beta1 gets its name", () => {
  const migrated = migrateAwsManifest(pool("v1beta1", "maxUnavailablePrecentage"));
  expect(migrated.ok && migrated.value).toEqual(pool("v1beta2", "maxUnavailablePercentage"));
});

test.for([
  { machine: { failureDomain: "eu-west-1a" }, pointer: `${at}/failureDomain` },
  { machine: { subnet: { arn: "arn:aws:ec2" } }, pointer: `${at}/subnet/arn` },
  {
    machine: { additionalSecurityGroups: [{ id: "sg-1" }, { arn: "arn:aws:ec2" }] },
    pointer: `${at}/additionalSecurityGroups/1/arn`,
  },
])("what v1beta2 cannot say is refused: $pointer", ({ machine, pointer }) => {
  const migrated = migrateAwsManifest(template(machine, "v1beta1"));
  expect(migrated.ok).toBe(false);
  expect(migrated.diagnostics.map((found) => found.pointer)).toContain(pointer);
});
