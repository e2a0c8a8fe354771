import {
  type AmiLookupReference,
  bindTarget,
  type ImageReference,
  isJsonObject,
  type JsonObject,
  type NodeImage,
  noOverrides,
  renderTarget,
  replaceAt,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import fc from "fast-check";
import { expect, test } from "vitest";

import { imagePlaceOf, imagePlaces } from "./image-places.ts";
import type { AwsTarget } from "./options.ts";
import { aws } from "./plugin.ts";

const numRuns = 10_000;
const image: NodeImage = {
  name: "ubuntu-2404",
  kubernetes: { version: "1.34.1" },
  os: { distribution: "ubuntu", release: "24.04" },
  architecture: "amd64",
};
const reference = "ami:ami-09709369c53539c11";
const awsLaunchTemplate = { instanceType: "m6i.large" };
const target: AwsTarget = {
  name: "capa",
  provider: "aws",
  image: image.name,
  machineTemplates: [{ name: "a", instanceType: "m6i.large", reference }],
  machines: [{ name: "a", instanceType: "m6i.large", reference }],
  machinePools: [{ name: "a", minSize: 1, maxSize: 3, awsLaunchTemplate, reference }],
  managedMachinePools: [{ name: "a", awsLaunchTemplate, reference }],
};
const bound = bindTarget(aws, image, target);
const requests = bound.ok ? bound.value.manifests(noOverrides) : [];

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from("0123456789abcdef")),
    minLength: length,
    maxLength: length,
  });
const amis = fc
  .oneof(hex(8), hex(17))
  .map((digits): ImageReference => ({ kind: "ami", id: `ami-${digits}` }));
const words = fc
  .string({ unit: "binary", minLength: 1, maxLength: 30 })
  .filter((text) => text.isWellFormed() && !text.includes("\0"));
const byName = {
  kind: fc.constant("ami-lookup" as const),
  format: words,
  org: words,
  baseOs: words,
};
const eksLookupType = fc.constantFrom(
  "AmazonLinux" as const,
  "AmazonLinuxGPU" as const,
  "AmazonLinux2023" as const,
  "AmazonLinux2023GPU" as const,
);
const lookups: fc.Arbitrary<AmiLookupReference> = fc
  .record({ ...byName, eksLookupType }, { requiredKeys: ["kind"] })
  .map((lookup) => ({ ...lookup }));
const references = fc.oneof(amis, lookups);
/** What nobody modelled: fields of any name that say nothing about an image. Few: they are costly. */
const strangers = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), {
    maxKeys: 2,
  })
  .map((fields) => JSON.parse(JSON.stringify(fields)) as JsonObject)
  .map((fields) =>
    Object.fromEntries(
      Object.entries(fields).filter(([key]) => key !== "ami" && !key.startsWith("imageLookup")),
    ),
  );

test("four kinds are rendered", () => {
  expect(bound.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(requests.map(({ kind }) => kind)).toHaveLength(4);
  const rendered = bound.ok ? renderTarget(bound.value) : bound;
  expect(rendered.ok).toBe(true);
});

test.for(requests)("$kind: what is rendered reads back as it was", (request) => {
  fc.assert(
    fc.property(references, (one) => {
      const { text, path } = request.render({ mode: "complete", reference: one });
      const read = readYaml(text, { file: path });
      const object = read.ok ? read.value[0]?.value : undefined;
      const found = isJsonObject(object) ? aws.readManifest(object) : undefined;
      expect(found?.ok === true && found.value.map((each) => each.reference)).toStrictEqual([one]);
    }),
    { numRuns },
  );
});

test("AWSManagedControlPlane: lookup defaults that are rendered read back as they were", () => {
  const planes = bindTarget(aws, image, {
    name: "eks",
    provider: "aws",
    image: image.name,
    managedControlPlanes: [
      { name: "a", lookup: { org: "123456789012" } },
      { name: "b", lookup: { org: "123456789012" }, isTemplate: true },
    ],
  });
  const asked = planes.ok ? planes.value.manifests(noOverrides) : [];
  expect(asked).toHaveLength(2);
  fc.assert(
    fc.property(fc.constantFrom(...asked), fc.record(byName), (request, one) => {
      const { text, path } = request.render({ mode: "complete", reference: one });
      const read = readYaml(text, { file: path });
      const object = read.ok ? read.value[0]?.value : undefined;
      const found = isJsonObject(object) ? aws.readManifest(object) : undefined;
      expect(found?.ok === true && found.value.map((each) => each.reference)).toEqual([one]);
    }),
    { numRuns },
  );
});

function objectOf(kind: string, version: string, fields: JsonObject): JsonObject {
  const place = imagePlaces.find((one) => one.kind === kind);
  const object = { apiVersion: `${place?.group ?? ""}/${version}`, kind, metadata: { name: "a" } };
  return replaceAt(object, place?.pointer ?? "", fields) ?? object;
}

const machines = imagePlaces.filter(({ of }) => of !== "cluster");

test.for(machines)("$kind: any image is written over any other, and nothing else", ({ kind }) => {
  const versions = fc.constantFrom("v1beta1", "v1beta2");
  fc.assert(
    fc.property(versions, strangers, references, references, (version, fields, before, after) => {
      const bare = objectOf(kind, version, fields);
      const first = written(bare, before);
      const second = written(first, after);
      const again = aws.readManifest(second);
      expect(again.ok && again.value.map((each) => each.reference)).toStrictEqual([after]);
      // Back to no image at all: what is left are the fields that nobody modelled.
      expect(written(second, { kind: "ami-lookup" })).toStrictEqual(bare);
      const [found] = again.ok ? again.value : [];
      const same = found && aws.writeReference?.(second, found);
      expect(same?.ok === true && same.value).toBe(second);
    }),
    { numRuns },
  );
});

const clusters = imagePlaces.filter(({ of }) => of === "cluster");

test.for(clusters)("$kind: one default of lookups is written over another", ({ kind }) => {
  const named = fc
    .record(byName, { requiredKeys: ["kind", "org"] })
    .map((lookup): AmiLookupReference => ({ ...lookup }));
  fc.assert(
    fc.property(strangers, named, named, (fields, before, after) => {
      const { org = "" } = before;
      const object = written(objectOf(kind, "v1beta2", { ...fields, imageLookupOrg: org }), before);
      const again = aws.readManifest(written(object, after));
      expect(again.ok && again.value.map((each) => each.reference)).toStrictEqual([after]);
    }),
    { numRuns },
  );
});

function written(object: JsonObject, one: ImageReference): JsonObject {
  const read = aws.readManifest(object);
  const [found] = read.ok ? read.value : [];
  const result = found && aws.writeReference?.(object, { pointer: found.pointer, reference: one });
  if (result?.ok !== true) {
    throw new Error(`nothing was written: ${JSON.stringify(result?.diagnostics)}`);
  }
  expect(imagePlaceOf(result.value)).toBeDefined();
  return result.value;
}
