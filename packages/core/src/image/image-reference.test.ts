import fc from "fast-check";
import { expect, test } from "vitest";

import { isImagewrightError } from "../error.ts";
import { formatImageReference, locationOf } from "./format-image-reference.ts";
import type { AmiSelectorTerm, ImageReference, ImageReferenceKind } from "./image-reference.ts";
import { parseImageReference } from "./parse-image-reference.ts";
import { imageReferenceKinds } from "./reference-forms.ts";

/** Any text a field may hold, with the characters the form itself uses among the likely ones. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }).filter((value) => value.isWellFormed()),
  fc.string({ unit: fc.constantFrom(...Array.from("aZ0/?&=;:%. {}+#\u00e9")), maxLength: 20 }),
);
const plan = fc.record({ publisher: text, offer: text, sku: text });
const isThere = (value: object): boolean => Object.keys(value).length > 0;
const tags = fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true }).filter(isThere);

const term: fc.Arbitrary<AmiSelectorTerm> = fc
  .record(
    { alias: text, id: text, name: text, owner: text, ssmParameter: text, tags },
    { requiredKeys: [] },
  )
  .filter(isThere);

/** A part of the path, which is never empty. */
const part = text.filter((value) => value !== "");

const references: {
  readonly [Kind in ImageReferenceKind]: fc.Arbitrary<Extract<ImageReference, { kind: Kind }>>;
} = {
  ami: fc.record(
    { kind: fc.constant("ami"), region: part, id: part },
    { requiredKeys: ["kind", "id"] },
  ),
  "ami-lookup": fc.record(
    {
      kind: fc.constant("ami-lookup"),
      format: text,
      org: text,
      baseOs: text,
      eksLookupType: fc.constantFrom(
        "AmazonLinux",
        "AmazonLinuxGPU",
        "AmazonLinux2023",
        "AmazonLinux2023GPU",
      ),
    },
    { requiredKeys: ["kind"] },
  ),
  "ssm-parameter": fc.record({ kind: fc.constant("ssm-parameter"), name: part }),
  "azure-gallery": fc.record(
    {
      kind: fc.constant("azure-gallery"),
      subscriptionId: part,
      resourceGroup: part,
      gallery: part,
      definition: part,
      version: part,
      plan,
    },
    {
      requiredKeys: ["kind", "subscriptionId", "resourceGroup", "gallery", "definition", "version"],
    },
  ),
  "azure-community-gallery": fc.record(
    {
      kind: fc.constant("azure-community-gallery"),
      gallery: part,
      definition: part,
      version: part,
      plan,
    },
    { requiredKeys: ["kind", "gallery", "definition", "version"] },
  ),
  "azure-shared-gallery": fc.record({
    kind: fc.constant("azure-shared-gallery"),
    gallery: part,
    definition: part,
    version: part,
  }),
  "azure-marketplace": fc.record({
    kind: fc.constant("azure-marketplace"),
    publisher: part,
    offer: part,
    sku: part,
    version: part,
    thirdParty: fc.boolean(),
  }),
  "azure-managed-image": fc.record({
    kind: fc.constant("azure-managed-image"),
    subscriptionId: part,
    resourceGroup: part,
    name: part,
  }),
  "cloudstack-template": fc
    .record(
      { kind: fc.constant("cloudstack-template"), zone: text, id: text, name: text },
      { requiredKeys: ["kind"] },
    )
    .filter(({ id, name }) => id !== undefined || name !== undefined),
  "karpenter-ami-selector": fc.record({
    kind: fc.constant("karpenter-ami-selector"),
    terms: fc.array(term, { maxLength: 3 }),
  }),
};

test.for(imageReferenceKinds)("%s: what is written is read back", (kind) => {
  fc.assert(
    fc.property(references[kind], (given) => {
      // The generators make some objects without a prototype, which ours never are.
      const reference = structuredClone<ImageReference>(given);
      const parsed = parseImageReference(formatImageReference(reference));
      expect(parsed).toStrictEqual({ ok: true, value: reference, diagnostics: [] });
    }),
    { numRuns: 10_000 },
  );
});

test("two references have one text only if they are equal", () => {
  const any = fc.oneof(...Object.values<fc.Arbitrary<ImageReference>>(references));
  fc.assert(
    fc.property(any, any, (one, other) => {
      const isSame = formatImageReference(one) === formatImageReference(other);
      expect(isSame).toBe(fc.stringify(sorted(one)) === fc.stringify(sorted(other)));
    }),
    { numRuns: 10_000 },
  );
});

test("whatever is read has one canonical text", () => {
  const pieces = fc.oneof(text, fc.constantFrom("/", "?", "id=", "name=", "&", ";", "tag.a=b"));
  const kinds = fc.constantFrom(...imageReferenceKinds);
  fc.assert(
    fc.property(kinds, fc.array(pieces, { maxLength: 6 }), (kind, parts) => {
      const parsed = parseImageReference(`${kind}:${parts.join("")}`);
      if (parsed.ok) {
        expect(parseImageReference(formatImageReference(parsed.value))).toStrictEqual(parsed);
      }
    }),
    { numRuns: 10_000 },
  );
});

