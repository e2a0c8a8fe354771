import { readFileSync } from "node:fs";

import { isJsonObject, type JsonObject, type JsonValue, valueAt } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { karpenterWebhooks } from "../index.ts";

/** What the webhooks of a kind say of a spec, by pointer. */
function judge(
  kind: string,
  version: string,
  spec: JsonObject,
  old?: JsonObject,
): readonly string[] {
  const webhook = karpenterWebhooks.find(
    (one) => one.kinds.includes(kind) && one.versions.includes(version),
  );
  const object = { apiVersion: `${webhook?.group ?? ""}/${version}`, kind, spec };
  const oldObject = { ...object, spec: old ?? {} };
  const targetVersions = { karpenter: "0.32.10" };
  const review = { object, targetVersions, ...(old !== undefined && { oldObject }) };
  return (webhook?.validate?.(review) ?? []).map(({ pointer, message }) => `${pointer} ${message}`);
}

const template = { subnetSelector: { a: "b" }, securityGroupSelector: { a: "b" } };

test.for<readonly [JsonObject, readonly string[]]>([
  [template, []],
  [
    {},
    [
      "/spec/subnetSelector missing field(s): spec.provider.subnetSelector",
      "/spec/securityGroupSelector missing field(s): spec.provider.securityGroupSelector",
    ],
  ],
  [{ subnetSelector: { a: "b" }, launchTemplate: "x" }, []],
  [
    { ...template, launchTemplate: "x", amiFamily: "AL2", userData: "u", amiSelector: { a: "b" } },
    [
      "/spec/securityGroupSelector expected exactly one, got both: spec.provider.launchTemplate, spec.provider.securityGroupSelector",
      "/spec/amiFamily expected exactly one, got both: spec.provider.amiFamily, spec.provider.launchTemplate",
      "/spec/userData expected exactly one, got both: spec.launchTemplate, spec.userData",
      "/spec/amiSelector expected exactly one, got both: spec.amiSelector, spec.launchTemplate",
    ],
  ],
  [
    { ...template, amiSelector: { "aws-ids": "ami-1, ami456" } },
    [
      "/spec/amiSelector/aws-ids invalid value: \"ami456\": spec.amiSelector['aws-ids'] must be a valid ami-id (regex: ami-[0-9a-z]+)",
    ],
  ],
  [
    { ...template, amiSelector: { "aws::ids": "ami-1", team: "a" } },
    [
      '/spec/amiSelector "aws::ids" filter is mutually exclusive, cannot be set with a combination of other filters in: spec.amiSelector',
    ],
  ],
  [
    { ...template, subnetSelector: { a: "" } },
    ["/spec/subnetSelector/a invalid value: \"\": spec.provider.subnetSelector['a']"],
  ],
  [{ ...template, amiFamily: "Custom" }, ["/spec/amiSelector missing field(s): spec.amiSelector"]],
  [
    { ...template, amiFamily: "AL2023" },
    [
      "/spec/amiFamily invalid value: AL2023 not in Bottlerocket, AL2, Ubuntu, Windows2019, Windows2022, Custom: spec.provider.amiFamily",
    ],
  ],
  [
    { ...template, metadataOptions: { httpTokens: "maybe", httpPutResponseHopLimit: 65 } },
    [
      "/spec/metadataOptions/httpTokens invalid value: maybe not in optional, required: spec.provider.metadataOptions.httpTokens",
      "/spec/metadataOptions/httpPutResponseHopLimit expected 1 <= 65 <= 64: spec.provider.metadataOptions.httpPutResponseHopLimit",
    ],
  ],
  [
    {
      ...template,
      blockDeviceMappings: [
        { ebs: { volumeSize: "900M" } },
        { deviceName: "a", ebs: {} },
        { deviceName: "b", ebs: { snapshotID: "s" } },
        { deviceName: "c" },
        { deviceName: "d", ebs: { volumeSize: "60Ti", volumeType: "gp1" } },
      ],
    },
    [
      "/spec/blockDeviceMappings/0/deviceName missing field(s): spec.provider.blockDeviceMappings[0].deviceName",
      "/spec/blockDeviceMappings/0/ebs/volumeSize expected 1G <= 900M <= 64T: spec.provider.blockDeviceMappings[0].ebs.volumeSize",
      "/spec/blockDeviceMappings/1/ebs/volumeSize missing field(s): spec.provider.blockDeviceMappings[1].ebs.volumeSize",
      "/spec/blockDeviceMappings/3/ebs missing field(s): spec.provider.blockDeviceMappings[3].ebs",
      "/spec/blockDeviceMappings/4/ebs/volumeType invalid value: gp1 not in standard, io1, io2, gp2, sc1, st1, gp3: spec.provider.blockDeviceMappings[4].ebs.volumeType",
      "/spec/blockDeviceMappings/4/ebs/volumeSize expected 1G <= 60Ti <= 64T: spec.provider.blockDeviceMappings[4].ebs.volumeSize",
    ],
  ],
  [
    { ...template, tags: { "": "a", "kubernetes.io/cluster/a": "owned" } },
    [
      "/spec/tags/ invalid value: the tag with key : '' and value : 'a' is invalid because empty tag keys aren't supported: spec.provider.tags",
      '/spec/tags/kubernetes.io~1cluster~1a invalid key name "kubernetes.io/cluster/a": spec.tags\ntag contains a restricted tag matching "^kubernetes\\\\.io/cluster/[0-9A-Za-z][A-Za-z0-9\\\\-_]*$"',
    ],
  ],
])("an AWSNodeTemplate with %j", ([spec, expected]) => {
  expect(judge("AWSNodeTemplate", "v1alpha1", spec)).toEqual(expected);
});

