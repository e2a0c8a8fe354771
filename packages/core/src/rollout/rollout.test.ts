import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import type { ImageRecord } from "../image/image-record.ts";
import type { ImageReference } from "../image/image-reference.ts";
import type { JsonObject } from "../json-value.ts";
import { manifestSet } from "../plugin/manifest-rule.ts";
import { evidenceOfSubject, requestCloud, requestObjects } from "./evidence-request.ts";
import { imageText, intendedImageText, isIntendedImage } from "./intended-image.ts";
import { isIntendedVersion } from "./intended-version.ts";
import { judgeConditions } from "./judge-condition.ts";
import { judgeNode } from "./judge-node.ts";
import { rolloutFinding, rolloutFindings, rolloutVerdict } from "./rollout-findings.ts";
import { judgeRollout, type RolloutJudge } from "./rollout-judge.ts";
import { explainRolloutReason, type RolloutReasonCode, rolloutStateOf } from "./rollout-reasons.ts";

const data: {
  readonly states: readonly { readonly reasons: readonly RolloutReasonCode[] }[];
  readonly reasons: object;
} = JSON.parse(readFileSync(new URL("data/rollout-reasons.json", import.meta.url), "utf8"));

test("every reason means exactly one state", () => {
  const listed = data.states.flatMap(({ reasons }) => reasons);
  expect(listed.toSorted()).toEqual(Object.keys(data.reasons).toSorted());
  for (const code of listed) {
    expect(rolloutStateOf(code)).not.toBe("done");
    expect(explainRolloutReason(code).cause).not.toBe("");
  }
});

test.for([
  ["v1.34.1", "1.34.1", true],
  ["1.34.1", "v1.34.1", true],
  ["v1.34.1", "1.34", true],
  ["v1.34.1-eks-113cf36", "1.34.1", true],
  ["v1.34.2-eks-113cf36", "1.34.1", false],
  ["v1.34.0-rc.1", "1.34.0", false],
  ["v1.34.1+k3s1", "1.34.1+k3s1", true],
  ["v1.34.1+k3s1", "1.34.1", false],
  ["v1.34.1+a", "1.34.1+b", false],
  ["v1.34.1", "1.3", false],
  ["v1.33.9", "1.34", false],
  ["", "1.34", false],
  ["newest", "newest", false],
  ["v1.34.1", "", false],
] as const)("kubelet %s is the intended %s: %s", ([found, intended, answer]) => {
  expect(isIntendedVersion(found, intended)).toBe(answer);
});

const ami = (id: string, region?: string): ImageReference => ({
  kind: "ami",
  id,
  ...(region !== undefined && { region }),
});
const gallery = (resourceGroup: string, version: string): ImageReference => ({
  kind: "azure-gallery",
  subscriptionId: "11111111-2222-3333-4444-555555555555",
  resourceGroup,
  gallery: "images",
  definition: "ubuntu",
  version,
});
const template = (fields: { id?: string; name?: string; zone?: string }): ImageReference => ({
  kind: "cloudstack-template",
  ...fields,
});

test.for<{
  name: string;
  found: ImageReference;
  image: ImageReference;
  answer: boolean | undefined;
}>([
  { name: "an AMI", found: ami("ami-1"), image: ami("ami-1"), answer: true },
  { name: "another AMI", found: ami("ami-2"), image: ami("ami-1"), answer: false },
  {
    name: "an AMI of another region",
    found: ami("ami-1", "a"),
    image: ami("ami-1", "b"),
    answer: false,
  },
  {
    name: "an AMI whose region one side names",
    found: ami("ami-1"),
    image: ami("ami-1", "b"),
    answer: true,
  },
  { name: "a lookup", found: { kind: "ami-lookup" }, image: ami("ami-1"), answer: undefined },
  {
    name: "the same lookup",
    found: { kind: "ami-lookup", org: "1" },
    image: { kind: "ami-lookup", org: "1" },
    answer: true,
  },
  {
    name: "another lookup, which may find the same",
    found: { kind: "ami-lookup", org: "1" },
    image: { kind: "ami-lookup", org: "2" },
    answer: undefined,
  },
  {
    name: "an ARM id in other letters",
    found: gallery("RG", "1.0.0"),
    image: gallery("rg", "1.0.0"),
    answer: true,
  },
  {
    name: "another gallery version",
    found: gallery("rg", "1.0.1"),
    image: gallery("rg", "1.0.0"),
    answer: false,
  },
  {
    name: "a template by id",
    found: template({ id: "a", name: "x" }),
    image: template({ id: "a", name: "y" }),
    answer: true,
  },
  {
    name: "a template by name",
    found: template({ name: "x" }),
    image: template({ id: "a", name: "x" }),
    answer: true,
  },
  {
    name: "a template by id against one by name",
    found: template({ name: "x" }),
    image: template({ id: "a" }),
    answer: undefined,
  },
  {
    name: "a template of another zone",
    found: template({ name: "x", zone: "a" }),
    image: template({ name: "x", zone: "b" }),
    answer: undefined,
  },
])("$name against the intended image: $answer", ({ found, image, answer }) => {
  expect(isIntendedImage(found, { image })).toBe(answer);
});

