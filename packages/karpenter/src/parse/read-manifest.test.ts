import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { formatImageReference, isJsonObject, type JsonObject } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { readKarpenterManifest } from "../index.ts";

/** What is read from an object: references with their places, then findings. */
function read(object: JsonObject): readonly string[] {
  const { diagnostics, ...parsed } = readKarpenterManifest(object);
  const references = parsed.ok ? parsed.value : [];
  return [
    ...references.map(({ pointer, reference }) => `${pointer} ${formatImageReference(reference)}`),
    ...diagnostics.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`),
  ];
}

function nodeClass(terms: readonly JsonObject[], version = "v1"): JsonObject {
  const spec = { amiSelectorTerms: terms };
  return { apiVersion: `karpenter.k8s.aws/${version}`, kind: "EC2NodeClass", spec };
}

const at = "/spec/amiSelectorTerms";

test.for<readonly [readonly JsonObject[], readonly string[]]>([
  [[{ id: "ami-0123" }], [`${at} ami:ami-0123`]],
  [[{ ssmParameter: "/team/ami" }], [`${at} ssm-parameter:/team/ami`]],
  [[{ alias: "al2023@latest" }], [`${at} karpenter-ami-selector:alias=al2023@latest`]],
  [[{ id: "ami-1" }, { id: "ami-2" }], [`${at} karpenter-ami-selector:id=ami-1;id=ami-2`]],
  [[{ name: "a", owner: "self" }], [`${at} karpenter-ami-selector:name=a&owner=self`]],
  [[{ tags: { b: "2", a: "1" } }], [`${at} karpenter-ami-selector:tag.a=1&tag.b=2`]],
  [[{ id: "ami-ABC" }], [`error KARPENTER_AMI_ID ${at}/0/id`]],
  [
    [{ id: "ami-placeholder" }],
    [`${at} ami:ami-placeholder`, `warning KARPENTER_AMI_ID_ODD ${at}/0/id`],
  ],
  [[{ id: 1 }], [`error KARPENTER_MANIFEST ${at}/0/id`]],
  [[{ region: "x" }], [`error KARPENTER_MANIFEST ${at}/0/region`]],
  [[{}], [`error KARPENTER_MANIFEST ${at}/0`]],
  [[], [`error KARPENTER_MANIFEST ${at}`]],
])("node class with %j", ([terms, expected]) => {
  expect(read(nodeClass(terms)).map((line) => decodeURIComponent(line))).toEqual(expected);
  expect(read(nodeClass(terms, "v1beta1"))).toEqual(read(nodeClass(terms)));
});

function nodeTemplate(spec: JsonObject): JsonObject {
  return { apiVersion: "karpenter.k8s.aws/v1alpha1", kind: "AWSNodeTemplate", spec };
}

test.for<readonly [JsonObject, readonly string[]]>([
  [{ amiSelector: { "aws-ids": "ami-1" } }, ["/spec/amiSelector ami:ami-1"]],
  [
    { amiSelector: { "aws::ids": "ami-1, ami-2" } },
    ["/spec/amiSelector karpenter-ami-selector:id=ami-1;id=ami-2"],
  ],
  [
    { amiSelector: { "aws::name": "a", "aws::owners": "self,amazon", team: "x" } },
    [
      "/spec/amiSelector karpenter-ami-selector:name=a&owner=self&tag.team=x;name=a&owner=amazon&tag.team=x",
    ],
  ],
  [
    { amiSelector: { "aws-ids": "ami-1", team: "x" } },
    ["error KARPENTER_MANIFEST /spec/amiSelector"],
  ],
  [{ amiSelector: { team: 1 } }, ["error KARPENTER_MANIFEST /spec/amiSelector/team"]],
  [{ amiSelector: [] }, ["error KARPENTER_MANIFEST /spec/amiSelector"]],
  [{ launchTemplate: "x" }, ["info KARPENTER_IMAGE_IN_TEMPLATE /spec/launchTemplate"]],
  [{}, ["info KARPENTER_IMAGE_IMPLIED /spec/amiFamily"]],
])("node template with %j", ([spec, expected]) => {
  const found = read(nodeTemplate(spec));
  expect(found.filter((line) => !line.includes("MANIFEST") || expected.includes(line))).toEqual(
    expected,
  );
});

test("a tag of any name is one", () => {
  const amiSelector = JSON.parse('{"__proto__":"a"}');
  expect(read(nodeTemplate({ amiSelector })).map((line) => decodeURIComponent(line))).toEqual([
    "/spec/amiSelector karpenter-ami-selector:tag.__proto__=a",
  ]);
});

test("a CloudFormation stack is not Karpenter's to read", () => {
  const data = { LaunchTemplateData: { ImageId: "ami-09709369c53539c11" } };
  const template = { Type: "AWS::EC2::LaunchTemplate", Properties: data };
  expect(read({ Resources: { KarpenterLaunchTemplate: template } })).toEqual([]);
});

/** The objects of a file; variables that a shell would fill in are text to us. */
function objectsOf(path: string): readonly JsonObject[] {
  const parsed = readYaml(readFileSync(path), { file: path });
  if (!parsed.ok) {
    throw new Error(`${path} cannot be read: ${JSON.stringify(parsed.diagnostics)}`);
  }
  return parsed.value.map(({ value }) => value).filter((value) => isJsonObject(value));
}

const none: readonly string[] = [];
const implied = ["info KARPENTER_IMAGE_IMPLIED /spec/amiFamily"];
const two = [`${at} karpenter-ami-selector:id=ami-123;id=ami-456`];
const alias = (text: string): readonly string[] => [`${at} karpenter-ami-selector:alias=${text}`];

/** What upstream's own examples point at. */
const expectations: Readonly<Record<string, readonly string[]>> = {
  "v1/al2-custom-ami.yaml": two,
  "v1/al2023-custom-userdata.yaml": alias("al2023@latest"),
  "v1/bottlerocket.yaml": alias("bottlerocket@latest"),
  "v1/custom-family.yaml": two,
  "v1/general-purpose.yaml": alias("al2023@latest"),
  "v1/instance-store-ephemeral-storage.yaml": alias("al2023@latest"),
  "v1/max-node-lifetime.yaml": alias("al2023@latest"),
  "v1/min-values-family.yaml": alias("al2023@v20240625"),
  "v1/multiple-arch.yaml": alias("al2023@latest"),
  "v1/spot.yaml": alias("al2023@latest"),
  "v1/windows-2022.yaml": alias("windows2022@latest"),
  "v1alpha5/al2-custom-userdata.yaml": implied,
  "v1alpha5/bottlerocket.yaml": implied,
  // Upstream's `ami456` lacks the hyphen.
  "v1alpha5/custom-family.yaml": ["error KARPENTER_AMI_ID /spec/amiSelector/aws-ids"],
  "v1alpha5/general-purpose.yaml": implied,
  "v1alpha5/multiple-ebs.yaml": implied,
  "v1alpha5/node-ttls.yaml": implied,
  "v1beta1/al2-custom-userdata.yaml": implied,
  "v1beta1/bottlerocket.yaml": implied,
  "v1beta1/custom-family.yaml": two,
  "v1beta1/general-purpose.yaml": implied,
  "v1beta1/multiple-ebs.yaml": implied,
  "v1beta1/node-ttls.yaml": implied,
};

test("every one of upstream's examples is read, and none is left out", (context) => {
  const folder = requireUpstream(context, "examples/karpenter");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.includes("/") && file.endsWith(".yaml"),
  );
  const found = files.map((file) => {
    const lines = objectsOf(join(folder, file)).flatMap((object) => read(object));
    return [file, lines.map((line) => decodeURIComponent(line))];
  });
  expect(Object.fromEntries(found)).toEqual(expectations);
});

test.for<readonly [string, readonly string[]]>([
  ["provisioner.input.yaml", none],
  ["nodetemplate_no_amifamily.input.yaml", implied],
  ["nodetemplate_no_amifamily.expected.yaml", implied],
  [
    "nodetemplate_launch_template_name.input.yaml",
    ["info KARPENTER_IMAGE_IN_TEMPLATE /spec/launchTemplate"],
  ],
  [
    "nodetemplate_cdl_subnetSelectors_tags.input.yaml",
    ["error KARPENTER_MANIFEST /spec/amiSelector"],
  ],
])("upstream's converter case %s", ([file, expected], context) => {
  const path = requireUpstream(context, join("karpenter/convert-alpha-to-beta", file));
  expect(objectsOf(path).flatMap((object) => read(object))).toEqual(expected);
});
