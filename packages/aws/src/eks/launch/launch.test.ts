import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import {
  type Artifact,
  bindTarget,
  decodeBase64,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  loadPlugin,
  renderTarget,
  valueAt,
} from "@imagewright/core";
import { readText } from "@imagewright/core/read";
import { expectGolden, requireTool, requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { changed } from "../../__fixtures__/schema-options.ts";
import { recordCalls } from "../../user-data/__fixtures__/run-shell.ts";
import { parseBootstrapScript } from "../../user-data/index.ts";
import { type LaunchCase, launchToday, launchYesterday } from "../__fixtures__/launch-cases.ts";
import {
  checkNodeGroup,
  checkStackParameters,
  eks,
  launchImages,
  readNodeGroup,
  readStackParameters,
  stackCommand,
  type StackParameters,
  writeLaunchImage,
} from "../index.ts";
import { checkLaunchTemplateData } from "../read/check-launch-template-data.ts";
import { checkLaunchDocument, type LaunchTemplateUse } from "../read/index.ts";

function rendered({ image, target }: LaunchCase): readonly Artifact[] {
  const bound = bindTarget(eks, image, target);
  const result = bound.ok ? renderTarget(bound.value) : bound;
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return result.ok
    ? result.value.map((artifact) => ({ ...artifact, path: artifact.path.replace("nodes/", "") }))
    : [];
}

function document(one: LaunchCase, path: string): JsonValue {
  const text = rendered(one).find((artifact) => artifact.path === path)?.text ?? "";
  const read = readText(text, { file: path });
  return read.ok ? (read.value[0]?.value ?? null) : null;
}

function object(one: LaunchCase, path: string): JsonObject {
  const value = document(one, path);
  return isJsonObject(value) ? value : {};
}

test.for([launchToday, launchYesterday])("golden files of $name", async (one) => {
  await expectGolden(new URL(`../__golden__/${one.name}/`, import.meta.url), rendered(one));
});

test.for([
  ["launch-template-workers-1.34.json", { kind: "ami", id: "ami-09709369c53539c11" }],
  ["launch-template-own-parameter.yaml", { kind: "ssm-parameter", name: "/images/node" }],
] as const)("%s points at the image it was rendered from", ([path, reference]) => {
  const template = object(launchToday, path);
  const found = launchImages(template);
  expect(found.ok && found.value.map((one) => one.reference)).toEqual([reference]);
  for (const one of found.ok ? found.value : []) {
    expect(writeLaunchImage(template, one)).toEqual({ ok: true, value: template, diagnostics: [] });
  }
});

test("EKS chooses the image of a template that names none", () => {
  expect(launchImages(object(launchToday, "launch-template-chosen-by-eks.json"))).toMatchObject({
    ok: true,
    value: [],
  });
});

test("bootstrap configurations are admitted by CAPA's definitions", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const configs = [launchToday, launchYesterday].flatMap((one) =>
    rendered(one)
      .filter(({ path }) => path.includes("config"))
      .map(({ path }) => object(one, path)),
  );
  expect(configs.map(({ kind }) => kind)).toEqual([
    "NodeadmConfigTemplate",
    "NodeadmConfig",
    "EKSConfigTemplate",
  ]);
  for (const config of configs) {
    expect(judgeCreation(config, source)).toMatchObject({ admitted: true });
  }
});

test("node groups read back as they were asked for", () => {
  for (const group of launchToday.target.nodeGroups ?? []) {
    const read = readNodeGroup(document(launchToday, `node-group-${group.nodegroupName}.json`));
    expect(read).toEqual({ ok: true, value: group, diagnostics: [] });
  }
});

