import type { AmiLookupReference } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { capaLookupDefaults } from "../capa-version.ts";
import { amiLookupFilters, amiNameLookup, readAmiLookupFilters } from "./ami-lookup-filters.ts";
import { amiNamePattern } from "./ami-name-pattern.ts";
import type { Ec2Image } from "./ec2-image.ts";
import { eksLookupParameter, readEksLookupParameter } from "./eks-parameter.ts";
import { type AmiSearchFacts, evaluateAmiLookup } from "./evaluate-ami-lookup.ts";
import { literalFilter, matchesFilter } from "./filter-glob.ts";

const fields = { BaseOS: "ubuntu-24.04", K8sVersion: "1.34.1" };

test.for([
  { format: "capa-ami-{{.BaseOS}}-?{{.K8sVersion}}-*", name: "capa-ami-ubuntu-24.04-?1.34.1-*" },
  { format: "plain", name: "plain" },
  { format: "a }} b", name: "a }} b" },
  { format: "{{ .BaseOS\n}}", name: "ubuntu-24.04" },
  { format: "a {{- .BaseOS -}} b", name: "aubuntu-24.04b" },
  { format: "a {{.BaseOS -}}\n {{- .K8sVersion}} ", name: "a ubuntu-24.041.34.1 " },
  { format: "{{.BaseOS}}{{- .K8sVersion}}", name: "ubuntu-24.041.34.1" },
])("the format $format becomes $name", ({ format, name }) => {
  expect(amiNamePattern(format, fields)).toEqual({ ok: true, value: name, diagnostics: [] });
});

test("blanks of a value are not trimmed, those of the format are", () => {
  const format = "{{.BaseOS}} {{- .K8sVersion}}";
  const rendered = amiNamePattern(format, { BaseOS: "a ", K8sVersion: "1" });
  expect(rendered.ok && rendered.value).toBe("a 1");
});

test.for([
  { format: "{{.K8sVersion | printf}}", code: "AWS_LOOKUP_NOT_EVALUATED" },
  { format: '{{ "}}" }}', code: "AWS_LOOKUP_NOT_EVALUATED" },
  { format: "{{if .BaseOS}}a{{end}}", code: "AWS_LOOKUP_NOT_EVALUATED" },
  { format: "{{/* comment */}}", code: "AWS_LOOKUP_NOT_EVALUATED" },
  { format: "{{.}}", code: "AWS_LOOKUP_NOT_EVALUATED" },
  { format: "{{-.BaseOS}}", code: "AWS_LOOKUP_NOT_EVALUATED" },
  { format: "{{\u00a0.BaseOS}}", code: "AWS_LOOKUP_NOT_EVALUATED" },
  { format: "{{ }}", code: "AWS_LOOKUP_TEMPLATE" },
  { format: "{{.BaseOs}}", code: "AWS_LOOKUP_TEMPLATE" },
  { format: "{{.BaseOS", code: "AWS_LOOKUP_TEMPLATE" },
])("the format $format is refused as $code", ({ format, code }) => {
  const rendered = amiNamePattern(format, fields);
  expect(rendered.ok).toBe(false);
  expect(rendered.diagnostics.map((found) => found.code)).toEqual([code]);
});

test.for([
  { pattern: "*", text: "", matches: true },
  { pattern: "?", text: "", matches: false },
  { pattern: "a*b*c", text: "a-b-b-c", matches: true },
  { pattern: "a*b*c", text: "a-c-b", matches: false },
  { pattern: "A*", text: "a", matches: false },
  { pattern: "node-1.3?.*", text: "node-1.34.1", matches: true },
  { pattern: "node-1.3*", text: "node-1.30.10", matches: true },
  { pattern: "[ab].+", text: "a+", matches: false },
  { pattern: "a\\?", text: "a?", matches: true },
  { pattern: "a\\?", text: "ab", matches: false },
  { pattern: "a\\", text: "a\\", matches: true },
  { pattern: "?", text: "😀", matches: true },
])("$pattern against $text: $matches", ({ pattern, text, matches }) => {
  expect(matchesFilter(pattern, text)).toBe(matches);
});

test("a pattern of many stars takes no explosion of steps", () => {
  expect(matchesFilter(`${"*a".repeat(2000)}b`, "a".repeat(4000))).toBe(false);
});

