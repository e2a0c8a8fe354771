import { expect, test } from "vitest";

import { nodeClass } from "../__fixtures__/findings.ts";
import type { EbsVolume, KubeletOptions, NodeClassOptions } from "../index.ts";

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
  ["a commented bootstrap", { userData: "#!/bin/bash\n# not /etc/eks/bootstrap.sh\ntrue\n" }, []],
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
    { userData: "#!/bin/bash\r\ntrue\n" },
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

test("Windows keeps its carriage returns", () => {
  expect(nodeClass({ amiFamily: "Windows2022", userData: "Write-Host a\r\n" })).not.toContain(
    "USERDATA_LINE_ENDS /nodeClasses/0/userData",
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

test.for<readonly [string, Partial<NodeClassOptions>, readonly string[]]>([
  [
    "a reservation by nothing",
    { capacityReservationSelectorTerms: [{ ownerID: "123456789012" }] },
    ["INSTANCE /nodeClasses/0/capacityReservationSelectorTerms/0"],
  ],
  [
    "an id beside its owner",
    { capacityReservationSelectorTerms: [{ id: "cr-1", ownerID: "123456789012" }] },
    ["INSTANCE /nodeClasses/0/capacityReservationSelectorTerms/0"],
  ],
  [
    "a placement group by both",
    { placementGroupSelector: { name: "a", id: "pg-1" } },
    ["INSTANCE /nodeClasses/0/placementGroupSelector"],
  ],
  ["no timeout", { connectionTracking: {} }, ["INSTANCE /nodeClasses/0/connectionTracking"]],
  [
    "no primary interface",
    {
      networkInterfaces: [{ networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa-only" }],
    },
    ["INSTANCE /nodeClasses/0/networkInterfaces"],
  ],
  [
    "two interfaces of one place",
    {
      networkInterfaces: [
        { networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" },
        { networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa-only" },
      ],
    },
    ["INSTANCE /nodeClasses/0/networkInterfaces"],
  ],
  [
    "everything in order",
    {
      capacityReservationSelectorTerms: [{ id: "cr-1" }],
      placementGroupSelector: { id: "pg-1" },
      connectionTracking: { udpTimeout: 30 },
      networkInterfaces: [{ networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface" }],
    },
    [],
  ],
])("instances: %s", ([, change, expected]) => {
  expect(nodeClass(change)).toEqual(expected);
});