const requires = (key: string, operator: string, ...values: string[]): JsonObject => ({
  providerRef: { name: "a" },
  requirements: [{ key, operator, values }],
});
const at = "/spec/requirements/0";

test.for<readonly [JsonObject, readonly string[]]>([
  [{ providerRef: { name: "a" } }, []],
  [{}, ["/spec expected exactly one, got neither: spec.provider, spec.providerRef"]],
  [
    { providerRef: { name: "a" }, provider: template },
    ["/spec/provider expected exactly one, got both: spec.provider, spec.providerRef"],
  ],
  [
    { provider: { launchTemplate: "x" } },
    ["/spec/provider/subnetSelector missing field(s): provider.subnetSelector"],
  ],
  [
    { providerRef: { name: "a" }, consolidation: { enabled: true }, ttlSecondsAfterEmpty: -1 },
    [
      "/spec/ttlSecondsAfterEmpty invalid value: cannot be negative: spec.ttlSecondsAfterEmpty",
      "/spec/ttlSecondsAfterEmpty expected exactly one, got both: spec.consolidation.enabled, spec.ttlSecondsAfterEmpty",
    ],
  ],
  [requires("kubernetes.io/arch", "In", "arm64"), []],
  [
    requires("karpenter.sh/provisioner-name", "Exists"),
    [`${at} invalid value: karpenter.sh/provisioner-name is restricted: spec.requirements[0]`],
  ],
  [
    requires("kubernetes.io/hostname", "Exists"),
    [`${at} invalid value: label kubernetes.io/hostname is restricted: spec.requirements[0]`],
  ],
  [
    requires("team", "Gte", "1"),
    [`${at} invalid value: key team has an unsupported operator Gte: spec.requirements[0]`],
  ],
  [
    requires("team", "In"),
    [
      `${at} invalid value: key team with operator In must have a value defined: spec.requirements[0]`,
    ],
  ],
  [
    requires("team", "Gt", "-1"),
    [
      `${at} invalid value: invalid value -1 for key team: spec.requirements[0]`,
      `${at} invalid value: key team with operator Gt must have a single positive integer value: spec.requirements[0]`,
    ],
  ],
  [
    { providerRef: { name: "a" }, labels: { "karpenter.sh/provisioner-name": "x", a: "b c" } },
    [
      '/spec/labels/karpenter.sh~1provisioner-name invalid key name "karpenter.sh/provisioner-name": spec.labels',
      "/spec/labels/a invalid value: b c: spec.labels[a]",
    ],
  ],
  [
    {
      providerRef: { name: "a" },
      taints: [{ key: "a", effect: "NoSchedule" }],
      startupTaints: [
        { key: "a", effect: "NoSchedule" },
        { key: "b c", effect: "Never" },
      ],
    },
    [
      "/spec/startupTaints/0 duplicate taint Key/Effect pair a=NoSchedule: spec.taints[0]",
      "/spec/startupTaints/1 invalid value: b c: spec.startupTaints[1]",
      "/spec/startupTaints/1 invalid value: Never: spec.startupTaints[1]",
    ],
  ],
  [
    {
      providerRef: { name: "a" },
      kubeletConfiguration: {
        evictionHard: { "memory.available": "101%", disk: "1Gi" },
        evictionSoft: { "memory.available": "5%" },
        kubeReserved: { gpu: "1", cpu: "-1" },
        imageGCHighThresholdPercent: 10,
        imageGCLowThresholdPercent: 20,
      },
    },
    [
      '/spec/kubeletConfiguration/evictionHard/memory.available invalid value: 101%: spec.kubeletConfiguration.evictionHard["memory.available"]\nPercentage values cannot be greater than 100',
      '/spec/kubeletConfiguration/evictionHard/disk invalid key name "disk": spec.kubeletConfiguration.evictionHard',
      '/spec/kubeletConfiguration/kubeReserved/gpu invalid key name "gpu": spec.kubeletConfiguration.kubeReserved',
      '/spec/kubeletConfiguration/kubeReserved/cpu invalid value: -1: spec.kubeletConfiguration.kubeReserved["cpu"]\nValue cannot be a negative resource quantity',
      '/spec/kubeletConfiguration/evictionSoft/memory.available invalid key name "memory.available": spec.kubeletConfiguration.evictionSoft\nKey does not have a matching evictionSoftGracePeriod',
      "/spec/kubeletConfiguration/imageGCHighThresholdPercent invalid value: must be greater than imageGCLowThresholdPercent: spec.kubeletConfiguration.imageGCHighThresholdPercent",
    ],
  ],
])("a Provisioner with %j", ([spec, expected]) => {
  expect(judge("Provisioner", "v1alpha5", spec)).toEqual(expected);
});