test("the parameters of a stack read back, and their bootstrap arguments join the node", (context) => {
  const read = readStackParameters(document(launchYesterday, "node-group-stack-workers.json"));
  const parameters = read.ok ? read.value : {};
  expect(checkStackParameters(parameters, "2022-08-17")).toEqual([]);
  expect(parameters).toMatchObject({
    NodeImageId: "ami-09709369c53539c11",
    NodeVolumeSize: "50",
    Subnets: "subnet-0a1b2c3d4e5f60718,subnet-0a1b2c3d4e5f60719",
  });
  // What the template makes of them, with a recorder in place of the script it calls.
  const call = `/etc/eks/bootstrap.sh production ${parameters["BootstrapArguments"]}`;
  const words = recordCalls(requireTool(context, "bash"), `#!/bin/bash\nset -o xtrace\n${call}\n`);
  expect(words).toEqual([
    [
      "production",
      "--apiserver-endpoint",
      launchYesterday.target.cluster?.endpoint,
      "--b64-cluster-ca",
      launchYesterday.target.cluster?.certificateAuthority,
      "--dns-cluster-ip",
      "10.100.0.10",
      "--service-ipv4-cidr",
      "10.100.0.0/16",
      "--use-max-pods",
      "false",
      "--kubelet-extra-args",
      "--node-labels=team=platform,tier=gpu --max-pods=40",
    ],
  ]);
});

test("launch templates of a document are judged wherever they stand", () => {
  const use = { usedBy: "managed-node-group", family: "al2023" } as const;
  const data = { UserData: { "Fn::Base64": "#!/bin/sh\n/etc/eks/bootstrap.sh a\n" } };
  const codes = [{ LaunchTemplateData: data }, stackOf(data)].map((one) =>
    checkLaunchDocument(one, use).map(({ code, pointer }) => `${code} ${pointer}`),
  );
  expect(codes).toEqual([
    ["USERDATA_BOOTSTRAP_GONE /LaunchTemplateData/UserData"],
    ["USERDATA_BOOTSTRAP_GONE /Resources/Lt/Properties/LaunchTemplateData/UserData"],
  ]);
});

function stackOf(LaunchTemplateData: JsonObject): JsonObject {
  const Lt = { Type: "AWS::EC2::LaunchTemplate", Properties: { LaunchTemplateData } };
  return { Resources: { Lt, Other: { Type: "AWS::EC2::Instance" } } };
}

test("the words of the command say the same as the file", () => {
  const words = stackCommand("workers", "t.yaml", { KeyName: "a b=c", NodeImageId: "" });
  expect(words.slice(-3)).toEqual(["--parameter-overrides", "KeyName=a b=c", "NodeImageId="]);
});

const parameters: StackParameters = {
  ClusterControlPlaneSecurityGroup: "sg-0a1b2c3d",
  ClusterName: "production",
  KeyName: "ops",
  NodeGroupName: "workers",
  Subnets: "subnet-0a1b2c3d",
  VpcId: "vpc-0a1b2c3d",
};

