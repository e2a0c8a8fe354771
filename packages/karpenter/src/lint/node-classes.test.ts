import type { JsonObject, TargetVersions } from "@imagewright/core";
import { expect, test } from "vitest";

import { ec2NodeClass, lines, nodePool, requirement } from "../__fixtures__/lint.ts";

const terms = (...amiSelectorTerms: JsonObject[]): JsonObject => ({ amiSelectorTerms });
const at = "/spec/amiSelectorTerms";

/** Each hazard, and a twin that has it not. */
test.for<readonly [string, JsonObject, readonly string[], JsonObject, TargetVersions?]>([
  [
    "a second @",
    { ...terms({ alias: "al2023@v20260714@x" }), amiFamily: "AL2023" },
    [`AMI_ALIAS ${at}/0`],
    terms({ alias: "al2023@v20260714" }),
  ],
  [
    "latest",
    terms({ alias: "bottlerocket@latest" }),
    [`AMI_LATEST ${at}/0`],
    { ...terms({ alias: "bottlerocket@v1.57.0" }), amiFamily: "Bottlerocket" },
  ],
  [
    "Amazon Linux 2 where EKS has none",
    { ...terms({ alias: "al2@v20251120" }), amiFamily: "AL2" },
    [`AMI_ALIAS ${at}/0`],
    terms({ alias: "al2023@v20251120" }),
    { kubernetes: "1.33.1" },
  ],
  [
    "a parameter beside an id",
    terms({ id: "ami-1", ssmParameter: "/a" }),
    [`AMI_TERM ${at}/0`],
    terms({ ssmParameter: "/a" }),
  ],
  [
    "tags without a tag",
    terms({ tags: {}, owner: "self" }),
    [`AMI_TERM ${at}/0`],
    terms({ tags: { team: "a" }, owner: "self" }),
  ],
  ["an id with a tail", terms({ id: "my-ami-1" }), [`AMI_ID ${at}/0`], terms({ id: "ami-1" })],
  [
    "what the conversion of 1.0 left",
    terms({ id: "ami-placeholder" }),
    [`AMI_ID_ODD ${at}/0`],
    terms({ id: "ami-1" }),
  ],
  [
    "a name without owner",
    terms({ name: "nodes" }),
    [`AMI_OWNER ${at}/0`],
    terms({ name: "nodes", owner: "123456789012" }),
  ],
  [
    "a name that is a pattern",
    terms({ name: "nodes-*", owner: "self" }),
    [`AMI_WILDCARD ${at}/0`],
    terms({ name: "nodes-1", owner: "self" }),
  ],
  [
    "an image of a newer Kubernetes",
    terms({ name: "amazon-eks-node-al2023-x86_64-standard-1.35-v20260714", owner: "amazon" }),
    [`AMI_NEWER ${at}/0`],
    terms({ name: "amazon-eks-node-al2023-x86_64-standard-1.34-v20260714", owner: "amazon" }),
    { kubernetes: "1.34.2" },
  ],
  [
    "a parameter of an older Kubernetes",
    terms({ ssmParameter: "/aws/service/bottlerocket/aws-k8s-1.33/arm64/latest/image_id" }),
    [`AMI_OLDER ${at}/0`],
    terms({ ssmParameter: "/aws/service/bottlerocket/aws-k8s-1.34/arm64/latest/image_id" }),
    { kubernetes: "1.34" },
  ],
  [
    "one term of two with an id beside tags",
    { subnetSelectorTerms: [{ id: "subnet-1", tags: { a: "b" } }, { id: "subnet-2" }] },
    ["SELECTOR_TERM /spec/subnetSelectorTerms/0"],
    { subnetSelectorTerms: [{ tags: { a: "b" } }, { id: "subnet-2" }] },
  ],
  [
    "a security group by name and tags",
    { securityGroupSelectorTerms: [{ id: "sg-1" }, { name: "a", tags: { b: "c" } }] },
    ["SELECTOR_TERM /spec/securityGroupSelectorTerms/1"],
    { securityGroupSelectorTerms: [{ id: "sg-1" }, { name: "a" }] },
  ],
  [
    "an id of a subnet with a head",
    { subnetSelectorTerms: [{ id: "x-subnet-1" }] },
    ["SELECTOR_TERM /spec/subnetSelectorTerms/0"],
    { subnetSelectorTerms: [{ id: "subnet-1" }] },
  ],
  [
    "a bootstrap of its own on a managed family",
    { userData: "#!/bin/bash\n/etc/eks/bootstrap.sh x\n", amiFamily: "AL2" },
    ["USERDATA_BOOTSTRAP /spec/userData"],
    { userData: "#!/bin/bash\necho ready\n", amiFamily: "AL2" },
  ],
  [
    "bare cloud-config",
    { userData: "#cloud-config\nruncmd: []\n" },
    ["USERDATA_FORM /spec/userData"],
    { userData: "#!/bin/bash\necho ready\n" },
  ],
  [
    "a script of comments",
    { userData: "#!/bin/bash\n# nothing to do\n" },
    ["USERDATA_FORM /spec/userData"],
    { userData: "#!/bin/bash\n# nothing to do\ntrue\n" },
  ],
  [
    "a header in lower case",
    { userData: 'content-type: multipart/mixed; boundary="b"\n\n--b\n\n--b--\n' },
    ["USERDATA_FORM /spec/userData"],
    { userData: 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\n--b--\n' },
  ],
  [
    "an archive without its end",
    { userData: 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nx\n' },
    ["USERDATA_FORM /spec/userData"],
    { userData: 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nx\n--b--\n' },
  ],
  [
    "a blank before the archive",
    { userData: '\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n' },
    ["USERDATA_FORM /spec/userData"],
    { userData: 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b--\n' },
  ],
  [
    "carriage returns",
    { userData: "#!/bin/bash\r\ntrue\n" },
    ["USERDATA_LINE_ENDS /spec/userData"],
    { userData: "#!/bin/bash\ntrue\n" },
  ],
  [
    "a script on Bottlerocket",
    { userData: "#!/bin/bash\n", amiFamily: "Bottlerocket" },
    ["USERDATA_FORM /spec/userData"],
    { userData: "[settings.motd]\n", amiFamily: "Bottlerocket" },
  ],
  [
    "Custom that joins nothing",
    { amiFamily: "Custom" },
    ["USERDATA_MISSING /spec"],
    { amiFamily: "Custom", userData: "taint karpenter.sh/unregistered:NoExecute\n" },
  ],
  [
    "Custom without the taint",
    { amiFamily: "Custom", userData: "#!/bin/bash\n/etc/eks/bootstrap.sh x\n" },
    ["USERDATA_UNREGISTERED /spec/userData"],
    { amiFamily: "Custom", userData: "taint karpenter.sh/unregistered:NoExecute\n" },
  ],
  [
    "user data that is nearly full",
    { userData: `#!/bin/bash\ntrue\n${"#".repeat(15_000)}` },
    ["USERDATA_NEARLY_TOO_LARGE /spec/userData"],
    { userData: `#!/bin/bash\ntrue\n${"#".repeat(14_000)}` },
  ],
  [
    "user data that is too large",
    { userData: `#!/bin/bash\ntrue\n${"#".repeat(17_000)}` },
    ["USERDATA_TOO_LARGE /spec/userData"],
    { userData: "#!/bin/bash\ntrue\n" },
  ],
  [
    "a setting Karpenter does not know",
    { amiFamily: "Bottlerocket", userData: "[settings.kubernetes]\nmax-pod = 5\n" },
    ["SETTING_DROPPED /spec/userData"],
    { amiFamily: "Bottlerocket", userData: "[settings.kubernetes]\nmax-pods = 5\n" },
  ],
  [
    "a list of addresses where Karpenter reads one",
    {
      amiFamily: "Bottlerocket",
      userData: '[settings.kubernetes]\ncluster-dns-ip = ["10.0.0.1"]\n',
    },
    ["SETTING_TYPE /spec/userData"],
    { amiFamily: "Bottlerocket", userData: '[settings.kubernetes]\ncluster-dns-ip = "10.0.0.1"\n' },
  ],
  [
    "Bottlerocket with its data volume alone",
    {
      amiFamily: "Bottlerocket",
      blockDeviceMappings: [{ deviceName: "/dev/xvdb", ebs: { volumeSize: "100Gi" } }],
    },
    ["DEVICES_INCOMPLETE /spec/blockDeviceMappings"],
    {
      amiFamily: "Bottlerocket",
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { volumeSize: "4Gi" } },
        { deviceName: "/dev/xvdb", ebs: { volumeSize: "100Gi" } },
      ],
    },
  ],
  [
    "a root volume nobody names",
    { blockDeviceMappings: [{ deviceName: "/dev/sda1", ebs: { volumeSize: "80Gi" } }] },
    ["ROOT_UNNAMED /spec/blockDeviceMappings"],
    { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: "80Gi" } }] },
  ],
  [
    "a unit without a number",
    { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: "Ti" } }] },
    ["VOLUME_SIZE /spec/blockDeviceMappings/0/ebs/volumeSize"],
    { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: "1Ti" } }] },
  ],
  [
    "podsPerCore on Bottlerocket",
    { amiFamily: "Bottlerocket", kubelet: { podsPerCore: 2 } },
    ["FIELD_IGNORED /spec/kubelet/podsPerCore"],
    { amiFamily: "Bottlerocket", kubelet: { maxPods: 20 } },
  ],
  [
    "two addresses outside AL2023",
    { amiFamily: "AL2", kubelet: { clusterDNS: ["10.0.0.1", "10.0.0.2"] } },
    ["FIELD_IGNORED /spec/kubelet/clusterDNS"],
    { kubelet: { clusterDNS: ["10.0.0.1", "10.0.0.2"] } },
  ],
  [
    "RAID0 on Windows",
    { amiFamily: "Windows2022", instanceStorePolicy: "RAID0" },
    ["FIELD_IGNORED /spec/instanceStorePolicy"],
    { amiFamily: "AL2", instanceStorePolicy: "RAID0" },
  ],
  [
    "a field that came later",
    { connectionTracking: { udpTimeout: 30 } },
    ["FIELD_TOO_NEW /spec/connectionTracking"],
    { ipPrefixCount: 1 },
    { karpenter: "1.12.2" },
  ],
])("node classes: %s", ([, spec, expected, twin, versions]) => {
  expect(lines([ec2NodeClass(spec)], versions)).toEqual(expected);
  expect(lines([ec2NodeClass(twin)], versions)).toEqual([]);
});

