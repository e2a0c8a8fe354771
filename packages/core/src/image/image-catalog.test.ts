import { expect, test } from "vitest";

import { readYaml } from "../read/index.ts";
import { exampleImage } from "../testing/example-image.ts";
import { bindCatalog } from "./bind-catalog.ts";
import { createImageCatalog, type ImageQuery } from "./image-catalog.ts";
import type { ImageRecord } from "./image-record.ts";

function record(name: string, rest: Partial<ImageRecord> = {}): ImageRecord {
  return {
    name,
    kubernetesVersion: "1.34.1",
    os: exampleImage.os,
    architecture: "amd64",
    references: [{ kind: "ami", region: "eu-west-1", id: `ami-${name}` }],
    components: {},
    created: "2026-11-01T00:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
    ...rest,
  };
}

const older = record("older", {
  created: "2026-10-01T00:00:00Z",
  lifecycle: { state: "deprecated" },
});
const current = record("current");
const preview = record("preview", { lifecycle: { state: "preview" }, kubernetesVersion: "1.35.0" });
const revoked = record("revoked", { lifecycle: { state: "revoked" }, kubernetesVersion: "1.33.0" });
const expiring = record("expiring", {
  kubernetesVersion: "1.32.0",
  lifecycle: { state: "supported", expires: "2026-12-01T00:00:00Z" },
});
const twin = record("twin", { kubernetesVersion: "1.31.0" });
const otherTwin = record("other-twin", { kubernetesVersion: "1.31.0" });
const zoned = record("zoned", {
  kubernetesVersion: "1.30.0",
  references: [
    { kind: "cloudstack-template", zone: "zone-1", name: "a" },
    { kind: "cloudstack-template", zone: "zone-2", name: "b" },
  ],
});

const catalog = createImageCatalog([
  older,
  current,
  preview,
  revoked,
  expiring,
  twin,
  otherTwin,
  zoned,
]);

test.for<{ what: string; query: ImageQuery; name: string; codes?: readonly string[] }>([
  {
    what: "a supported image before a deprecated one",
    query: { kubernetesVersion: "1.34.1" },
    name: "current",
  },
  { what: "a preview by its name", query: { name: "preview" }, name: "preview" },
  {
    what: "a deprecated image by its name, with a warning",
    query: { name: "older" },
    name: "older",
    codes: ["IMAGE_DEPRECATED"],
  },
  {
    what: "an image before it expires",
    query: { name: "expiring", at: "2026-11-30T00:00:00Z" },
    name: "expiring",
  },
  {
    what: "the reference of a zone",
    query: { kubernetesVersion: "1.30.0", location: "zone-2" },
    name: "zoned",
  },
])("$what", ({ query, name, codes = [] }) => {
  const resolved = catalog.resolve(query);
  expect(resolved.ok && resolved.value.record.name).toBe(name);
  expect(resolved.diagnostics.map(({ code }) => code)).toEqual(codes);
});

test.for<{ what: string; query: ImageQuery; code: string; found?: string }>([
  {
    what: "a version nobody built",
    query: { kubernetesVersion: "1.20.0" },
    code: "IMAGE_NOT_FOUND",
  },
  {
    what: "a preview that was not named",
    query: { kubernetesVersion: "1.35.0" },
    code: "IMAGE_NOT_FOUND",
    found: "preview (ami:eu-west-1/ami-preview)",
  },
  { what: "a revoked image", query: { name: "revoked" }, code: "IMAGE_NOT_FOUND" },
  {
    what: "an image that has expired",
    query: { name: "expiring", at: "2026-12-01T00:00:00Z" },
    code: "IMAGE_NOT_FOUND",
  },
  {
    what: "another region",
    query: { name: "current", location: "us-east-1" },
    code: "IMAGE_NOT_FOUND",
  },
  {
    what: "another kind of reference",
    query: { name: "current", kinds: ["azure-gallery"] },
    code: "IMAGE_NOT_FOUND",
  },
  {
    what: "another architecture",
    query: { name: "current", architecture: "arm64" },
    code: "IMAGE_NOT_FOUND",
  },
  {
    what: "two images alike",
    query: { kubernetesVersion: "1.31.0" },
    code: "IMAGE_AMBIGUOUS",
    found: "other-twin (ami:eu-west-1/ami-other-twin), twin (ami:eu-west-1/ami-twin)",
  },
  {
    what: "an image in two zones",
    query: { kubernetesVersion: "1.30.0" },
    code: "IMAGE_AMBIGUOUS",
    found:
      "zoned (cloudstack-template:?zone=zone-1&name=a), zoned (cloudstack-template:?zone=zone-2&name=b)",
  },
])("$what is refused, candidates named", ({ query, code, found }) => {
  const resolved = catalog.resolve(query);
  expect(resolved.diagnostics.map((one) => [one.code, one.found])).toEqual([[code, found]]);
  expect(resolved.ok).toBe(false);
});

function names(records: readonly ImageRecord[]): readonly string[] {
  const matches = createImageCatalog(records).list({ architecture: "amd64" });
  return matches.map((match) => match.record.name);
}

test("candidates come in one order, whatever the order of the records", () => {
  const records = [...catalog.records];
  expect(names(records.toReversed())).toEqual(names(records));
});

function bind(images: string): readonly string[] {
  const text = `apiVersion: imagewright/v1alpha1\nkind: ImageCatalog\nimages:\n${images}`;
  const read = readYaml(text, { file: "catalog.yaml" });
  const [document] = read.ok ? read.value : [];
  const bound = document === undefined ? read : bindCatalog(document);
  return bound.diagnostics.map(
    ({ code, source }) => `${source?.line ?? 0}:${source?.column ?? 0} ${code}`,
  );
}

const entry = `  - name: one
    kubernetesVersion: 1.34.1
    os: { distribution: ubuntu, release: "24.04" }
    architecture: amd64
    created: "2026-11-03T10:00:00Z"
    references:
      - ami:eu-west-1/ami-09709369c53539c11
`;

test.for<[string, string, readonly string[]]>([
  ["a good catalog", entry, []],
  [
    "two images of one name and reference",
    entry + entry,
    ["11:11 CATALOG_NAME_TWICE", "17:9 CATALOG_REFERENCE_TWICE"],
  ],
  [
    "a reference of an unknown kind",
    entry.replace("ami:eu", "amy:eu"),
    ["10:9 REFERENCE_KIND_UNKNOWN"],
  ],
  [
    "a reference with too many parts",
    entry.replace("ami-0", "x/y/ami-0"),
    ["10:9 REFERENCE_MALFORMED"],
  ],
  ["a date without a time", entry.replace("T10:00:00Z", ""), ["8:14 SCHEMA_BAD_FORM"]],
  [
    "no references",
    entry.replace(/references:[^]*/u, "references: []\n"),
    ["9:17 SCHEMA_OUT_OF_RANGE"],
  ],
])("%s", ([, images, expected]) => {
  expect(bind(images)).toEqual(expected);
});
