import type { NodeImage } from "@imagewright/core";
import { expect, test } from "vitest";

import {
  al2,
  al2023,
  cluster,
  custom,
  seed,
  today,
  ubuntu,
} from "../__fixtures__/example-targets.ts";
import { findings } from "../__fixtures__/findings.ts";
import type {
  DisruptionBudget,
  EbsVolume,
  KarpenterTarget,
  KubeletOptions,
  LaunchTemplateOptions,
  NodeClassOptions,
  NodePoolOptions,
  NodeRequirement,
} from "../index.ts";

/** One class of today with something else in it. */
function nodeClass(change: Partial<NodeClassOptions>): readonly string[] {
  const [first] = today.nodeClasses ?? [];
  if (first === undefined) {
    throw new Error("the example has a class");
  }
  const { userData: _, ...plain } = first;
  return findings(imageFor(change), { ...today, nodeClasses: [{ ...plain, ...change }] });
}

/** The image of today, with the operating system of the family that a class asks for. */
function imageFor({ amiFamily = "", reference = "" }: Partial<NodeClassOptions>): NodeImage {
  const alias = /alias=(?<family>\w+)@/u.exec(reference)?.groups?.["family"] ?? "";
  const family = (amiFamily === "" ? alias : amiFamily).toLowerCase();
  const release = family.replace(/^\D+/u, "");
  if (family.startsWith("windows")) {
    return { ...al2023, os: { distribution: "windows", release } };
  }
  if (family === "bottlerocket") {
    return { ...al2023, os: { distribution: "bottlerocket", release: "1.57.0" } };
  }
  return family === "al2" ? { ...al2023, os: { distribution: "amazon-linux", release } } : al2023;
}

function nodePool(change: Partial<NodePoolOptions>): readonly string[] {
  const [first] = today.nodePools ?? [];
  if (first === undefined) {
    throw new Error("the example has a pool");
  }
  return findings(al2023, { ...today, nodePools: [{ ...first, ...change }] });
}

function selected(reference: string): readonly string[] {
  return nodeClass({ reference }).filter((finding) => !finding.startsWith("REGION_UNUSED"));
}

test("the examples have no error and no warning", () => {
  expect(findings(al2023, today)).toEqual([]);
  expect(findings(ubuntu, custom)).toEqual([]);
});

const target: KarpenterTarget = { name: "x", provider: "karpenter", image: "eks-al2023" };

test.for<readonly [string, KarpenterTarget, readonly string[]]>([
  ["nothing asked", target, ["NOTHING_ASKED "]],
  ["facts nobody needs", { ...today, cluster }, ["CLUSTER_UNUSED /cluster"]],
  [
    "a class elsewhere",
    { ...today, nodePools: [{ name: "a", nodeClass: "defualt" }] },
    ["CLASS_ELSEWHERE /nodePools/0/nodeClass"],
  ],
  [
    "a name twice",
    {
      ...target,
      nodePools: [
        { name: "a", nodeClass: "b" },
        { name: "a", nodeClass: "b" },
      ],
    },
    [
      "NAME_TWICE /nodePools/1/name",
      "CLASS_ELSEWHERE /nodePools/0/nodeClass",
      "CLASS_ELSEWHERE /nodePools/1/nodeClass",
    ],
  ],
  [
    "objects the version does not serve",
    { ...today, karpenterVersion: "0.37.8" },
    ["ERA /nodeClasses", "ERA /nodePools", "KUBERNETES_TOO_NEW /image/kubernetes/version"],
  ],
  [
    "a Kubernetes the version does not support",
    { ...today, karpenterVersion: "1.5" },
    ["KUBERNETES_TOO_NEW /image/kubernetes/version"],
  ],
])("targets: %s", ([, value, expected]) => {
  expect(findings(al2023, value)).toEqual(expected);
});

