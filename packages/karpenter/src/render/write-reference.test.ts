import {
  formatImageReference,
  type FoundReference,
  type JsonObject,
  parseImageReference,
} from "@imagewright/core";
import { expect, test } from "vitest";

import { readKarpenterManifest, writeKarpenterReference } from "../index.ts";

/** What comes of writing a reference to the one place of an object. */
function write(object: JsonObject, text: string): { spec: unknown; found: readonly string[] } {
  const read = readKarpenterManifest(object);
  const pointer = read.ok ? (read.value[0]?.pointer ?? "") : "";
  const reference = parseImageReference(text);
  if (!reference.ok) {
    throw new Error(`${text} is no reference`);
  }
  const written = writeKarpenterReference(object, { pointer, reference: reference.value });
  return {
    spec: written.ok ? written.value["spec"] : undefined,
    found: written.diagnostics.map(({ code }) => code.replace("KARPENTER_", "")),
  };
}

function nodeClass(spec: JsonObject, version = "v1"): JsonObject {
  return { apiVersion: `karpenter.k8s.aws/${version}`, kind: "EC2NodeClass", spec };
}

const byId = nodeClass({ amiFamily: "AL2", role: "r", amiSelectorTerms: [{ id: "ami-1" }] });
const byAlias = nodeClass({ amiSelectorTerms: [{ alias: "al2@latest" }], role: "r" });
const beta = nodeClass({ amiFamily: "AL2", amiSelectorTerms: [{ id: "ami-1" }] }, "v1beta1");
const nodeTemplate: JsonObject = {
  apiVersion: "karpenter.k8s.aws/v1alpha1",
  kind: "AWSNodeTemplate",
  spec: { amiSelector: { "aws::ids": "ami-1,ami-2" }, subnetSelector: { a: "b" } },
};

