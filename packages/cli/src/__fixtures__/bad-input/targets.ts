import { type BadInput, goodSpec, spec } from "./bad-input.ts";

/** Targets that their provider refuses, and names that lead nowhere. */
export const targets: readonly BadInput[] = [
  {
    name: "a misspelt provider",
    spec: spec("provider: memory", "provider: memry"),
    expected: ["13:15 SPEC_PROVIDER_UNKNOWN"],
  },
  {
    name: "a provider that is not loaded",
    spec: spec("provider: memory", "provider: openstack"),
    expected: ["13:15 SPEC_PROVIDER_UNKNOWN"],
  },
  {
    name: "no provider",
    spec: spec("    provider: memory\n", ""),
    expected: ["12:5 SCHEMA_MISSING_KEY"],
  },
  {
    name: "a misspelt image",
    spec: spec("image: ubuntu", "image: ubunto"),
    expected: ["4:5 SPEC_IMAGE_UNUSED", "14:12 SPEC_IMAGE_UNKNOWN"],
  },
  {
    name: "no image",
    spec: spec("    image: ubuntu\n", ""),
    expected: ["12:5 SCHEMA_MISSING_KEY"],
  },
  {
    name: "a misspelt option",
    spec: spec("shelf: top", "shelve: top"),
    expected: ["12:5 SCHEMA_MISSING_KEY", "15:5 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "an option of another provider",
    spec: spec("shelf: top", "shelf: top\n    region: eu-west-1"),
    expected: ["16:5 SCHEMA_UNKNOWN_KEY"],
  },
  {
    name: "an option of the wrong type",
    spec: spec("shelf: top", "shelf: [top]"),
    expected: ["15:12 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "an option in the wrong form",
    spec: spec("shelf: top", "shelf: Top Shelf"),
    expected: ["15:12 SCHEMA_BAD_FORM"],
  },
  {
    name: "a rule of the provider that concerns the image",
    spec: goodSpec.replace("amd64", "arm64").replace("shelf: top", "shelf: attic"),
    expected: ["10:19 MEMORY_ARCHITECTURE"],
  },
  {
    name: "two targets of one name",
    spec: `${goodSpec}  - { name: shelf, provider: memory, image: ubuntu, shelf: top }\n`,
    expected: ["18:13 SPEC_NAME_TWICE"],
  },
  {
    name: "an image that no target uses, beside an error",
    spec: spec("image: ubuntu", "image: other"),
    expected: ["4:5 SPEC_IMAGE_UNUSED", "14:12 SPEC_IMAGE_UNKNOWN"],
  },
  {
    name: "three faults in three places",
    spec: goodSpec
      .replace("amd64", "sparc")
      .replace("shelf: top", "shelf: 1")
      .replace("ImageSpec", "Spec"),
    expected: ["2:7 SCHEMA_NOT_ALLOWED", "10:19 SCHEMA_NOT_ALLOWED", "15:12 SCHEMA_WRONG_TYPE"],
  },
  {
    name: "a reference of an unknown kind",
    spec: spec("- name: first", "- name: first\n        reference: amy:top/ami-0123456789abcdef0"),
    expected: ["18:20 REFERENCE_KIND_UNKNOWN"],
  },
  {
    name: "a reference without a kind",
    spec: spec("- name: first", "- name: first\n        reference: ami-0123456789abcdef0"),
    expected: ["18:20 REFERENCE_KIND_UNKNOWN"],
  },
  {
    name: "a reference with too many parts",
    spec: spec("- name: first", "- name: first\n        reference: ami:top/ami-1/more"),
    expected: ["18:20 REFERENCE_MALFORMED"],
  },
  {
    name: "a reference with a field of another kind",
    spec: spec("- name: first", "- name: first\n        reference: ami:top/ami-1?plan=x"),
    expected: ["18:20 REFERENCE_FIELD_UNKNOWN"],
  },
  {
    name: "a reference with a broken escape",
    spec: spec("- name: first", '- name: first\n        reference: "ami:top/%zz"'),
    expected: ["18:20 REFERENCE_MALFORMED"],
  },
  {
    name: "a reference of a kind the manifest cannot carry",
    spec: spec("- name: first", "- name: first\n        reference: ssm-parameter:/a/b"),
    expected: ["18:20 RENDER_IMAGE_KIND"],
  },
  {
    name: "two machines of one name",
    spec: spec("- name: first", "- name: first\n      - name: first"),
    expected: ["18:9 RENDER_PATH_TWICE"],
  },
  {
    name: "a target named like its parent folder",
    spec: spec("name: shelf", "name: .."),
    expected: ["12:11 SCHEMA_BAD_FORM"],
  },
  {
    name: "a target named like a path",
    spec: spec("name: shelf", "name: ../../etc/cron.d/x"),
    expected: ["12:11 SCHEMA_BAD_FORM"],
  },
  {
    name: "a target with an absolute path as its name",
    spec: spec("name: shelf", "name: /etc/passwd"),
    expected: ["12:11 SCHEMA_BAD_FORM"],
  },
  {
    name: "a target named like a device of Windows",
    spec: spec("name: shelf", "name: con"),
    expected: ["WRITE_PATH_INVALID", "WRITE_PATH_INVALID"],
  },
  {
    name: "a target whose name is too long for a folder",
    spec: spec("name: shelf", `name: ${"a".repeat(64)}`),
    expected: ["12:11 SCHEMA_BAD_FORM"],
  },
  {
    name: "a machine that would leave its folder",
    spec: spec("- name: first", "- name: ../../first"),
    expected: ["17:15 SCHEMA_BAD_FORM"],
  },
  {
    name: "a machine whose name holds a newline",
    spec: spec("- name: first", String.raw`- name: "first\nsecond"`),
    expected: ["17:15 SCHEMA_BAD_FORM"],
  },
];