test("a record answers with any of its references", () => {
  const references = [gallery("rg", "1.0.0"), ami("ami-1", "eu-west-1"), ami("ami-2", "us-east-1")];
  const intended = { record: { ...record("ubuntu", "24.04"), references } };
  expect(isIntendedImage(ami("ami-2"), intended)).toBe(true);
  expect(isIntendedImage(ami("ami-3"), intended)).toBe(false);
  expect(isIntendedImage(ami("ami-3"), {})).toBeUndefined();
});

test("references that name nothing are compared, not refused", () => {
  const empty = { kind: "karpenter-ami-selector", terms: [{}] } as const;
  const named = { kind: "karpenter-ami-selector", terms: [{ id: "ami-1" }] } as const;
  expect(isIntendedImage(empty, { image: named })).toBeUndefined();
  expect(isIntendedImage(empty, { image: empty })).toBe(true);
  const disk = {
    kind: "azure-managed-image",
    subscriptionId: "a",
    resourceGroup: "",
    name: "ubuntu",
  } as const;
  expect(isIntendedImage(disk, { image: { ...disk, resourceGroup: "b" } })).toBe(false);
  expect(isIntendedImage(disk, { image: { ...disk, name: "Ubuntu" } })).toBe(true);
});

test("images are told as a person reads them", () => {
  const { image, ...others } = { image: ami("ami-1"), record: record("ubuntu", "24.04") };
  expect(imageText(image)).toBe("ami id=ami-1");
  expect(imageText({ kind: "karpenter-ami-selector", terms: [{}] })).toBe(
    "karpenter-ami-selector terms=[{}]",
  );
  const references = [ami("ami-2"), { ...ami("ami-3"), region: "eu-west-1" }];
  expect(intendedImageText({ image, record: { ...others.record, references } })).toBe(
    "ami id=ami-1 or ami id=ami-2 or ami id=ami-3, region=eu-west-1",
  );
});

function record(distribution: ImageRecord["os"]["distribution"], release: string): ImageRecord {
  return {
    name: "image",
    kubernetesVersion: "1.34.1",
    os: { distribution, release },
    architecture: "amd64",
    references: [],
    components: { containerd: "2.1.4" },
    created: "2026-11-03T00:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  };
}

const info = {
  kubeletVersion: "v1.34.1",
  osImage: "Ubuntu 24.04.3 LTS",
  architecture: "amd64",
  containerRuntimeVersion: "containerd://2.1.4",
};

function node(nodeInfo: JsonObject, ready = "True"): JsonObject {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "worker-1" },
    status: { nodeInfo, conditions: [{ type: "Ready", status: ready }] },
  };
}

test.for<{ name: string; nodeInfo: JsonObject; codes: readonly string[] }>([
  { name: "what was built", nodeInfo: info, codes: [] },
  {
    name: "another kubelet",
    nodeInfo: { ...info, kubeletVersion: "v1.33.4" },
    codes: ["KUBELET_DIFFERS"],
  },
  {
    name: "another release",
    nodeInfo: { ...info, osImage: "Ubuntu 22.04.5 LTS" },
    codes: ["OS_IMAGE_DIFFERS"],
  },
  {
    name: "another system",
    nodeInfo: { ...info, osImage: "Flatcar Container Linux by Kinvolk 24.04.1 (Oklo)" },
    codes: ["OS_IMAGE_DIFFERS"],
  },
  {
    name: "another architecture",
    nodeInfo: { ...info, architecture: "arm64" },
    codes: ["ARCHITECTURE_DIFFERS"],
  },
  {
    name: "another containerd",
    nodeInfo: { ...info, containerRuntimeVersion: "containerd://1.7.28" },
    codes: ["RUNTIME_DIFFERS"],
  },
  {
    name: "nothing at all",
    nodeInfo: {},
    codes: ["KUBELET_DIFFERS", "OS_IMAGE_DIFFERS", "ARCHITECTURE_DIFFERS", "RUNTIME_DIFFERS"],
  },
])("a node of $name", ({ nodeInfo, codes }) => {
  const intended = { kubernetesVersion: "1.34.1", record: record("ubuntu", "24.04") };
  expect(judgeNode(node(nodeInfo), intended).map(({ code }) => code)).toEqual(codes);
});