test.for<readonly [string, Partial<NodeClassOptions>, readonly string[]]>([
  ["role and instance profile", { instanceProfile: "p" }, ["IDENTITY /nodeClasses/0"]],
  ["an empty role", { role: "" }, ["IDENTITY /nodeClasses/0"]],
  [
    "record and reference",
    { imageRecord: "a", reference: "ami:eu-west-1/ami-0" },
    ["REGION_UNUSED /region", "CHOICE_TWICE /nodeClasses/0/imageRecord"],
  ],
  [
    "an empty subnet term",
    { subnetSelectorTerms: [{}] },
    ["SELECTOR_TERM /nodeClasses/0/subnetSelectorTerms/0"],
  ],
  [
    "an id beside tags",
    { subnetSelectorTerms: [{ id: "subnet-1", tags: { a: "b" } }, { id: "subnet-2" }] },
    ["SELECTOR_TERM /nodeClasses/0/subnetSelectorTerms/0"],
  ],
  [
    "an empty tag value",
    { subnetSelectorTerms: [{ tags: { Name: "" } }] },
    ["SELECTOR_TERM /nodeClasses/0/subnetSelectorTerms/0"],
  ],
  [
    "tags without a tag",
    { securityGroupSelectorTerms: [{ tags: {} }] },
    ["SELECTOR_TERM /nodeClasses/0/securityGroupSelectorTerms/0"],
  ],
  [
    "a name beside tags",
    { securityGroupSelectorTerms: [{ name: "a", tags: { a: "b" } }] },
    ["SELECTOR_TERM /nodeClasses/0/securityGroupSelectorTerms/0"],
  ],
  [
    "tags of Karpenter",
    {
      tags: {
        "karpenter.sh/nodepool": "x",
        "kubernetes.io/cluster/a": "owned",
        "": "y",
        good: "z",
      },
    },
    [
      "TAG_RESTRICTED /nodeClasses/0/tags/karpenter.sh~1nodepool",
      "TAG_RESTRICTED /nodeClasses/0/tags/kubernetes.io~1cluster~1a",
      "TAG_RESTRICTED /nodeClasses/0/tags/",
    ],
  ],
  [
    "31 subnets",
    { subnetSelectorTerms: Array.from({ length: 31 }, () => ({ id: "subnet-1" })) },
    ["TOO_MANY /nodeClasses/0/subnetSelectorTerms"],
  ],
  [
    "a node of its own for a managed family",
    { node: {} },
    ["CLUSTER_MISSING /cluster", "NODE_UNUSED /nodeClasses/0/node"],
  ],
  [
    "a script that joins the node itself",
    { userData: "#!/bin/bash\n/etc/eks/bootstrap.sh x\n" },
    ["USERDATA_BOOTSTRAP /nodeClasses/0/userData"],
  ],
  ["a commented bootstrap", { userData: "#!/bin/bash\n# not /etc/eks/bootstrap.sh\n" }, []],
  [
    "bare cloud-config",
    { userData: "#cloud-config\nruncmd: []\n" },
    ["USERDATA_FORM /nodeClasses/0/userData"],
  ],
  [
    "a blank before the archive",
    { userData: ' MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n' },
    ["USERDATA_FORM /nodeClasses/0/userData"],
  ],
  [
    "a NodeConfig with the cluster",
    {
      userData:
        "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec: {cluster: {apiServerEndpoint: x}}\n",
    },
    ["USERDATA_OVERRIDDEN /nodeClasses/0/userData"],
  ],
  [
    "carriage returns",
    { userData: "#!/bin/bash\r\n" },
    ["USERDATA_LINE_ENDS /nodeClasses/0/userData"],
  ],
  [
    "too much user data",
    { userData: `#!/bin/bash\n${"é".repeat(8190)}` },
    ["USERDATA_TOO_LARGE /nodeClasses/0/userData"],
  ],
  [
    "nearly too much user data",
    { userData: "x".repeat(15_000) },
    ["USERDATA_NEARLY_TOO_LARGE /nodeClasses/0/userData"],
  ],
  [
    "scripts for Bottlerocket",
    { amiFamily: "Bottlerocket", userData: "#!/bin/bash\n" },
    ["USERDATA_FORM /nodeClasses/0/userData"],
  ],
  [
    "powershell tags",
    { amiFamily: "Windows2022", userData: "<powershell>\n</powershell>" },
    ["USERDATA_FORM /nodeClasses/0/userData"],
  ],
  [
    "Custom without anything that joins",
    { amiFamily: "Custom" },
    [
      "FIELD_IGNORED /nodeClasses/0/kubelet",
      "ROOT_DEVICE /nodeClasses/0/blockDeviceMappings",
      "USERDATA_MISSING /nodeClasses/0",
    ],
  ],
  [
    "RAID for Windows",
    { amiFamily: "Windows2022", instanceStorePolicy: "RAID0" },
    ["FIELD_IGNORED /nodeClasses/0/instanceStorePolicy"],
  ],
  [
    "pods per core for Bottlerocket",
    { amiFamily: "Bottlerocket", kubelet: { podsPerCore: 2 } },
    ["FIELD_IGNORED /nodeClasses/0/kubelet/podsPerCore"],
  ],
])("node classes: %s", ([, change, expected]) => {
  expect(nodeClass(change)).toEqual(expected);
});

