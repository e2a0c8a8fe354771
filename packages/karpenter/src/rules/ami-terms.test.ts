import { expect, test } from "vitest";

import { al2, al2023, custom, seed, today, ubuntu } from "../__fixtures__/example-targets.ts";
import { findings, nodeClass } from "../__fixtures__/findings.ts";

function selected(reference: string): readonly string[] {
  return nodeClass({ reference }).filter((finding) => !finding.startsWith("REGION_UNUSED"));
}

test.for<readonly [string, readonly string[]]>([
  ["ami:eu-west-1/ami-0123456789abcdef0", []],
  ["ami:eu-west-1/ami-ABC", ["AMI_ID /nodeClasses/0/reference"]],
  ["ami:eu-west-1/ami-placeholder", ["AMI_ID_ODD /nodeClasses/0/reference"]],
  ["ssm-parameter:%2Fteam%2Fami", []],
  ["azure-marketplace:a/b/c/d", ["RENDER_IMAGE_KIND /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:", ["AMI_TERM /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:owner=self", ["AMI_TERM /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:name=a&owner=self", []],
  ["karpenter-ami-selector:name=a", ["AMI_OWNER /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:name=a*&owner=amazon", ["AMI_WILDCARD /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:name=a&owner=12345678901", ["AMI_TERM /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:tag.Name=&owner=self", ["AMI_TERM /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:id=ami-0&owner=self", ["AMI_TERM /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:ssmParameter=a&name=b", ["AMI_TERM /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=al2023@v20260714", []],
  ["karpenter-ami-selector:alias=al2023@latest", ["AMI_LATEST /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=al2023@v20260714;id=ami-0", ["AMI_TERM /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=al2023@1.2.3", ["AMI_ALIAS /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=al2023@v20260714@x", ["AMI_ALIAS /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=AL2023@latest", ["AMI_ALIAS /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=ubuntu@latest", ["AMI_ALIAS /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=al2@v20240101", ["AMI_ALIAS /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=windows2022@latest", ["AMI_LATEST /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=windows2022@10.0", ["AMI_ALIAS /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=windows2025@latest", ["AMI_ALIAS /nodeClasses/0/reference"]],
  ["karpenter-ami-selector:alias=bottlerocket@v1.57.0", []],
])("references: %s", ([reference, expected]) => {
  expect(selected(reference)).toEqual(expected);
});

test.for([
  { amiFamily: "Bottlerocket", expected: ["AMI_FAMILY /nodeClasses/0/amiFamily"] },
  { amiFamily: "AL2", expected: ["AMI_FAMILY /nodeClasses/0/amiFamily"] },
  { amiFamily: "AL2023", expected: [] },
] as const)("an image of Amazon Linux 2023 boots as $amiFamily", ({ amiFamily, expected }) => {
  const nodeClasses = (today.nodeClasses ?? []).map((options) => ({ ...options, amiFamily }));
  const found = findings(al2023, { ...today, nodeClasses }).filter((text) =>
    text.startsWith("AMI_FAMILY"),
  );
  expect(found).toEqual(expected);
});

test("an Ubuntu image may boot as Amazon Linux 2 does, as it had to after v1beta1", () => {
  const nodeClasses = (custom.nodeClasses ?? []).map(({ node: _node, ...options }) => ({
    ...options,
    amiFamily: "AL2" as const,
  }));
  const found = findings(ubuntu, { ...custom, nodeClasses });
  expect(found.filter((text) => text.startsWith("AMI_FAMILY"))).toEqual([]);
});

test("an AMI of another region is refused, in classes and in launch templates", () => {
  const reference = "ami:us-east-1/ami-09709369c53539c11";
  expect(nodeClass({ reference })).toContain("REGION_MISMATCH /nodeClasses/0/reference");
  expect(findings(al2, { ...seed, region: "eu-west-1" })).toContain(
    "REGION_MISMATCH /launchTemplates/0/reference",
  );
});

test("an alias of another family than the class names is refused", () => {
  const reference = "karpenter-ami-selector:alias=bottlerocket@1.57.0";
  expect(nodeClass({ reference, amiFamily: "AL2023" })).toContain(
    "AMI_FAMILY /nodeClasses/0/amiFamily",
  );
});
