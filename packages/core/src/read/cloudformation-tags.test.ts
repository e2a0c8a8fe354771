import { readFileSync } from "node:fs";
import { join } from "node:path";

import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { valueAt } from "../json-pointer.ts";
import { readYaml } from "./read-yaml.ts";

const options = { file: "stack.yaml", tags: "cloudformation" } as const;

function read(text: string): unknown {
  const parsed = readYaml(text, options);
  return parsed.ok ? parsed.value[0]?.value : parsed.diagnostics;
}

test.for([
  ["!Ref Role", { Ref: "Role" }],
  ["!Ref 30", { Ref: "30" }],
  ["!Ref yes", { Ref: "yes" }],
  ['!Ref "AWS::Region"', { Ref: "AWS::Region" }],
  ["!Condition HasImage", { Condition: "HasImage" }],
  ["!GetAtt Role.Arn", { "Fn::GetAtt": ["Role", "Arn"] }],
  ["!GetAtt Stack.Outputs.Name", { "Fn::GetAtt": ["Stack", "Outputs.Name"] }],
  ["!GetAtt [Role, Arn]", { "Fn::GetAtt": ["Role", "Arn"] }],
  ["!Sub a-${AWS::StackName}", { "Fn::Sub": "a-${AWS::StackName}" }],
  ["!If [Has, !Ref A, !Ref B]", { "Fn::If": ["Has", { Ref: "A" }, { Ref: "B" }] }],
  ["!Not\n  - !Equals [!Ref A, '']", { "Fn::Not": [{ "Fn::Equals": [{ Ref: "A" }, ""] }] }],
  ["!Base64\n  Fn::Sub: |\n    #!/bin/sh\n", { "Fn::Base64": { "Fn::Sub": "#!/bin/sh\n" } }],
  ["!Transform { Name: X }", { "Fn::Transform": { Name: "X" } }],
  ["!GetAZs ''", { "Fn::GetAZs": "" }],
] as const)("the short form %s is read as the long one", ([text, value]) => {
  expect(read(`A: ${text}\n`)).toEqual({ A: value });
});

test.for(["!Reff a", "!!binary YQ==", "!ref a", "!<tag:example.com,2000:x> a"])(
  "a tag that is none of CloudFormation's is refused: %s",
  (text) => {
    expect(read(`A: ${text}\n`)).toMatchObject([{ code: "READ_TAG", pointer: "/A" }]);
  },
);

test("without the option the short forms are refused, each with its long one", () => {
  const { ok, diagnostics } = readYaml("A: !GetAtt B.C\n", { file: "stack.yaml" });
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([
    { code: "READ_TAG", hint: expect.stringContaining("`Fn::GetAtt: …`") },
  ]);
});

test("places inside a short form lead to the text they stand in", () => {
  const parsed = readYaml("A: !If [Has, !Ref B, 010]\n", options);
  expect(parsed.diagnostics).toMatchObject([{ pointer: "/A/Fn::If/2", source: { column: 22 } }]);
  const good = readYaml("A: !If\n  - Has\n  - !Ref B\n  - c\n", options);
  expect(good.ok && good.value[0]?.locate("/A/Fn::If/1/Ref")).toEqual({
    file: "stack.yaml",
    line: 3,
    column: 10,
  });
});

test("short forms inside one another count for the depth", () => {
  const text = `A: ${"!Not [".repeat(60)}x${"]".repeat(60)}\n`;
  expect(read(text)).toMatchObject([{ code: "READ_TOO_DEEP" }]);
});

test("an escape that puts half of a surrogate pair into an argument is refused", () => {
  expect(read('A: !Sub "\\uD800"\n')).toMatchObject([
    { code: "READ_STRING", pointer: "/A/Fn::Sub" },
  ]);
});

test("the official node group template is read", (context) => {
  const folder = requireUpstream(context, "examples/eks-ami");
  const parsed = readYaml(readFileSync(join(folder, "amazon-eks-nodegroup.yaml")), options);
  expect(parsed.diagnostics).toEqual([]);
  const value = parsed.ok ? (parsed.value[0]?.value ?? null) : null;
  const data = "/Resources/NodeLaunchTemplate/Properties/LaunchTemplateData";
  expect(valueAt(value, `${data}/ImageId`)).toEqual({
    "Fn::If": ["HasNodeImageId", { Ref: "NodeImageId" }, { Ref: "NodeImageIdSSMParam" }],
  });
  expect(valueAt(value, `${data}/IamInstanceProfile/Arn`)).toEqual({
    "Fn::GetAtt": ["NodeInstanceProfile", "Arn"],
  });
});