const nodeClass = {
  amiFamily: "AL2",
  role: "r",
  subnetSelectorTerms: [{ id: "subnet-1" }],
  securityGroupSelectorTerms: [{ name: "a" }],
};

test.for<readonly [JsonObject, JsonObject | undefined, readonly string[]]>([
  [nodeClass, undefined, []],
  [nodeClass, nodeClass, []],
  [nodeClass, { ...nodeClass, role: "q" }, ["/spec/role Immutable field changed: spec.role"]],
  [
    { ...nodeClass, instanceProfile: "p" },
    undefined,
    ["/spec expected exactly one, got both: spec.instanceProfile, spec.role"],
  ],
  [
    { amiFamily: "AL2", subnetSelectorTerms: [{ id: "s" }], securityGroupSelectorTerms: [] },
    undefined,
    [
      "/spec expected exactly one, got neither: spec.instanceProfile, spec.role",
      "/spec/securityGroupSelectorTerms expected exactly one, got neither: spec.securityGroupSelectorTerms",
    ],
  ],
  [
    { ...nodeClass, amiFamily: "Custom" },
    undefined,
    ["/spec/amiSelectorTerms missing field(s): spec.amiFamily.amiSelectorTerms"],
  ],
  [
    { ...nodeClass, amiSelectorTerms: [{ owner: "self" }, { id: "ami-1", name: "a" }] },
    undefined,
    [
      "/spec/amiSelectorTerms/0 expected at least one, got none: tags, id, name",
      '/spec/amiSelectorTerms/1 "id" is mutually exclusive, cannot be set with a combination of other fields in: spec.amiSelectorTerms[1]',
    ],
  ],
  [
    {
      ...nodeClass,
      blockDeviceMappings: [
        { deviceName: "a", rootVolume: true, ebs: { volumeSize: "1Gi" } },
        { deviceName: "b", rootVolume: true, ebs: { volumeSize: "1Gi" } },
      ],
    },
    undefined,
    [
      "/spec/blockDeviceMappings expected exactly one, got both: spec.blockDeviceMappings.more than 1 root volume configured",
    ],
  ],
])("an EC2NodeClass v1beta1 with %j instead of %j", ([spec, old, expected]) => {
  expect(judge("EC2NodeClass", "v1beta1", spec, old)).toEqual(expected);
});

