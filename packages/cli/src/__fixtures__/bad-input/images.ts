import { type BadInput, spec } from "./bad-input.ts";

/** Images that do not fit their type. */
export const images: readonly BadInput[] = [
  {
    name: "a misspelt key",
    spec: spec("architecture: amd64", "architecure: amd64"),
    expected: ["4:5 SCHEMA_MISSING_KEY", "10:5 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "a key that does not exist",
    spec: spec("architecture: amd64", "architecture: amd64\n    region: eu-west-1"),
    expected: ["11:5 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "a name with capitals",
    spec: spec("name: ubuntu", "name: Ubuntu"),
    expected: ["4:11 SCHEMA_BAD_FORM", "14:12 SPEC_IMAGE_UNKNOWN"],
  },
  {
    name: "an empty name",
    spec: spec("name: ubuntu", 'name: ""'),
    expected: ["4:11 SCHEMA_BAD_FORM", "14:12 SPEC_IMAGE_UNKNOWN"],
  },
  {
    name: "a name of 200 characters",
    spec: spec("name: ubuntu", `name: ${"n".repeat(200)}`),
    expected: ["4:11 SCHEMA_BAD_FORM", "14:12 SPEC_IMAGE_UNKNOWN"],
  },
  {
    name: "a version with a leading v",
    spec: spec("version: 1.35.8", "version: v1.35.8"),
    expected: ["6:16 SCHEMA_BAD_FORM"],
  },
  {
    name: "a version without its patch",
    spec: spec("version: 1.35.8", "version: 1.35"),
    expected: ["6:16 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "a version as a quoted minor",
    spec: spec("version: 1.35.8", 'version: "1.35"'),
    expected: ["6:16 SCHEMA_BAD_FORM"],
  },
  {
    name: "an architecture in the spelling of uname",
    spec: spec("amd64", "x86_64"),
    expected: ["10:19 SCHEMA_NOT_ALLOWED"],
  },
  {
    name: "a distribution in capitals",
    spec: spec("distribution: ubuntu", "distribution: Ubuntu"),
    expected: ["8:21 SCHEMA_NOT_ALLOWED"],
  },
  {
    name: "a distribution nobody builds",
    spec: spec("distribution: ubuntu", "distribution: slackware"),
    expected: ["8:21 SCHEMA_NOT_ALLOWED"],
  },
  {
    name: "a release as a number",
    spec: spec('"24.04"', "24.04"),
    expected: ["9:16 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "text in place of a map",
    spec: spec("kubernetes:\n      version: 1.35.8", "kubernetes: 1.35.8"),
    expected: ["5:17 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "text in place of a list",
    spec: spec("architecture: amd64", "architecture: amd64\n    packages: nfs-common"),
    expected: ["11:15 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "an empty list",
    spec: spec("architecture: amd64", "architecture: amd64\n    packages: []"),
    expected: ["11:15 SCHEMA_OUT_OF_RANGE"],
  },
  {
    name: "a number in a list of texts",
    spec: spec("architecture: amd64", "architecture: amd64\n    packages: [nfs-common, 7]"),
    expected: ["11:28 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "a volume that is too small",
    spec: spec("architecture: amd64", "architecture: amd64\n    rootVolume: { sizeGiB: 4 }"),
    expected: ["11:28 SCHEMA_OUT_OF_RANGE"],
  },
  {
    name: "half a GiB",
    spec: spec("architecture: amd64", "architecture: amd64\n    rootVolume: { sizeGiB: 20.5 }"),
    expected: ["11:28 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "a size in quotes",
    spec: spec("architecture: amd64", 'architecture: amd64\n    rootVolume: { sizeGiB: "20" }'),
    expected: ["11:28 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "a source of an unknown kind",
    spec: spec("version: 1.35.8", "version: 1.35.8\n      source: { kind: packages }"),
    expected: ["7:23 SCHEMA_NOT_ALLOWED"],
  },
  {
    name: "a source without a kind",
    spec: spec(
      "version: 1.35.8",
      "version: 1.35.8\n      source: { url: https://dl.k8s.io/release }",
    ),
    expected: ["7:15 SCHEMA_MISSING_KEY"],
  },
  {
    name: "a source that mixes two kinds",
    spec: spec(
      "version: 1.35.8",
      "version: 1.35.8\n      source: { kind: http, url: https://dl.k8s.io/release, bucket: amazon-eks }",
    ),
    expected: ["7:61 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "a bucket source without its date",
    spec: spec(
      "version: 1.35.8",
      "version: 1.35.8\n      source: { kind: bucket, bucket: amazon-eks }",
    ),
    expected: ["7:15 SCHEMA_MISSING_KEY"],
  },
  {
    name: "file permissions as a number",
    spec: spec(
      "architecture: amd64",
      "architecture: amd64\n    files: [{ path: /etc/motd, content: hello, mode: 644 }]",
    ),
    expected: ["11:54 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "a file with a relative path",
    spec: spec(
      "architecture: amd64",
      "architecture: amd64\n    files: [{ path: etc/motd, content: hello }]",
    ),
    expected: ["11:21 SCHEMA_BAD_FORM"],
  },
  {
    name: "a null in place of a map",
    spec: spec("architecture: amd64", "architecture: amd64\n    proxy:"),
    expected: ["11:11 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "two images of one name",
    spec: spec(
      "targets:",
      '  - { name: ubuntu, kubernetes: { version: 1.34.1 }, os: { distribution: ubuntu, release: "22.04" }, architecture: amd64 }\ntargets:',
    ),
    expected: ["11:13 SPEC_NAME_TWICE"],
  },
];