test("a namespace is no part of a node class, nor of a pool", () => {
  const placed = [ec2NodeClass(), nodePool()].map((object) => ({
    ...object,
    metadata: { name: "default", namespace: "karpenter" },
  }));
  expect(lines(placed)).toEqual(["NAMESPACE /metadata/namespace", "NAMESPACE /metadata/namespace"]);
});

test.for<readonly [string, readonly JsonObject[], readonly string[], readonly string[]]>([
  [
    "one id for two architectures",
    [{ id: "ami-1" }],
    ["amd64", "arm64"],
    [`AMI_ARCHITECTURES ${at}`],
  ],
  [
    "two ids for one architecture",
    [{ id: "ami-1" }, { id: "ami-2" }],
    ["amd64"],
    [`AMI_IDS ${at}`],
  ],
  ["an id for each", [{ id: "ami-1" }, { id: "ami-2" }], ["amd64", "arm64"], []],
])("ids and architectures: %s", ([, list, architectures, expected]) => {
  const pool = nodePool({
    requirements: [requirement("kubernetes.io/arch", "In", ...architectures)],
  });
  expect(lines([ec2NodeClass({ amiSelectorTerms: list }), pool])).toEqual(expected);
});

test("a status that lags behind is told", () => {
  const status = {
    conditions: [{ type: "AMIsReady", status: "True", observedGeneration: 2 }],
    amis: [{ id: "ami-1", name: "amazon-eks-node-al2023-arm64-standard-1.33-v20260714" }],
  };
  const object = {
    ...ec2NodeClass({ amiSelectorTerms: [{ alias: "al2023@v20260714" }] }),
    metadata: { name: "default", generation: 3 },
    status,
  };
  expect(lines([object], { kubernetes: "1.34" })).toEqual([
    "STATUS_STALE /status/conditions/0/observedGeneration",
    "STATUS_STALE /status/amis/0/name",
  ]);
  const current = { ...object, metadata: { name: "default", generation: 2 } };
  expect(lines([current], { kubernetes: "1.33" })).toEqual([]);
});

function template(spec: JsonObject): JsonObject {
  return {
    apiVersion: "karpenter.k8s.aws/v1alpha1",
    kind: "AWSNodeTemplate",
    metadata: { name: "default" },
    spec,
  };
}

test("older generations leave the image to Karpenter, or to a launch template", () => {
  expect(lines([template({})])).toEqual(["AMI_LATEST /spec/amiFamily"]);
  expect(lines([template({ launchTemplate: "a" })])).toEqual([
    "LAUNCH_TEMPLATE_ERA /spec/launchTemplate",
  ]);
  expect(lines([template({ amiSelector: { "aws-ids": "ami-1,ami456" } })])).toEqual([
    "AMI_ID /spec/amiSelector",
  ]);
  expect(lines([template({ amiSelector: { "aws-ids": "ami-1" } })], { karpenter: "0.33" })).toEqual(
    ["ERA /apiVersion"],
  );
});