test.for<readonly [string, readonly string[]]>([
  ["ami:eu-west-1/ami-0123456789abcdef0", []],
  ["ami:eu-west-1/ami-ABC", ["AMI_ID /nodeClasses/0/reference"]],
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
  [
    "karpenter-ami-selector:ssmParameter=a&name=b",
    ["AMI_TERM /nodeClasses/0/reference", "AMI_OWNER /nodeClasses/0/reference"],
  ],
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

test("Windows keeps its carriage returns", () => {
  expect(nodeClass({ amiFamily: "Windows2022", userData: "Write-Host a\r\n" })).not.toContain(
    "USERDATA_LINE_ENDS /nodeClasses/0/userData",
  );
});

test.for([
  { karpenterVersion: "1.8", key: "kubernetes.io/role", found: true },
  { karpenterVersion: "1.8", key: "x.k8s.io/role", found: true },
  { karpenterVersion: "1.8", key: "node.kubernetes.io/windows-build", found: false },
  { karpenterVersion: "1.8", key: "kops.k8s.io/instancegroup", found: false },
  { karpenterVersion: "1.8", key: "topology.kubernetes.io/zone", found: false },
  { karpenterVersion: "1.9", key: "kubernetes.io/role", found: false },
])("Karpenter $karpenterVersion and the key $key", ({ karpenterVersion, key, found }) => {
  const nodePools = [
    { name: "a", nodeClass: "default", requirements: [{ key, operator: "Exists" as const }] },
  ];
  expect(findings(al2023, { ...today, karpenterVersion, nodePools })).toEqual(
    found ? ["LABEL /nodePools/0/requirements/0/key"] : [],
  );
});

test.for([
  { karpenterVersion: "1.0.4", kubernetes: "1.31.1", found: ["KUBERNETES_TOO_NEW"] },
  { karpenterVersion: "1.0.5", kubernetes: "1.31.1", found: [] },
  { karpenterVersion: "1.0", kubernetes: "1.31.1", found: [] },
  { karpenterVersion: "1.5.0", kubernetes: "1.25.1", found: ["KUBERNETES_TOO_OLD"] },
  { karpenterVersion: "1.4.0", kubernetes: "1.25.1", found: [] },
])(
  "Karpenter $karpenterVersion with Kubernetes $kubernetes",
  ({ karpenterVersion, kubernetes, found }) => {
    const image = { ...al2023, kubernetes: { version: kubernetes } };
    expect(findings(image, { ...today, karpenterVersion })).toEqual(
      found.map((code) => `${code} /image/kubernetes/version`),
    );
  },
);

test("the region may be one of the European sovereign cloud", () => {
  expect(findings(al2023, { ...today, region: "eusc-de-east-1" })).toEqual([]);
});

test("an alias of another family than the class names is refused", () => {
  const reference = "karpenter-ami-selector:alias=bottlerocket@1.57.0";
  expect(nodeClass({ reference, amiFamily: "AL2023" })).toContain(
    "AMI_FAMILY /nodeClasses/0/amiFamily",
  );
});

test.for<readonly [string, EbsVolume, readonly string[]]>([
  ["no size", {}, ["VOLUME"]],
  ["smaller than the image", { volumeSize: "40Gi" }, ["VOLUME"]],
  ["80G, which is less than 80Gi", { volumeSize: "80G" }, ["VOLUME"]],
  ["a hole of the pattern", { volumeSize: "18Ti" }, ["VOLUME_SIZE"]],
  ["too large", { volumeSize: "60000Gi" }, ["VOLUME_SIZE"]],
  ["a rate without a snapshot", { volumeSize: "80Gi", volumeInitializationRate: 200 }, ["VOLUME"]],
  ["2Ti", { volumeSize: "2Ti" }, []],
])("volumes: %s", ([, ebs, expected]) => {
  const found = nodeClass({ blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }] });
  expect(found.map((finding) => finding.split(" ")[0])).toEqual(expected);
});