test.for([
  ["Amazon Linux 2023.8.20250721", "amazon-linux", "2023", true],
  ["Amazon Linux 2", "amazon-linux", "2023", false],
  ["Amazon Linux 2", "amazon-linux", "2", true],
  ["Bottlerocket OS 1.44.0 (aws-k8s-1.34)", "bottlerocket", "1.44.0", true],
  ["Bottlerocket OS 1.43.0 (aws-k8s-1.34)", "bottlerocket", "1.44.0", false],
  ["Flatcar Container Linux by Kinvolk 4230.2.1 (Oklo)", "flatcar", "stable", true],
  ["Red Hat Enterprise Linux 9.6 (Plow)", "rhel", "9", true],
  ["Rocky Linux 8.10 (Green Obsidian)", "rocky", "9", false],
  ["Windows Server 2022 Datacenter", "windows", "2022", true],
  ["Microsoft Azure Linux 3.0", "azure-linux", "3.0", true],
] as const)("%s is %s %s: %s", ([osImage, distribution, release, answer]) => {
  const found = judgeNode(node({ ...info, osImage }), { record: record(distribution, release) });
  expect(found.map(({ code }) => code)).toEqual(answer ? [] : ["OS_IMAGE_DIFFERS"]);
});

test("a node that is not ready is not finished", () => {
  expect(judgeNode(node(info, "Unknown"), {}).map(({ code }) => code)).toEqual(["NODE_NOT_READY"]);
  expect(judgeNode({}, {}).map(({ code }) => code)).toEqual(["NODE_NOT_READY"]);
});

function widget(observedGeneration: number): JsonObject {
  return {
    metadata: { generation: 3 },
    status: { conditions: [{ type: "Ready", status: "True", observedGeneration }] },
  };
}

test("a condition of before the last change counts for nothing", () => {
  const subject = { group: "", kind: "Widget", name: "a" };
  const codes = (generation: number): readonly string[] =>
    judgeConditions(widget(generation), subject, "/status/conditions", [
      { type: "Ready", status: "True" },
      { type: "Odd", status: "True", optional: true },
    ]).map(({ code }) => code);
  expect(codes(3)).toEqual([]);
  expect(codes(2)).toEqual(["CONDITION_STALE"]);
});

test("no value of an object becomes an option or a second word of a command", () => {
  const hostile = ["--kubeconfig=x", "a b", "$(x)", "a;b", "file:///etc/passwd", "a,b", "a/b"];
  for (const value of hostile) {
    expect(requestObjects({ resource: "nodes", name: value, cluster: "workload" })).toEqual([]);
    expect(requestObjects({ resource: "n", labels: { a: value }, cluster: "workload" })).toEqual(
      [],
    );
    expect(requestCloud("eks:X", ["aws"], { name: value })).toEqual([]);
    expect(evidenceOfSubject({ group: value, kind: "A", name: "a" })).toEqual([]);
  }
});

test("evidence is asked for by words that can be run", () => {
  const subject = {
    group: "infrastructure.cluster.x-k8s.io",
    kind: "AWSMachine",
    name: "a",
    namespace: "prod",
  };
  expect(evidenceOfSubject(subject)).toEqual([
    {
      kind: "objects",
      cluster: "management",
      command: [
        "kubectl",
        "get",
        "awsmachines.infrastructure.cluster.x-k8s.io/a",
        "--namespace=prod",
        "--output=json",
      ],
    },
  ]);
});

test("a part that was not seen does not make the whole missing", () => {
  const subject = { group: "example.org", kind: "Part", name: "a" };
  const missing = rolloutVerdict([rolloutFinding("OBJECT_MISSING", subject, { message: "gone" })]);
  expect(missing.state).toBe("missing");
  const whole = rolloutVerdict(rolloutFindings(missing));
  expect(whole.state).toBe("unknown");
  expect(whole.evidence).toHaveLength(1);
});

test("evidence is asked for only where nothing else speaks against done", () => {
  const subject = { group: "", kind: "Node", name: "a" };
  const evidence = requestObjects({ resource: "nodes", cluster: "workload" });
  const unseen = rolloutFinding("NODES_NOT_SEEN", subject, { message: "unseen", evidence });
  const late = rolloutFinding("KUBELET_DIFFERS", subject, { message: "late" });
  expect(rolloutVerdict([unseen, unseen]).evidence).toEqual(evidence);
  expect(rolloutVerdict([unseen, late])).toMatchObject({ state: "running", evidence: [] });
});

test("a judge that asks about itself comes to an end", () => {
  const live = manifestSet([{ apiVersion: "v1", kind: "Loop", metadata: { name: "a" } }]);
  const subject = { group: "", kind: "Loop", name: "a" };
  const judge: RolloutJudge = {
    group: "",
    kinds: ["Loop"],
    judge: (_object, question, ask) => ask(question),
  };
  expect(judgeRollout({ subject, intended: {}, live }, [judge]).state).toBe("unknown");
});
