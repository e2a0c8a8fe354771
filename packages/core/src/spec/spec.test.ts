import { expect, test } from "vitest";

import { formatDiagnostic } from "../diagnostic.ts";
import { loadPlugin } from "../plugin/load-plugin.ts";
import { readYaml } from "../read/index.ts";
import { memoryPlugin } from "../testing/memory-plugin.ts";
import { bindSpec } from "./spec.ts";

const plugins = [loadPlugin(memoryPlugin)];

const good = `apiVersion: imagewright/v1alpha1
kind: ImageSpec
images:
  - name: ubuntu
    kubernetes:
      version: 1.34.1
    os:
      distribution: ubuntu
      release: "24.04"
    architecture: amd64
targets:
  - name: shelf
    provider: memory
    image: ubuntu
    shelf: top
    machines:
      - name: first
`;

function findings(text: string): readonly string[] {
  const read = readYaml(text, { file: "spec.yaml" });
  const [document] = read.ok ? read.value : [];
  const bound = document === undefined ? read : bindSpec(document, plugins);
  return bound.diagnostics.map(
    ({ code, source, pointer }) => `${source?.line ?? 0}:${source?.column ?? 0} ${code} ${pointer}`,
  );
}

test("a good spec binds its targets", () => {
  const read = readYaml(good, { file: "spec.yaml" });
  const [document] = read.ok ? read.value : [];
  const bound = document === undefined ? undefined : bindSpec(document, plugins);
  expect(
    bound?.ok === true && bound.value.targets.map(({ name, provider }) => [name, provider]),
  ).toEqual([["shelf", "memory"]]);
});

test.for<{ fault: string; from: string | RegExp; to: string; expected: readonly string[] }>([
  {
    fault: "a misspelt key of an image",
    from: "architecture: amd64",
    to: "architecure: amd64",
    expected: ["4:5 SCHEMA_MISSING_KEY /images/0", "10:5 SCHEMA_UNKNOWN_KEY /images/0/architecure"],
  },
  {
    fault: "a number where a release is meant",
    from: 'release: "24.04"',
    to: "release: 24.04",
    expected: ["9:16 SCHEMA_WRONG_TYPE /images/0/os/release"],
  },
  {
    fault: "an architecture in another spelling",
    from: "architecture: amd64",
    to: "architecture: x86_64",
    expected: ["10:19 SCHEMA_NOT_ALLOWED /images/0/architecture"],
  },
  {
    fault: "a version with a leading v",
    from: "version: 1.34.1",
    to: "version: v1.34.1",
    expected: ["6:16 SCHEMA_BAD_FORM /images/0/kubernetes/version"],
  },
  {
    fault: "an unknown provider",
    from: "provider: memory",
    to: "provider: memry",
    expected: ["13:15 SPEC_PROVIDER_UNKNOWN /targets/0/provider"],
  },
  {
    fault: "an unknown image",
    from: "image: ubuntu",
    to: "image: ubunto",
    expected: ["14:12 SPEC_IMAGE_UNKNOWN /targets/0/image", "4:5 SPEC_IMAGE_UNUSED /images/0"],
  },
  {
    fault: "an option the provider does not have, and one it lacks",
    from: "shelf: top",
    to: "shelve: top",
    expected: ["12:5 SCHEMA_MISSING_KEY /targets/0", "15:5 SCHEMA_UNKNOWN_KEY /targets/0/shelve"],
  },
  {
    fault: "a rule of the provider",
    from: /amd64|top/gu,
    to: "arm64",
    expected: [],
  },
  {
    fault: "another kind of document",
    from: "kind: ImageSpec",
    to: "kind: ImageSpek",
    expected: ["2:7 SCHEMA_NOT_ALLOWED /kind"],
  },
  {
    fault: "a reference of another kind",
    from: "- name: first",
    to: "- name: first\n        reference: ssm-parameter:/a/b",
    expected: ["18:20 RENDER_IMAGE_KIND /targets/0/machines/0/reference"],
  },
  {
    fault: "a source of an unknown kind",
    from: "version: 1.34.1",
    to: "version: 1.34.1\n      source: { kind: packages }",
    expected: ["7:23 SCHEMA_NOT_ALLOWED /images/0/kubernetes/source/kind"],
  },
  {
    fault: "a source without its kind",
    from: "version: 1.34.1",
    to: "version: 1.34.1\n      source: { url: https://dl.k8s.io/release }",
    expected: ["7:15 SCHEMA_MISSING_KEY /images/0/kubernetes/source"],
  },
  {
    fault: "a target without its image",
    from: "    image: ubuntu\n",
    to: "",
    expected: ["12:5 SCHEMA_MISSING_KEY /targets/0"],
  },
  {
    fault: "a source of a known kind without what it needs",
    from: "version: 1.34.1",
    to: "version: 1.34.1\n      source: { kind: bucket, buket: x }",
    expected: [
      "7:15 SCHEMA_MISSING_KEY /images/0/kubernetes/source",
      "7:15 SCHEMA_MISSING_KEY /images/0/kubernetes/source",
      "7:31 SCHEMA_UNKNOWN_KEY /images/0/kubernetes/source/buket",
    ],
  },
])("$fault", ({ from, to, expected }) => {
  expect(findings(good.replace(from, to)).toSorted()).toEqual(expected.toSorted());
});