test.for<readonly [StackParameters, readonly string[]]>([
  [{}, []],
  [{ NodeImageID: "" }, ["EKS_STACK_PARAMETER /NodeImageID"]],
  [{ NodeVolumeType: "gp3" }, ["EKS_STACK_PARAMETER /NodeVolumeType"]],
  [{ NodeImageId: "ami-1" }, ["EKS_STACK_VALUE /NodeImageId"]],
  [{ ClusterName: "a,b" }, ["EKS_STACK_VALUE /ClusterName"]],
  [{ BootstrapArguments: "--a b\n--c d" }, ["EKS_STACK_VALUE /BootstrapArguments"]],
  [
    { BootstrapArguments: "--kubelet-extra-args --v=2 --node-labels=a=b" },
    ["USERDATA_CALL_WORD /BootstrapArguments"],
  ],
  [{ BootstrapArguments: "--kubelet-extra-args '--v=2 --node-labels=a=b'" }, []],
  [{ NodeAutoScalingGroupMaxSize: "many" }, ["EKS_STACK_VALUE /NodeAutoScalingGroupMaxSize"]],
  [{ "a/b": "c" }, ["EKS_STACK_PARAMETER /a~1b"]],
  [{ BootstrapArguments: "x".repeat(4097) }, ["EKS_STACK_VALUE /BootstrapArguments"]],
  [{ DisableIMDSv1: "yes" }, ["EKS_STACK_VALUE /DisableIMDSv1"]],
  [{ NodeAutoScalingGroupMinSize: "5" }, ["EKS_STACK_SIZES /NodeAutoScalingGroupDesiredCapacity"]],
])("parameters with %j", ([change, found]) => {
  const codes = checkStackParameters({ ...parameters, ...change }, "2022-08-17");
  expect(codes.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(found);
});

test("a parameter without a default has to be given", () => {
  const { KeyName: _, ...rest } = parameters;
  expect(checkStackParameters(rest)).toMatchObject([{ pointer: "/KeyName" }]);
});

test.for<readonly [JsonValue, string]>([
  [{ Parameters: { A: 1 } }, "/Parameters/A"],
  [
    [
      { ParameterKey: "A", ParameterValue: "1" },
      { ParameterKey: "A", ParameterValue: "2" },
    ],
    "/1",
  ],
  [["A=1"], "/0"],
  [{}, ""],
])("a file of parameters that is none is refused: %j", ([value, pointer]) => {
  expect(readStackParameters(value)).toMatchObject({ ok: false, diagnostics: [{ pointer }] });
});

const group = {
  nodegroupName: "workers",
  clusterName: "production",
  nodeRole: "arn:aws:iam::123456789012:role/node",
  subnets: ["subnet-0a1b2c3d"],
};
const launchTemplate = { name: "workers" };
const own = { hasImage: true, hasInstanceType: true };

test.for([
  [{}, undefined, ""],
  [{ launchTemplate }, own, ""],
  [{ launchTemplate, amiType: "CUSTOM" }, own, ""],
  [{ launchTemplate, amiType: "AL2023_ARM_64_STANDARD" }, own, "EKS_GROUP_IMAGE /amiType"],
  [{ launchTemplate, version: "1.34" }, own, "EKS_GROUP_IMAGE /version"],
  [{ launchTemplate, releaseVersion: "1.34.9-20260714" }, own, "EKS_GROUP_IMAGE /releaseVersion"],
  [{ launchTemplate, version: "1.34" }, { hasImage: false, hasInstanceType: false }, ""],
  [{ launchTemplate, instanceTypes: ["m5.large"] }, own, "EKS_GROUP_TEMPLATE /instanceTypes"],
  [{ launchTemplate, diskSize: 20 }, undefined, "EKS_GROUP_TEMPLATE /diskSize"],
  [{ launchTemplate, remoteAccess: {} }, undefined, "EKS_GROUP_TEMPLATE /remoteAccess"],
  [{ launchTemplate: { name: "a", id: "lt-1" } }, undefined, "EKS_GROUP_TEMPLATE /launchTemplate"],
  [{ launchTemplate: {} }, undefined, "EKS_GROUP_TEMPLATE /launchTemplate"],
  [{ amiType: "CUSTOM" }, undefined, "EKS_GROUP_IMAGE /amiType"],
  [{ amiType: "AL2_x86_64", version: "1.33" }, undefined, "EKS_GROUP_AMAZON_LINUX_2 /amiType"],
  [{ amiType: "AL2_x86_64", version: "1.32" }, undefined, ""],
  [{ releaseVersion: "1.34.9" }, undefined, "EKS_GROUP_VALUE /releaseVersion"],
  [
    { amiType: "BOTTLEROCKET_x86_64", version: "1.34", releaseVersion: "1.57.0-0a1b2c3d" },
    undefined,
    "",
  ],
  [
    { amiType: "WINDOWS_CORE_2022_x86_64", version: "1.34", releaseVersion: "1.34-2026.07.14" },
    undefined,
    "",
  ],
  [
    { version: "1.33", releaseVersion: "1.34.9-20260714" },
    undefined,
    "EKS_GROUP_VALUE /releaseVersion",
  ],
  [{ nodegroupName: "-a" }, undefined, "EKS_GROUP_VALUE /nodegroupName"],
  [{ scalingConfig: { minSize: 3, maxSize: 2 } }, undefined, "EKS_GROUP_VALUE /scalingConfig"],
  [{ updateConfig: {} }, undefined, "EKS_GROUP_VALUE /updateConfig"],
  [
    { instanceTypes: Array.from({ length: 21 }, () => "m5.large") },
    undefined,
    "EKS_GROUP_VALUE /instanceTypes",
  ],
] as const)("a node group with %j", ([change, launch, found]) => {
  const codes = checkNodeGroup({ ...group, ...change }, launch);
  expect(codes.map(({ code, pointer }) => `${code} ${pointer}`).join("; ")).toBe(found);
});

test.for([
  [{ ...group, amiType: "AL2024" }, "EKS_FIELD_TYPE /amiType"],
  [{ ...group, nodeGroupName: "a" }, "EKS_FIELD_UNKNOWN /nodeGroupName"],
  [{ ...group, subnets: undefined }, "EKS_FIELD_MISSING /subnets"],
] as const)("a request with other fields is refused: %s", ([value, found]) => {
  const plain: JsonValue = JSON.parse(JSON.stringify(value)) as JsonValue;
  const read = readNodeGroup(plain);
  expect(read.ok).toBe(false);
  expect(read.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([found]);
});

const managed: LaunchTemplateUse = { usedBy: "managed-node-group" };
const image = { ImageId: "ami-09709369c53539c11" };

test.for<readonly [JsonObject, LaunchTemplateUse, readonly string[]]>([
  [image, managed, []],
  [{}, managed, []],
  [
    {},
    { usedBy: "self-managed" },
    ["EKS_LAUNCH_VALUE /IamInstanceProfile", "EKS_LAUNCH_VALUE /ImageId"],
  ],
  [{ IamInstanceProfile: {} }, managed, ["EKS_LAUNCH_FIELD /IamInstanceProfile"]],
  [{ HibernationOptions: {} }, managed, ["EKS_LAUNCH_FIELD /HibernationOptions"]],
  [
    { InstanceInitiatedShutdownBehavior: "stop" },
    managed,
    ["EKS_LAUNCH_FIELD /InstanceInitiatedShutdownBehavior"],
  ],
  [
    { NetworkInterfaces: [{ SubnetId: "subnet-1" }] },
    managed,
    ["EKS_LAUNCH_FIELD /NetworkInterfaces/0/SubnetId"],
  ],
  [
    { SecurityGroupIds: ["sg-1"], NetworkInterfaces: [{ Groups: ["sg-1"] }] },
    managed,
    ["EKS_LAUNCH_VALUE /SecurityGroupIds"],
  ],
  [{ ImageId: "ami-1" }, managed, ["EKS_LAUNCH_VALUE /ImageId"]],
  [{ ImageId: "resolve:ssm:/a" }, managed, []],
  [{ ImageId: { Ref: "Image" } }, managed, []],
  [{ UserData: "Cgo=" }, { ...managed, family: "al2023" }, []],
  [image, { ...managed, family: "al2023" }, ["USERDATA_NODE_CONFIG_NONE /UserData"]],
  [
    { UserData: { "Fn::Base64": "#!/bin/bash\necho a\n" } },
    { ...managed, family: "al2" },
    ["USERDATA_NOT_MULTIPART /UserData"],
  ],
  [
    { UserData: { "Fn::Base64": { "Fn::Sub": "a" } } },
    managed,
    ["EKS_USERDATA_NOT_CHECKED /UserData"],
  ],
  [{ UserData: "H4sIAAAA" }, managed, ["EKS_LAUNCH_VALUE /UserData"]],
  [
    { ImageId: "ami-09709369c53539c11", UserData: "H4sIAAAA" },
    managed,
    ["EKS_USERDATA_NOT_CHECKED /UserData"],
  ],
  [{ UserData: "#!/bin/bash" }, managed, ["EKS_LAUNCH_VALUE /UserData"]],
])("a launch template with %j", ([data, use, found]) => {
  const codes = checkLaunchTemplateData(data, use);
  expect(codes.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(found);
});

const ssm = { Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: "/a" };

function stack(ImageId: JsonValue, Parameters: JsonObject = {}): JsonObject {
  const Properties = { LaunchTemplateData: { ImageId, KeyName: "ops" } };
  return { Parameters, Resources: { Lt: { Type: "AWS::EC2::LaunchTemplate", Properties } } };
}

const place = "/Resources/Lt/Properties/LaunchTemplateData/ImageId";
const ami = { kind: "ami", id: "ami-09709369c53539c11" } as const;
const parameter = { kind: "ssm-parameter", name: "/a" } as const;

test.for<readonly [JsonObject, readonly FoundReference[]]>([
  [stack(ami.id), [{ pointer: place, reference: ami }]],
  [stack("{{resolve:ssm:/a}}"), [{ pointer: place, reference: parameter }]],
  [stack("resolve:ssm:/a"), [{ pointer: place, reference: parameter }]],
  [stack({ Ref: "P" }, { P: ssm }), [{ pointer: "/Parameters/P/Default", reference: parameter }]],
  [
    stack({ "Fn::If": ["Has", { Ref: "Id" }, "{{resolve:ssm:/a}}"] }, { Id: { Default: "" } }),
    [{ pointer: `${place}/Fn::If/2`, reference: parameter }],
  ],
  [stack({ "Fn::GetAtt": ["A", "B"] }), []],
  [
    { Parameters: { NodeImageId: ami.id, KeyName: "a" } },
    [{ pointer: "/Parameters/NodeImageId", reference: ami }],
  ],
  [
    { Parameters: { NodeImageIdSSMParam: "/a" } },
    [{ pointer: "/Parameters/NodeImageIdSSMParam", reference: parameter }],
  ],
  [{ apiVersion: "v1", Parameters: { NodeImageId: ami.id } }, []],
])("images of %j", ([value, found]) => {
  const read = launchImages(value);
  expect(read.ok && read.value).toEqual(found);
  for (const one of found) {
    expect(writeLaunchImage(value, one)).toEqual({ ok: true, value, diagnostics: [] });
  }
});

test("an image that is filled in at deployment is told", () => {
  expect(launchImages(stack({ "Fn::GetAtt": ["A", "B"] })).diagnostics).toMatchObject([
    { code: "EKS_IMAGE_UNRESOLVED", pointer: place },
  ]);
});

test.for<readonly [JsonObject, string]>([
  [stack("ami-1"), place],
  [stack({ Ref: "P" }, { P: { Default: "latest" } }), "/Parameters/P/Default"],
  [{ LaunchTemplateData: { ImageId: "ami-1" } }, "/LaunchTemplateData/ImageId"],
])("a text that is no image is refused: %j", ([value, pointer]) => {
  expect(launchImages(value)).toMatchObject({
    ok: false,
    diagnostics: [{ code: "EKS_LAUNCH_VALUE", pointer }],
  });
});

test("launch templates that share a parameter have one image", () => {
  const template = { Type: "AWS::EC2::LaunchTemplate" };
  const Properties = { LaunchTemplateData: { ImageId: { Ref: "P" } } };
  const shared = { ...template, Properties };
  const value = { Parameters: { P: { Default: ami.id } }, Resources: { A: shared, B: shared } };
  expect(launchImages(value)).toMatchObject({
    value: [{ pointer: "/Parameters/P/Default", reference: ami }],
  });
});

test.for<readonly [JsonObject, FoundReference, string]>([
  [stack(ami.id), { pointer: place, reference: parameter }, "{{resolve:ssm:/a}}"],
  [stack("resolve:ssm:/b"), { pointer: place, reference: parameter }, "resolve:ssm:/a"],
  [stack("resolve:ssm:/b"), { pointer: place, reference: ami }, ami.id],
  [
    stack({ Ref: "P" }, { P: ssm }),
    { pointer: "/Parameters/P/Default", reference: { ...parameter, name: "/b" } },
    "/b",
  ],
])("another image is written in the form of its place: %j", ([value, found, text]) => {
  const written = writeLaunchImage(value, found);
  expect(written.ok && valueAt(written.value, found.pointer)).toBe(text);
});

test.for<readonly [JsonObject, FoundReference, string]>([
  [
    stack({ Ref: "P" }, { P: ssm }),
    { pointer: "/Parameters/P/Default", reference: ami },
    "EKS_REFERENCE_KIND",
  ],
  [stack(ami.id), { pointer: place, reference: { kind: "ami-lookup" } }, "EKS_REFERENCE_KIND"],
  [stack(ami.id), { pointer: "/Description", reference: ami }, "EKS_REFERENCE_PLACE"],
  [
    { Parameters: { NodeImageId: ami.id } },
    { pointer: "/Parameters/NodeImageId", reference: parameter },
    "EKS_REFERENCE_KIND",
  ],
])("an image that the place cannot carry is refused: %j", ([value, found, code]) => {
  expect(writeLaunchImage(value, found)).toMatchObject({ ok: false, diagnostics: [{ code }] });
});

const first = "/launchTemplates/0";

test.for<readonly [string, unknown, string]>([
  ["launchTemplates/0/instanceProfile", "node", `EKS_LAUNCH_FIELD ${first}/instanceProfile`],
  ["launchTemplates/0/withoutImage", true, `EKS_LAUNCH_IMAGE ${first}`],
  ["launchTemplates/0/reference", "ami:eu-west-1/ami-1", `EKS_LAUNCH_VALUE ${first}/reference`],
  ["launchTemplates/0/reference", "ami-lookup:", `RENDER_IMAGE_KIND ${first}/reference`],
  ["launchTemplates/0/region", "us-east-1", `EKS_LAUNCH_VALUE ${first}/reference`],
  ["launchTemplates/0/instanceType", "m5.large", `AWS_INSTANCE_ARCHITECTURE ${first}/instanceType`],
  ["launchTemplates/0/userData", "#!/bin/sh\n", `EKS_LAUNCH_BOOTSTRAP ${first}/node`],
  ["launchTemplates/0/node/useMaxPods", false, `USERDATA_MAX_PODS ${first}/node/useMaxPods`],
  ["launchTemplates/1/name", "workers-1.34", "EKS_LAUNCH_VALUE /launchTemplates/1/name"],
  [
    "launchTemplates/2/userData",
    "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\n",
    "EKS_USERDATA_NOT_CHECKED /launchTemplates/2/userData",
  ],
  [
    "launchTemplates/2/userData",
    "#!/bin/sh\n/etc/eks/bootstrap.sh a\n",
    "USERDATA_BOOTSTRAP_GONE /launchTemplates/2/userData",
  ],
  ["launchTemplates/2/node", {}, "EKS_LAUNCH_BOOTSTRAP /launchTemplates/2/node"],
  ["cluster/serviceCidr", "10.100.0.0", "USERDATA_ADDRESS /cluster/serviceCidr"],
  ["nodeGroups/0/amiType", "AL2023_ARM_64_STANDARD", "EKS_GROUP_IMAGE /nodeGroups/0/amiType"],
  [
    "nodeGroups/0/launchTemplate/name",
    "own/parameter",
    "EKS_GROUP_TEMPLATE /nodeGroups/0/launchTemplate/name",
  ],
  ["nodeGroups/1/nodegroupName", "Workers", "EKS_LAUNCH_VALUE /nodeGroups/1/nodegroupName"],
  ["bootstrapConfigs/0/dnsClusterIp", "here", "USERDATA_ADDRESS /bootstrapConfigs/0/dnsClusterIp"],
])("the target with %s = %j is refused", ([path, value, found]) => {
  const bound = loadPlugin(eks).bind(launchToday.image, changed(launchToday.target, path, value));
  const codes = bound.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
  expect(codes).toContain(found);
});

test("upstream's template boots Amazon Linux 2 only", () => {
  const bound = loadPlugin(eks).bind(launchToday.image, launchYesterday.target);
  expect(bound.diagnostics.map(({ code }) => code)).toContain("EKS_STACK_SYSTEM");
});

test("the user data of a launch template is what the node reads", () => {
  const value = valueAt(
    object(launchYesterday, "launch-template-al2.json"),
    "/LaunchTemplateData/UserData",
  );
  const bytes = typeof value === "string" ? decodeBase64(value) : undefined;
  const parsed = parseBootstrapScript(new TextDecoder().decode(bytes));
  expect(parsed.ok && parsed.value.nodeLabels).toEqual({ team: "platform" });
});