test.for<readonly [JsonObject, readonly string[]]>([
  [{ template: { spec: { requirements: [] } } }, []],
  [
    { disruption: { consolidationPolicy: "WhenEmpty" } },
    [
      "/spec/disruption/consolidateAfter consolidateAfter must be specified with consolidationPolicy=WhenEmpty: spec.deprovisioning",
    ],
  ],
  [
    { disruption: { consolidateAfter: "30s" } },
    [
      "/spec/disruption/consolidateAfter consolidateAfter cannot be combined with consolidationPolicy=WhenUnderutilized: spec.deprovisioning",
    ],
  ],
  [{ disruption: { consolidateAfter: "Never" } }, []],
  [
    { disruption: { budgets: [{ nodes: "10%", schedule: "0 9 * * 7" }, { nodes: "10" }] } },
    [
      "/spec/disruption/budgets/0 crontab and duration must be specified together: spec.deprovisioning.budget[0]",
      "/spec/disruption/budgets/0/schedule invalid value: 0 9 * * 7: spec.deprovisioning.budget[0].crontab",
    ],
  ],
  [
    { template: { spec: { resources: { requests: { cpu: "1" } } } } },
    [
      "/spec/template/spec/resources/requests must not set the field(s): spec.template.resources.requests",
    ],
  ],
])("a NodePool v1beta1 with %j", ([spec, expected]) => {
  expect(judge("NodePool", "v1beta1", spec)).toEqual(expected);
});

test("from 0.33 on, and in v1, the definitions judge alone", () => {
  const webhook = karpenterWebhooks.find(({ kinds }) => kinds.includes("EC2NodeClass"));
  const judged = (version: string, targetVersions: { readonly [name: string]: string }): number => {
    const object = { apiVersion: `karpenter.k8s.aws/${version}`, kind: "EC2NodeClass", spec: {} };
    return webhook?.validate?.({ object, targetVersions }).length ?? 0;
  };
  expect(judged("v1beta1", { karpenter: "0.32.1" })).toBeGreaterThan(0);
  expect(judged("v1beta1", { karpenter: "0.33.0" })).toBe(0);
  expect(judged("v1beta1", {})).toBe(0);
  expect(judged("v1", { karpenter: "0.32.1" })).toBe(0);
});

function readObject(path: string): JsonValue | undefined {
  const parsed = readYaml(readFileSync(path), { file: path });
  return parsed.ok ? parsed.value[0]?.value : undefined;
}

test.for(["provisioner", "provisioner_provider"])(
  "a provisioner gets the requirements that upstream's converter shows: %s",
  (name, context) => {
    const folder = requireUpstream(context, "karpenter/convert-alpha-to-beta");
    const input = readObject(`${folder}/${name}.input.yaml`);
    const expected = readObject(`${folder}/${name}.expected.yaml`) ?? {};
    const webhook = karpenterWebhooks.find(({ kinds }) => kinds.includes("Provisioner"));
    const mutated = isJsonObject(input)
      ? webhook?.mutate?.({ object: input, targetVersions: {} })
      : undefined;
    const requirements = valueAt(mutated ?? {}, "/spec/requirements");
    expect(requirements).toEqual(valueAt(expected, "/spec/template/spec/requirements"));
    expect(requirements).not.toBeUndefined();
  },
);