test.for<readonly [string, JsonObject, string, unknown, readonly string[]]>([
  [
    "an id for an id",
    byId,
    "ami:eu-west-1/ami-2",
    { amiFamily: "AL2", role: "r", amiSelectorTerms: [{ id: "ami-2" }] },
    ["REGION_IMPLIED"],
  ],
  [
    "the same id in a region",
    byId,
    "ami:eu-west-1/ami-1",
    { amiFamily: "AL2", role: "r", amiSelectorTerms: [{ id: "ami-1" }] },
    ["REGION_IMPLIED"],
  ],
  [
    "an id of a region for an alias",
    byAlias,
    "ami:eu-west-1/ami-2",
    { amiSelectorTerms: [{ id: "ami-2" }], role: "r", amiFamily: "AL2" },
    ["FAMILY_WRITTEN", "REGION_IMPLIED"],
  ],
  [
    "an id of a region in v1alpha1",
    nodeTemplate,
    "ami:eu-west-1/ami-2",
    { amiSelector: { "aws::ids": "ami-2" }, subnetSelector: { a: "b" } },
    ["REGION_IMPLIED"],
  ],
  [
    "a parameter for an id",
    byId,
    "ssm-parameter:%2Fteam%2Fami",
    { amiFamily: "AL2", role: "r", amiSelectorTerms: [{ ssmParameter: "/team/ami" }] },
    [],
  ],
  [
    "an alias of the family",
    byId,
    "karpenter-ami-selector:alias=al2@v20240807",
    { amiFamily: "AL2", role: "r", amiSelectorTerms: [{ alias: "al2@v20240807" }] },
    [],
  ],
  [
    "an alias of another family",
    byId,
    "karpenter-ami-selector:alias=al2023@v20260714",
    { role: "r", amiSelectorTerms: [{ alias: "al2023@v20260714" }] },
    ["FAMILY_REMOVED"],
  ],
  [
    "an id for an alias",
    byAlias,
    "ami:ami-2",
    { amiSelectorTerms: [{ id: "ami-2" }], role: "r", amiFamily: "AL2" },
    ["FAMILY_WRITTEN"],
  ],
  [
    "an alias for an alias",
    byAlias,
    "karpenter-ami-selector:alias=al2023@latest",
    { amiSelectorTerms: [{ alias: "al2023@latest" }], role: "r" },
    [],
  ],
  [
    "a term that Karpenter reads in part",
    byId,
    "karpenter-ami-selector:id=ami-1&name=a",
    undefined,
    ["AMI_TERM"],
  ],
  ["an image of Azure", byId, "azure-marketplace:a/b/c/d", undefined, ["WRITE_FORM"]],
  ["a lookup of CAPA", byId, "ami-lookup:", undefined, ["WRITE_FORM"]],
  [
    "a name in v1beta1",
    beta,
    "karpenter-ami-selector:name=a&owner=self",
    { amiFamily: "AL2", amiSelectorTerms: [{ name: "a", owner: "self" }] },
    [],
  ],
  [
    "an alias in v1beta1",
    beta,
    "karpenter-ami-selector:alias=al2@latest",
    undefined,
    ["WRITE_FORM"],
  ],
  ["a parameter in v1beta1", beta, "ssm-parameter:a", undefined, ["WRITE_FORM"]],
  [
    "ids in v1alpha1, spelt as they were",
    nodeTemplate,
    "karpenter-ami-selector:id=ami-3;id=ami-4",
    { amiSelector: { "aws::ids": "ami-3,ami-4" }, subnetSelector: { a: "b" } },
    [],
  ],
  [
    "names of two owners in v1alpha1",
    nodeTemplate,
    "karpenter-ami-selector:name=a&owner=self;name=a&owner=amazon",
    {
      amiSelector: { "aws::owners": "self,amazon", "aws::name": "a" },
      subnetSelector: { a: "b" },
    },
    [],
  ],
  [
    "no product in v1alpha1",
    nodeTemplate,
    "karpenter-ami-selector:tag.a=1&tag.b=1;tag.a=2&tag.b=2",
    undefined,
    ["WRITE_FORM"],
  ],
  [
    "a comma in v1alpha1",
    nodeTemplate,
    "karpenter-ami-selector:tag.a=1%2C2",
    undefined,
    ["WRITE_FORM"],
  ],
  [
    "an alias in v1alpha1",
    nodeTemplate,
    "karpenter-ami-selector:alias=al2@latest",
    undefined,
    ["WRITE_FORM"],
  ],
])("%s", ([, object, text, spec, found]) => {
  expect(write(object, text)).toEqual({ spec, found });
});

function readFound(object: JsonObject): readonly FoundReference[] {
  const read = readKarpenterManifest(object);
  return read.ok ? read.value : [];
}

test("the status of a node claim is Karpenter's own", () => {
  const claim = {
    apiVersion: "karpenter.sh/v1",
    kind: "NodeClaim",
    status: { imageID: "ami-1", nodeName: "n" },
  };
  const [found] = readFound(claim);
  expect(found && formatImageReference(found.reference)).toBe("ami:ami-1");
  const pointer = "/status/imageID";
  const same = writeKarpenterReference(claim, { pointer, reference: { kind: "ami", id: "ami-1" } });
  expect(same.ok && same.value).toBe(claim);
  const other = writeKarpenterReference(claim, {
    pointer,
    reference: { kind: "ami", id: "ami-2" },
  });
  expect(other.diagnostics.map(({ code }) => code)).toEqual(["KARPENTER_WRITE_STATUS"]);
});

test("an object without an image takes none", () => {
  const reference = { kind: "ami", id: "ami-1" } as const;
  const pointer = "/spec/amiSelectorTerms";
  const implied = nodeClass({ amiFamily: "AL2" }, "v1beta1");
  const written = writeKarpenterReference(implied, { pointer, reference });
  expect(written.diagnostics.map(({ code }) => code)).toEqual(["KARPENTER_WRITE_PLACE"]);
});