test("devices that are left out, roots that are two, roots on the wrong device", () => {
  const ebs = { volumeSize: "80Gi" };
  const two = [
    { deviceName: "/dev/xvda", rootVolume: true, ebs },
    { deviceName: "/dev/xvdz", rootVolume: true, ebs },
  ];
  expect(nodeClass({ blockDeviceMappings: two, amiFamily: "Bottlerocket" })).toEqual([
    "VOLUME /nodeClasses/0/blockDeviceMappings",
    "ROOT_ROLE /nodeClasses/0/blockDeviceMappings",
    "DEVICES_INCOMPLETE /nodeClasses/0/blockDeviceMappings",
  ]);
});

test.for<readonly [string, KubeletOptions, readonly string[]]>([
  [
    "unknown resource",
    { kubeReserved: { gpu: "1" } },
    ["KUBELET /nodeClasses/0/kubelet/kubeReserved/gpu"],
  ],
  [
    "negative reserve",
    { systemReserved: { cpu: "-1" } },
    ["KUBELET /nodeClasses/0/kubelet/systemReserved/cpu"],
  ],
  [
    "unknown signal",
    { evictionHard: { "disk.free": "5%" } },
    ["KUBELET /nodeClasses/0/kubelet/evictionHard/disk.free"],
  ],
  [
    "empty threshold",
    { evictionHard: { "memory.available": "" } },
    ["KUBELET /nodeClasses/0/kubelet/evictionHard/memory.available"],
  ],
  [
    "soft without grace",
    { evictionSoft: { "memory.available": "5%" } },
    ["KUBELET /nodeClasses/0/kubelet/evictionSoft"],
  ],
  [
    "soft with grace",
    {
      evictionSoft: { "memory.available": "5%" },
      evictionSoftGracePeriod: { "memory.available": "1m30s" },
    },
    [],
  ],
  [
    "high below low",
    { imageGCHighThresholdPercent: 50, imageGCLowThresholdPercent: 50 },
    ["KUBELET /nodeClasses/0/kubelet/imageGCHighThresholdPercent"],
  ],
])("kubelet: %s", ([, kubelet, expected]) => {
  expect(nodeClass({ kubelet })).toEqual(expected);
});