/** The same question answered without any cleverness. */
function matchesPlainly(pattern: string, text: string): boolean {
  if (pattern === "") {
    return text === "";
  }
  const [head = "", ...rest] = Array.from(pattern);
  const [first, ...others] = Array.from(text);
  const tail = rest.join("");
  if (head === "*") {
    return (
      matchesPlainly(tail, text) ||
      (first !== undefined && matchesPlainly(pattern, others.join("")))
    );
  }
  const isEscape = head === "\\" && rest.length > 0;
  const wanted = isEscape ? rest[0] : head;
  const isMatch = first !== undefined && ((head === "?" && !isEscape) || first === wanted);
  return isMatch && matchesPlainly(isEscape ? rest.slice(1).join("") : tail, others.join(""));
}

test("globs match what a plain reading of them matches", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "\\"), maxLength: 7 });
  fc.assert(
    fc.property(letters, letters, (pattern, text) => {
      expect(matchesFilter(pattern, text)).toBe(matchesPlainly(pattern, text));
    }),
    { numRuns: 10_000 },
  );
});

test("a literal matches its own text, and stars around it everything that holds it", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (text, before, after) => {
      expect(matchesFilter(literalFilter(text), text)).toBe(true);
      expect(matchesFilter(literalFilter(text), `${text}${after}`)).toBe(after === "");
      expect(matchesFilter(`*${literalFilter(text)}*`, `${before}${text}${after}`)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});

test("empty texts count as left out, as in CAPA", () => {
  const by = { kubernetesVersion: "v1.34.1", architecture: "amd64" } as const;
  const empty = { kind: "ami-lookup", format: "", org: "", baseOs: "" } as const;
  expect(amiNameLookup(empty, by)).toEqual(amiNameLookup({ kind: "ami-lookup" }, by));
  const asked = evaluateAmiLookup({ ...empty, eksLookupType: "AmazonLinux2023" }, by, []);
  expect(asked.diagnostics.map(({ code }) => code)).toEqual(["AWS_LOOKUP_BY_PARAMETER"]);
});

test("releases before the first that is known have its defaults", () => {
  expect(capaLookupDefaults("1.5.0")).toEqual(capaLookupDefaults("2.0.0"));
  expect(capaLookupDefaults("v2.99.0")).toEqual(capaLookupDefaults());
});

const facts: AmiSearchFacts = {
  kubernetesVersion: "v1.34.1",
  architecture: "amd64",
  region: "eu-west-1",
};
const lookup: AmiLookupReference = {
  kind: "ami-lookup",
  format: "node-?{{.K8sVersion}}-*",
  org: "123456789012",
};
const old: Ec2Image = {
  ImageId: "ami-00000001",
  Name: "node-v1.34.1-1",
  OwnerId: "123456789012",
  Architecture: "x86_64",
  State: "available",
  VirtualizationType: "hvm",
  CreationDate: "2026-11-03T10:00:00.000Z",
};
const young: Ec2Image = {
  ...old,
  ImageId: "ami-00000002",
  Name: "node-v1.34.1-2",
  CreationDate: "2026-11-17T10:00:00.000Z",
};

test.for<{ says: string; images: readonly Ec2Image[]; id: string; codes?: readonly string[] }>([
  { says: "the only one", images: [old], id: "ami-00000001" },
  {
    says: "the newer of two",
    images: [old, young],
    id: "ami-00000002",
    codes: ["AWS_LOOKUP_SEVERAL"],
  },
  {
    says: "the newer one in any order",
    images: [young, old],
    id: "ami-00000002",
    codes: ["AWS_LOOKUP_SEVERAL"],
  },
  ...[
    { Name: "node-1.34.1-3" },
    { Name: "Node-v1.34.1-3" },
    { OwnerId: "210987654321" },
    { Architecture: "arm64" },
    { State: "pending" },
    { VirtualizationType: "paravirtual" },
  ].map((other) => ({
    says: `the older one, the newer has ${JSON.stringify(other)}`,
    images: [old, { ...young, ...other }],
    id: "ami-00000001",
  })),
  {
    says: "the older one, the newer has no id",
    images: [old, { ...young, ImageId: undefined }],
    id: "ami-00000001",
  },
  {
    says: "a deprecated one, with a warning",
    images: [{ ...old, DeprecationTime: "2026-01-01T00:00:00.000Z" }],
    id: "ami-00000001",
    codes: ["AWS_LOOKUP_DEPRECATED"],
  },
  {
    says: "a good one beside a foreign one without a date",
    images: [old, { ...young, OwnerId: "210987654321", CreationDate: "yesterday" }],
    id: "ami-00000001",
  },
])("CAPA takes $says", ({ images, id, codes = [] }) => {
  const found = evaluateAmiLookup(lookup, facts, images);
  expect(found.ok && found.value.reference).toEqual({ kind: "ami", region: "eu-west-1", id });
  expect(found.diagnostics.map(({ code }) => code)).toEqual(codes);
});

test.for<{
  says: string;
  images?: readonly Ec2Image[];
  of?: Partial<AmiLookupReference>;
  with?: Partial<AmiSearchFacts>;
  codes: readonly string[];
}>([
  { says: "no image", images: [], codes: ["AWS_LOOKUP_EMPTY"] },
  {
    says: "two images of one moment",
    images: [old, { ...young, CreationDate: old.CreationDate }],
    codes: ["AWS_LOOKUP_AMBIGUOUS"],
  },
  ...["2026-11-03T10:00:00Z", "2026-11-03T10:00:00.000+00:00", "2026-02-29T10:00:00.000Z", ""].map(
    (CreationDate) => ({
      says: `the date ${CreationDate} of the older one`,
      images: [{ ...old, CreationDate }, young],
      codes: ["AWS_LOOKUP_DATE"],
    }),
  ),
  {
    says: "a pipeline",
    of: { format: "{{.BaseOS | printf}}" },
    codes: ["AWS_LOOKUP_NOT_EVALUATED"],
  },
  { says: "no version", with: { kubernetesVersion: "" }, codes: ["AWS_LOOKUP_VERSION"] },
  {
    says: "an image that is deprecated by then, of another account",
    images: [{ ...old, DeprecationTime: "2026-11-20T00:00:00.000Z" }],
    with: { now: "2026-11-21T00:00:00Z", account: "210987654321" },
    codes: ["AWS_LOOKUP_EMPTY"],
  },
])("refuses $says", ({ images = [old], of, with: others, codes }) => {
  const found = evaluateAmiLookup({ ...lookup, ...of }, { ...facts, ...others }, images);
  expect(found.ok).toBe(false);
  expect(found.diagnostics.map(({ code }) => code)).toEqual(codes);
});

test("what nearly matches is named, and so are both of an ambiguous pair", () => {
  const near = evaluateAmiLookup(lookup, facts, [{ ...old, State: "pending" }]);
  expect(near.diagnostics[0]?.hint).toContain("ami-00000001 (its state is pending)");
  const pair = evaluateAmiLookup(lookup, facts, [young, { ...young, ImageId: "ami-00000003" }]);
  expect(pair.diagnostics[0]?.message).toContain("ami-00000002 and ami-00000003");
});

test("a deprecated image of the asking account stays", () => {
  const mine = { ...old, DeprecationTime: "2026-11-20T00:00:00.000Z" };
  const asked = { ...facts, now: "2026-11-21T00:00:00Z", account: "123456789012" };
  expect(evaluateAmiLookup(lookup, asked, [mine])).toMatchObject({ ok: true, diagnostics: [] });
});

test("an EKS lookup names its parameter instead of an AMI; a cluster of its own searches", () => {
  const byType: AmiLookupReference = { kind: "ami-lookup", eksLookupType: "AmazonLinux2023" };
  const eks = evaluateAmiLookup(byType, facts, [old]);
  expect(eks.diagnostics[0]).toMatchObject({
    code: "AWS_LOOKUP_BY_PARAMETER",
    message: expect.stringContaining("/1.34/amazon-linux-2023/x86_64/standard/"),
  });
  const own = evaluateAmiLookup(byType, { ...facts, isEks: false }, [old]);
  expect(own.diagnostics.map(({ code }) => code)).toEqual(["AWS_LOOKUP_EMPTY"]);
  const bare = evaluateAmiLookup({ kind: "ami-lookup" }, { ...facts, isEks: true }, [old]);
  expect(bare.diagnostics.map(({ code }) => code)).toEqual([
    "AWS_LOOKUP_BY_PARAMETER",
    "AWS_EKS_ENDED",
  ]);
});

test.for([
  { capaVersion: "2.6.1", sent: ["258751437250", "capa-ami-ubuntu-18.04-?1.34.1-*"] },
  { capaVersion: "v2.7.0", sent: ["819546954734", "capa-ami-ubuntu-24.04-?1.34.1-*"] },
])("the defaults of CAPA $capaVersion", ({ capaVersion, sent }) => {
  const filters = amiLookupFilters({ kind: "ami-lookup" }, { ...facts, capaVersion });
  const values = filters.ok ? filters.value.slice(0, 2).map(({ Values }) => Values?.[0]) : [];
  expect(values).toEqual(sent);
});

const words = fc.string({ minLength: 1 }).filter((text) => !text.includes("{{"));

test("filters read back as a lookup that sends the same filters", () => {
  const version = fc.constantFrom("1.34.1", "v1.35.0-rc.1");
  const architecture = fc.constantFrom("amd64" as const, "arm64" as const);
  fc.assert(
    fc.property(words, words, version, architecture, (format, org, kubernetesVersion, arch) => {
      const some = { kubernetesVersion, architecture: arch };
      const sent = amiLookupFilters({ kind: "ami-lookup", format, org }, some);
      const read = readAmiLookupFilters(sent.ok ? sent.value : []);
      const again = read.ok ? amiLookupFilters(read.value.lookup, some) : read;
      expect(again).toEqual(sent);
      expect(read.ok && read.value.architecture).toBe(arch);
    }),
    { numRuns: 10_000 },
  );
});

test.for([
  { Name: "tag:team", Values: ["platform"] },
  { Name: "name", Values: ["a", "b"] },
  { Name: "name", Values: ["{{a"] },
  { Name: "owner-id", Values: [] },
  { Name: "state", Values: ["pending"] },
  { Name: "virtualization-type", Values: ["paravirtual"] },
  { Name: "architecture", Values: ["i386"] },
])("filters with $Name=$Values are no lookup of CAPA", (filter) => {
  const sent = amiLookupFilters(lookup, facts);
  const filters = (sent.ok ? sent.value : []).filter(({ Name }) => Name !== filter.Name);
  const read = readAmiLookupFilters([...filters, filter]);
  expect(read.diagnostics.map(({ code }) => code)).toEqual(["AWS_LOOKUP_FILTERS"]);
});

test.for([
  { type: undefined, version: "1.32.9", architecture: "amd64", path: "1.32/amazon-linux-2" },
  {
    type: "AmazonLinux",
    version: "v1.32",
    architecture: "arm64",
    path: "1.32/amazon-linux-2-arm64",
  },
  {
    type: "AmazonLinuxGPU",
    version: "1.32.9",
    architecture: "amd64",
    path: "1.32/amazon-linux-2-gpu",
  },
  {
    type: "AmazonLinux2023",
    version: "1.34.1",
    architecture: "amd64",
    path: "1.34/amazon-linux-2023/x86_64/standard",
  },
  {
    type: "AmazonLinux2023GPU",
    version: "1.34.1",
    architecture: "amd64",
    path: "1.34/amazon-linux-2023/x86_64/nvidia",
  },
] as const)("the parameter of $type for $version on $architecture", (row) => {
  const { type, version, architecture, path } = row;
  const found = eksLookupParameter({
    ...(type !== undefined && { eksLookupType: type }),
    kubernetesVersion: version,
    architecture,
  });
  const name = `/aws/service/eks/optimized-ami/${path}/recommended/image_id`;
  expect(found).toEqual({ ok: true, value: { kind: "ssm-parameter", name }, diagnostics: [] });
  const read = readEksLookupParameter({ kind: "ssm-parameter", name });
  expect(read.ok && eksLookupParameter(read.value)).toMatchObject({ ok: true, value: { name } });
});

test("what is not published, or of another architecture, is a warning beside the parameter", () => {
  const of = { kubernetesVersion: "1.33.0", architecture: "arm64" } as const;
  const codes = (["AmazonLinuxGPU", "AmazonLinux2023GPU"] as const).map((eksLookupType) =>
    eksLookupParameter({ ...of, eksLookupType }).diagnostics.map(({ code }) => code),
  );
  expect(codes).toEqual([
    ["AWS_EKS_ENDED", "AWS_EKS_GPU_ARCHITECTURE"],
    ["AWS_EKS_GPU_ARCHITECTURE"],
  ]);
  expect(eksLookupParameter({ ...of, kubernetesVersion: "latest" }).ok).toBe(false);
});