test.for<{ reference: ImageReference; canonical: string; location?: string }>([
  {
    reference: { kind: "ami", id: "ami-09709369c53539c11" },
    canonical: "ami:ami-09709369c53539c11",
  },
  {
    reference: { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" },
    canonical: "ami:eu-west-1/ami-09709369c53539c11",
    location: "eu-west-1",
  },
  {
    reference: { kind: "ami-lookup", format: "own-{{.BaseOS}}-?{{.K8sVersion}}-*" },
    canonical: "ami-lookup:?format=own-%7B%7B.BaseOS%7D%7D-%3F%7B%7B.K8sVersion%7D%7D-*",
  },
  { reference: { kind: "ami-lookup" }, canonical: "ami-lookup:" },
  {
    reference: { kind: "ssm-parameter", name: "/aws/service/eks/image_id" },
    canonical: "ssm-parameter:/aws/service/eks/image_id",
  },
  {
    reference: { kind: "cloudstack-template", zone: "zone 1", name: "a/b" },
    canonical: "cloudstack-template:?zone=zone%201&name=a%2Fb",
    location: "zone 1",
  },
  {
    reference: {
      kind: "karpenter-ami-selector",
      terms: [{ alias: "al2023@v20260714" }, { owner: "self", tags: { b: "2", a: "1" } }],
    },
    canonical: "karpenter-ami-selector:alias=al2023%40v20260714;owner=self&tag.a=1&tag.b=2",
  },
])("$canonical", ({ reference, canonical, location }) => {
  expect(formatImageReference(reference)).toBe(canonical);
  expect(parseImageReference(canonical)).toStrictEqual({
    ok: true,
    value: reference,
    diagnostics: [],
  });
  expect(locationOf(reference)).toBe(location);
});

test.for([
  { given: "ami-09709369c53539c11", codes: ["REFERENCE_KIND_UNKNOWN"] },
  { given: "", codes: ["REFERENCE_KIND_UNKNOWN"] },
  { given: "amis:x", codes: ["REFERENCE_KIND_UNKNOWN"] },
  { given: "ami:a/b/c", codes: ["REFERENCE_MALFORMED"] },
  { given: "ami:a/b?region=c", codes: ["REFERENCE_FIELD_UNKNOWN"] },
  { given: "ami:%zz/%zz", codes: ["REFERENCE_MALFORMED", "REFERENCE_MALFORMED"] },
  { given: "ami-lookup:?org=1&org=2", codes: ["REFERENCE_FIELD_UNKNOWN"] },
  { given: "ami-lookup:?eksLookupType=Ubuntu", codes: ["REFERENCE_MALFORMED"] },
  { given: "azure-managed-image:s/r", codes: ["REFERENCE_MALFORMED"] },
  { given: "azure-marketplace:p/o/s/v?thirdParty=false", codes: ["REFERENCE_MALFORMED"] },
  { given: "azure-gallery:s/r/g/d/v?plan=p%2Fo", codes: ["REFERENCE_MALFORMED"] },
  { given: "cloudstack-template:?zone=z", codes: ["REFERENCE_MALFORMED"] },
  { given: "karpenter-ami-selector:id=a;;id=b", codes: ["REFERENCE_MALFORMED"] },
  { given: "karpenter-ami-selector:tag.a=1&tag.a=2", codes: ["REFERENCE_FIELD_UNKNOWN"] },
])("$given is refused", ({ given, codes }) => {
  const parsed = parseImageReference(given);
  expect(parsed.ok).toBe(false);
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual(codes);
});

test.for<ImageReference>([
  { kind: "ami", id: "ami-\ud800" },
  { kind: "karpenter-ami-selector", terms: [{}] },
])("a reference without a text of its own is refused, not altered: %j", (reference) => {
  let thrown: unknown;
  try {
    formatImageReference(reference);
  } catch (error) {
    thrown = error;
  }
  expect(isImagewrightError(thrown, "VALUE_REFUSED")).toBe(true);
});

/** The same data with its keys in order, so that two of them can be compared as text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, sorted(inner)])
    : value;
}

test.for([
  "ami:",
  "ami:eu-west-1/",
  "ssm-parameter:",
  "azure-managed-image:a//b",
  "azure-shared-gallery:a/b/",
])("%s has an empty part and is refused", (reference) => {
  const parsed = parseImageReference(reference);
  expect(parsed.diagnostics.map(({ code }) => code)).toEqual(["REFERENCE_MALFORMED"]);
});

test("a reference with an empty part is not written", () => {
  expect(() => formatImageReference({ kind: "ami", id: "" })).toThrow(
    expect.objectContaining({ code: "VALUE_REFUSED" }),
  );
});
