import type { AmiReference } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import {
  amiNameQuery,
  amiQuery,
  amiReferenceOf,
  formatAmiArn,
  parseAmiArn,
  readAmiQuery,
} from "./ec2-reference.ts";
import {
  eksAmiTypeParameter,
  eksImageName,
  formatEksRelease,
  parseEksImageName,
  parseEksRelease,
} from "./eks-release.ts";
import { formatResolveSsm, formatSsmArn, parseResolveSsm, parseSsmArn } from "./ssm-text.ts";

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from("0123456789abcdef")),
    minLength: length,
    maxLength: length,
  });
const regions = fc.constantFrom("eu-west-1", "cn-north-1", "us-gov-west-1", "us-isob-east-1");
const amis = fc
  .tuple(regions, fc.oneof(hex(8), hex(17)))
  .map(([region, digits]): AmiReference => ({ kind: "ami", region, id: `ami-${digits}` }));
const segment = fc.stringMatching(/^[\w.-]{1,12}$/u);
const names = fc.oneof(
  segment,
  fc.array(segment, { minLength: 2, maxLength: 6 }).map((parts) => `/${parts.join("/")}`),
);

test("an AMI comes back from its ARN and from its question", () => {
  fc.assert(
    fc.property(amis, (reference) => {
      const arn = formatAmiArn(reference);
      expect(arn.ok && parseAmiArn(arn.value)).toMatchObject({ value: reference });
      expect(readAmiQuery(amiQuery(reference))).toMatchObject({ ok: true, value: reference });
    }),
    { numRuns: 10_000 },
  );
});

test("a parameter comes back from its ARN and from a launch template", () => {
  const version = fc.option(fc.constantFrom("1", "42", "golden"), { nil: undefined });
  const account = fc.option(fc.constant("123456789012"), { nil: undefined });
  fc.assert(
    fc.property(names, version, regions, account, (name, number, region, owner) => {
      const reference = { kind: "ssm-parameter", name } as const;
      const choice = { reference, ...(number !== undefined && { version: number }) };
      const text = formatResolveSsm(choice);
      expect(text.ok && parseResolveSsm(text.value)).toMatchObject({ value: choice });
      const place = { reference, region, ...(owner !== undefined && { account: owner }) };
      const arn = formatSsmArn(place);
      expect(arn.ok && parseSsmArn(arn.value)).toMatchObject({ value: place });
    }),
    { numRuns: 10_000 },
  );
});

test("a release comes back from its text, and a name says its type", () => {
  const number = fc.nat({ max: 60 });
  const date = fc.stringMatching(/^20[2-3]\d{5}$/u);
  fc.assert(
    fc.property(number, number, date, (minor, patch, day) => {
      const release = { kubernetesVersion: `1.${minor}.${patch}`, date: day };
      expect(parseEksRelease(formatEksRelease(release))).toMatchObject({ value: release });
      for (const amiType of ["AL2_x86_64_GPU", "AL2_ARM_64", "AL2023_x86_64_NEURON"]) {
        const name = eksImageName(amiType, release);
        const read = parseEksImageName(name.ok ? name.value : "");
        expect(read).toMatchObject({
          value: { amiType, kubernetesMinor: `1.${minor}`, date: day },
        });
      }
    }),
    { numRuns: 10_000 },
  );
});

test.for<{
  says: string;
  made: () => { readonly diagnostics: readonly { code: string }[] };
  code: string;
}>([
  {
    says: "an ARN of an AMI without a region",
    made: () => formatAmiArn({ kind: "ami", id: "ami-09709369" }),
    code: "AWS_REFERENCE_INCOMPLETE",
  },
  {
    says: "an ARN whose partition is not the region's",
    made: () => parseAmiArn("arn:aws:ec2:cn-north-1::image/ami-09709369"),
    code: "AWS_REFERENCE_INCOMPLETE",
  },
  {
    says: "a question for two AMIs",
    made: () => readAmiQuery({ ImageIds: ["ami-09709369", "ami-09709368"] }),
    code: "AWS_REFERENCE_LOSSY",
  },
  {
    says: "a question by name",
    made: () => readAmiQuery(amiNameQuery({ name: "a", owner: "self" })),
    code: "AWS_REFERENCE_LOSSY",
  },
  { says: "an image without id", made: () => amiReferenceOf({}), code: "AWS_REFERENCE_INCOMPLETE" },
  {
    says: "an AMI as a parameter",
    made: () => parseResolveSsm("ami-09709369"),
    code: "AWS_SSM_TEXT",
  },
  {
    says: "a parameter with two versions",
    made: () => parseResolveSsm("resolve:ssm:/a/b:1:2"),
    code: "AWS_SSM_TEXT",
  },
  {
    says: "a parameter name with a colon",
    made: () => formatResolveSsm({ reference: { kind: "ssm-parameter", name: "/a:1" } }),
    code: "AWS_SSM_NAME",
  },
  {
    says: "a name whose slash an ARN would lose",
    made: () =>
      formatSsmArn({ reference: { kind: "ssm-parameter", name: "/a" }, region: "eu-west-1" }),
    code: "AWS_SSM_NAME",
  },
  {
    says: "an ARN of something else",
    made: () => parseSsmArn("arn:aws:ssm:eu-west-1:123456789012:document/a"),
    code: "AWS_SSM_TEXT",
  },
  {
    says: "a release without its patch",
    made: () => parseEksRelease("1.33-20250901"),
    code: "AWS_EKS_RELEASE",
  },
  {
    says: "the parameter of Bottlerocket",
    made: () => eksAmiTypeParameter("BOTTLEROCKET_x86_64", "1.34"),
    code: "AWS_EKS_RELEASE",
  },
  {
    says: "the name of an image that is not EKS's",
    made: () => parseEksImageName("capa-ami-ubuntu-24.04-v1.34.1-1757000000"),
    code: "AWS_EKS_RELEASE",
  },
])("refuses $says", ({ made, code }) => {
  expect(made().diagnostics.map((found) => found.code)).toEqual([code]);
});

test("a name is asked for literally", () => {
  const query = amiNameQuery({ name: "a*b", owner: "123456789012", region: "eu-west-1" });
  expect(query).toEqual({
    region: "eu-west-1",
    Owners: ["123456789012"],
    Filters: [{ Name: "name", Values: [String.raw`a\*b`] }],
  });
});