test.for<readonly [string, NodeRequirement, readonly string[]]>([
  [
    "In without values",
    { key: "a", operator: "In" },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "fewer than minValues",
    { key: "a", operator: "In", values: ["x"], minValues: 2 },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "Gt without a number",
    { key: "a", operator: "Gt", values: ["x"] },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "Gt with two numbers",
    { key: "a", operator: "Gt", values: ["1", "2"] },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "Exists with a value",
    { key: "a", operator: "Exists", values: ["x"] },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "another architecture",
    { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
    ["ARCHITECTURE /nodePools/0/requirements/0"],
  ],
  [
    "both architectures, of which Karpenter takes what the image has",
    { key: "kubernetes.io/arch", operator: "In", values: ["amd64", "arm64"] },
    [],
  ],
  [
    "any architecture but the image's",
    { key: "kubernetes.io/arch", operator: "NotIn", values: ["arm64"] },
    ["ARCHITECTURE /nodePools/0/requirements/0"],
  ],
  ["no Windows", { key: "kubernetes.io/os", operator: "NotIn", values: ["windows"] }, []],
  [
    "a misspelt capacity type",
    { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand", "spott"] },
    ["REQUIREMENT /nodePools/0/requirements/0/values"],
  ],
  [
    "the image's architecture",
    { key: "kubernetes.io/arch", operator: "In", values: ["arm64"] },
    [],
  ],
  [
    "an old key",
    { key: "beta.kubernetes.io/arch", operator: "In", values: ["arm64"] },
    ["LABEL_DEPRECATED /nodePools/0/requirements/0/key"],
  ],
  [
    "a key of Karpenter",
    { key: "karpenter.sh/nodepool", operator: "Exists" },
    ["LABEL /nodePools/0/requirements/0/key"],
  ],
  [
    "an unknown key of the provider",
    { key: "karpenter.k8s.aws/instance-colour", operator: "Exists" },
    ["LABEL /nodePools/0/requirements/0/key"],
  ],
  [
    "the hostname",
    { key: "kubernetes.io/hostname", operator: "Exists" },
    ["LABEL /nodePools/0/requirements/0/key"],
  ],
])("requirements: %s", ([, requirement, expected]) => {
  expect(nodePool({ requirements: [requirement] })).toEqual(expected);
});

test.for<readonly [string, Partial<NodePoolOptions>, readonly string[]]>([
  [
    "a limit that is no quantity",
    { limits: { cpu: "many" } },
    ["QUANTITY /nodePools/0/limits/cpu"],
  ],
  ["a label value with a blank", { nodeLabels: { a: "b c" } }, ["LABEL /nodePools/0/nodeLabels/a"]],
  [
    "a taint in both lists",
    {
      taints: [{ key: "a", effect: "NoExecute" }],
      startupTaints: [{ key: "a", value: "x", effect: "NoExecute" }],
    },
    ["TAINT_TWICE /nodePools/0/startupTaints/0"],
  ],
  [
    "an empty taint value",
    { taints: [{ key: "a", value: "", effect: "NoExecute" }] },
    ["USERDATA_TAINT /nodePools/0/taints/0/value"],
  ],
  [
    "an annotation with a blank",
    { annotations: { "a b": "c" } },
    ["LABEL /nodePools/0/annotations/a b"],
  ],
])("node pools: %s", ([, change, expected]) => {
  expect(nodePool(change)).toEqual(expected);
});

test.for<readonly [string, DisruptionBudget, readonly string[]]>([
  [
    "a schedule without duration",
    { nodes: "1", schedule: "@daily" },
    ["BUDGET /nodePools/0/disruption/budgets/0"],
  ],
  [
    "Sunday as 7",
    { nodes: "1", schedule: "0 0 * * 7", duration: "1h" },
    ["BUDGET /nodePools/0/disruption/budgets/0/schedule"],
  ],
  [
    "no reason",
    { nodes: "1", reasons: [] },
    ["BUDGET_IDLE /nodePools/0/disruption/budgets/0/reasons"],
  ],
  ["nothing, ever", { nodes: "0%" }, ["BUDGET_CLOSED /nodePools/0/disruption/budgets"]],
  [
    "no drift, ever",
    { nodes: "0", reasons: ["Drifted"] },
    ["BUDGET_CLOSED /nodePools/0/disruption/budgets"],
  ],
  ["nothing by day", { nodes: "0", schedule: "0 9 * * *", duration: "8h" }, []],
])("budgets: %s", ([, budget, expected]) => {
  expect(nodePool({ disruption: { budgets: [budget] } })).toEqual(expected);
});

test("fields and values that came later are refused in an older Karpenter", () => {
  const [first] = today.nodePools ?? [];
  const [kind] = today.nodeClasses ?? [];
  const older: KarpenterTarget = {
    ...today,
    karpenterVersion: "1.3",
    nodeClasses: kind === undefined ? [] : [{ ...kind, reference: "ssm-parameter:%2Fami" }],
    nodePools:
      first === undefined
        ? []
        : [
            {
              ...first,
              requirements: [{ key: "a", operator: "Gte", values: ["1"] }],
              disruption: { consolidationPolicy: "Balanced" },
            },
          ],
  };
  expect(findings({ ...al2023, kubernetes: { version: "1.32.1" } }, older)).toEqual([
    "REGION_UNUSED /region",
    "FIELD_TOO_NEW /nodeClasses/0/reference",
    "FIELD_TOO_NEW /nodePools/0/requirements/0/operator",
    "FIELD_TOO_NEW /nodePools/0/disruption/consolidationPolicy",
  ]);
});

const era = "LAUNCH_TEMPLATE_ERA /launchTemplates/0";

function launchTemplate(change: Partial<LaunchTemplateOptions>): readonly string[] {
  const [first] = seed.launchTemplates ?? [];
  if (first === undefined) {
    throw new Error("the seed has a launch template");
  }
  return findings(al2, { ...seed, launchTemplates: [{ ...first, ...change }] });
}

test.for<readonly [string, Partial<LaunchTemplateOptions>, readonly string[]]>([
  [
    "the seed's other name",
    { name: "CustomKarpenterLaunchTemplateDemo" },
    ["NAME_UNKNOWN /provisioners/0/launchTemplate"],
  ],
  [
    "a security group by name",
    { securityGroupIds: ["default"] },
    ["SECURITY_GROUP /launchTemplates/0/securityGroupIds/0"],
  ],
  [
    "an alias",
    { reference: "karpenter-ami-selector:alias=al2@latest" },
    ["RENDER_IMAGE_KIND /launchTemplates/0/reference"],
  ],
  [
    "what CloudFormation resolves",
    { node: { script: "echo '{{resolve:ssm:/x}}'\n" } },
    ["USERDATA_DYNAMIC /launchTemplates/0/node"],
  ],
  [
    "the same as base64",
    { node: { script: "echo '{{resolve:ssm:/x}}'\n" }, userDataForm: "base64" },
    [],
  ],
  [
    "kubelet configuration in bootstrap.sh",
    { node: { kubeletConfig: { a: 1 } } },
    ["USERDATA_FIELD_NOT_CARRIED /launchTemplates/0/node/kubeletConfig"],
  ],
  [
    "a label with a line feed",
    { node: { nodeLabels: { a: "b\nc" } } },
    ["USERDATA_LABEL /launchTemplates/0/node/nodeLabels/a"],
  ],
  [
    "too large a script",
    { node: { script: "x".repeat(17_000) } },
    ["USERDATA_TOO_LARGE /launchTemplates/0/node"],
  ],
])("launch templates: %s", ([, change, expected]) => {
  expect(launchTemplate(change)).toEqual([era, ...expected]);
});

test("placeholders of the seed are refused, where they stand", () => {
  const value = {
    ...seed,
    cluster: {
      name: "<my-cluster-name>",
      endpoint: "<endpoint>",
      certificateAuthority: "<certificateAuthority>",
      dnsClusterIp: "<serivceIpv4Cidr>.10",
    },
  };
  expect(findings(al2, value)).toEqual([
    era,
    "USERDATA_CLUSTER_NAME /cluster/name",
    "USERDATA_ENDPOINT /cluster/endpoint",
    "USERDATA_CA_ENCODING /cluster/certificateAuthority",
    "USERDATA_ADDRESS /cluster/dnsClusterIp",
  ]);
});

test("launch templates and provisioners are refused where Karpenter reads them no more", () => {
  const { karpenterVersion: _, ...newest } = seed;
  expect(findings(al2, newest)).toEqual(["ERA /launchTemplates", "ERA /provisioners", era]);
});

test("an image of another size needs a device, a device needs an image of another size", () => {
  const { rootVolume: _, ...plain } = al2;
  const [first] = seed.launchTemplates ?? [];
  const device: KarpenterTarget = {
    ...seed,
    launchTemplates: first === undefined ? [] : [{ ...first, rootDeviceName: "/dev/xvda" }],
  };
  expect(findings(plain, device)).toEqual([
    era,
    "ROOT_DEVICE_UNUSED /launchTemplates/0/rootDeviceName",
  ]);
  const other = {
    ...ubuntu,
    name: "eks-al2",
    kubernetes: al2.kubernetes,
    rootVolume: { sizeGiB: 80 },
  };
  expect(findings(other, seed)).toEqual([era, "ROOT_DEVICE /launchTemplates/0/rootDeviceName"]);
});