test("a rule about the image points into the image", () => {
  const text = good.replace("amd64", "arm64").replace("shelf: top", "shelf: attic");
  expect(findings(text)).toEqual(["10:19 MEMORY_ARCHITECTURE /images/0/architecture"]);
});

test("all problems of a document are found at once, broken images included", () => {
  const text = good
    .replace("amd64", "sparc")
    .replace("shelf: top", "shelf: 1")
    .replace("ImageSpec", "Spec");
  expect(findings(text).toSorted()).toEqual([
    "10:19 SCHEMA_NOT_ALLOWED /images/0/architecture",
    "15:12 SCHEMA_WRONG_TYPE /targets/0/shelf",
    "2:7 SCHEMA_NOT_ALLOWED /kind",
  ]);
});

test("two images of one name", () => {
  const twice = good.replace(
    "targets:",
    '  - name: ubuntu\n    kubernetes: { version: 1.33.1 }\n    os: { distribution: ubuntu, release: "24.04" }\n    architecture: amd64\ntargets:',
  );
  expect(findings(twice)).toEqual(["11:11 SPEC_NAME_TWICE /images/1/name"]);
});

test("a diagnostic reads as place, severity, code, message, facts and hint", () => {
  const read = readYaml(good.replace("shelf: top", "shelve: top"), { file: "spec.yaml" });
  const [document] = read.ok ? read.value : [];
  const texts =
    document === undefined ? [] : bindSpec(document, plugins).diagnostics.map(formatDiagnostic);
  expect(texts.join("\n"))
    .toBe(`spec.yaml:12:5: error SCHEMA_MISSING_KEY: \`targets[0]\` lacks the key \`shelf\` (expected Shelf the image is put on, e.g. top)
  hint: Rename \`shelve\` to \`shelf\`.
spec.yaml:15:5: error SCHEMA_UNKNOWN_KEY: \`targets[0]\` has no key "shelve" (found "shelve"; expected provider, shelf, machines, name, image)
  hint: Did you mean \`shelf\`?`);
});

test.for([
  ["a text", '"spec"'],
  ["a list", "[]"],
  ["an empty map", "{}"],
  [
    "targets that are no list",
    "apiVersion: imagewright/v1alpha1\nkind: ImageSpec\nimages: {}\ntargets: 1\n",
  ],
  ["targets that are no maps", "targets: [1, null, [x]]\nimages: [2]\n"],
] as const)("%s instead of a spec is refused without an exception", ([, text]) => {
  expect(findings(text).length).toBeGreaterThan(0);
});
