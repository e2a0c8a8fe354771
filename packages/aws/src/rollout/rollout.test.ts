import { readFileSync } from "node:fs";

import { clusterApiJudges } from "@imagewright/cluster-api";
import {
  type CloudAnswer,
  type ImageRecord,
  isJsonObject,
  judgeRollout,
  type JsonObject,
  type JsonValue,
  manifestSet,
  replaceAt,
  type RolloutIntent,
  type RolloutReasonCode,
  type RolloutState,
  type RolloutVerdict,
  textAt,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import fc from "fast-check";
import { expect, test } from "vitest";

import { awsJudges } from "./aws-judges.ts";

const file = "finished.yaml";
const read = readYaml(readFileSync(new URL(`__fixtures__/${file}`, import.meta.url), "utf8"), {
  file,
});
const finished: readonly JsonObject[] = read.ok
  ? read.value.map(({ value }) => value).filter((value) => isJsonObject(value))
  : [];

const record: ImageRecord = {
  name: "eks-1.33.4",
  kubernetesVersion: "1.33.4",
  os: { distribution: "amazon-linux", release: "2023" },
  architecture: "amd64",
  references: [{ kind: "ami", id: "ami-0aaaaaaaaaaaaaaaa", region: "eu-west-1" }],
  components: { containerd: "2.1.4" },
  created: "2026-11-03T00:00:00Z",
  lifecycle: { state: "supported" },
  parents: [],
};
const image = { kind: "ami", id: "ami-0aaaaaaaaaaaaaaaa" } as const;
const version = { kubernetesVersion: "1.33" };

const nodegroup = {
  nodegroupName: "workers",
  clusterName: "prod_orders",
  version: "1.33",
  releaseVersion: "ami-0aaaaaaaaaaaaaaaa",
  status: "ACTIVE",
  launchTemplate: { name: "workers", version: "5", id: "lt-0aaaaaaaaaaaaaaaa" },
  health: { issues: [] },
};
function eks(changes: JsonObject = {}): CloudAnswer {
  return { call: "eks:DescribeNodegroup", answer: { nodegroup: { ...nodegroup, ...changes } } };
}
function templateOf(id: string, number: number, ami: string = image.id): CloudAnswer {
  return {
    call: "ec2:DescribeLaunchTemplateVersions",
    answer: {
      LaunchTemplateVersions: [
        { LaunchTemplateId: id, VersionNumber: number, LaunchTemplateData: { ImageId: ami } },
      ],
    },
  };
}
function asg(...versions: readonly string[]): CloudAnswer {
  const Instances = versions.map((Version, index) => ({
    InstanceId: `i-0bbbbbbbbbbbbbbb${index}`,
    LifecycleState: "InService",
    LaunchTemplate: { LaunchTemplateId: "lt-0bbbbbbbbbbbbbbbb", Version },
  }));
  const group = { AutoScalingGroupName: "batch-asg", DesiredCapacity: 2, Instances };
  return { call: "autoscaling:DescribeAutoScalingGroups", answer: { AutoScalingGroups: [group] } };
}
function refreshes(...statuses: readonly string[]): CloudAnswer {
  const InstanceRefreshes = statuses.map((Status, day) => ({
    AutoScalingGroupName: "batch-asg",
    Status,
    StartTime: `2026-11-${10 + day}T08:00:00+00:00`,
  }));
  return { call: "autoscaling:DescribeInstanceRefreshes", answer: { InstanceRefreshes } };
}
function instances(...images: readonly string[]): CloudAnswer {
  const Instances = images.map((ImageId, index) => ({
    InstanceId: `i-0aaaaaaaaaaaaaaa${index + 1}`,
    ImageId,
  }));
  return { call: "ec2:DescribeInstances", answer: { Reservations: [{ Instances }] } };
}

interface Row {
  readonly name: string;
  readonly subject: string;
  readonly intended: RolloutIntent;
  readonly set?: Readonly<Record<string, JsonValue | undefined>>;
  readonly without?: readonly string[];
  readonly node?: JsonValue;
  readonly cloud?: readonly CloudAnswer[];
  readonly state: RolloutState;
  readonly codes?: readonly RolloutReasonCode[];
  readonly calls?: readonly string[];
}

const groupOf: Readonly<Record<string, string>> = {
  AWSManagedControlPlane: "controlplane.cluster.x-k8s.io",
  MachinePool: "cluster.x-k8s.io",
  Machine: "cluster.x-k8s.io",
};

function liveOf({ subject, set = {}, without = [], node }: Row): readonly JsonObject[] {
  const [kind, name] = subject.split("/");
  return finished
    .filter((object) => !without.includes(textAt(object, "/metadata/name") ?? ""))
    .map((object) => {
      const its = textAt(object, "/metadata/name");
      if (textAt(object, "/kind") === kind && its === name) {
        return Object.entries(set).reduce((one, [at, to]) => replaceAt(one, at, to) ?? one, object);
      }
      return node !== undefined &&
        its?.endsWith("-1") === true &&
        textAt(object, "/kind") === "Node"
        ? (replaceAt(object, "/status/nodeInfo/kubeletVersion", node) ?? object)
        : object;
    });
}

function judge(row: Row): RolloutVerdict {
  const [kind = "", name = ""] = row.subject.split("/");
  const group = groupOf[kind] ?? "infrastructure.cluster.x-k8s.io";
  return judgeRollout(
    {
      subject: { group, kind, name, namespace: "prod" },
      intended: row.intended,
      live: manifestSet(liveOf(row)),
      cloud: row.cloud ?? [],
    },
    [...clusterApiJudges, ...awsJudges],
  );
}

const plane = "AWSManagedControlPlane/orders";
const managed = "AWSManagedMachinePool/workers";
const pool = "AWSMachinePool/batch";
const machine = "AWSMachine/cp-1";
const workers = ["workers-1", "workers-2"];
const batch = ["batch-1", "batch-2"];

const rows: readonly Row[] = [
  { name: "has reached the minor", subject: plane, intended: version, state: "done" },
  {
    name: "has reached the minor of a patch",
    subject: plane,
    intended: { kubernetesVersion: "1.33.9" },
    state: "done",
  },
  {
    name: "asks for less",
    subject: plane,
    intended: { kubernetesVersion: "1.34" },
    state: "unobserved",
    codes: ["INTENT_NOT_APPLIED"],
  },
  {
    name: "is a minor behind, and ready all the while",
    subject: plane,
    intended: { kubernetesVersion: "1.34" },
    set: { "/spec/version": "v1.34.0" },
    state: "running",
    codes: ["VERSION_DIFFERS"],
  },
  {
    name: "does not report its version",
    subject: plane,
    intended: version,
    set: { "/status/version": undefined },
    state: "running",
    codes: ["VERSION_MISSING"],
  },
  {
    name: "is being updated",
    subject: plane,
    intended: version,
    set: { "/status/conditions/1/status": "True" },
    state: "running",
    codes: ["CONDITION_DIFFERS"],
  },
  {
    name: "was never updated, so that there is no such condition",
    subject: plane,
    intended: version,
    set: { "/status/conditions/1": undefined },
    state: "done",
  },
  {
    name: "has an add-on that is not configured",
    subject: plane,
    intended: version,
    set: { "/status/conditions/2/status": "False" },
    state: "running",
    codes: ["CONDITION_DIFFERS"],
  },
  {
    name: "is not ready",
    subject: plane,
    intended: version,
    set: { "/status/conditions/0/status": "False" },
    state: "running",
    codes: ["CONDITION_DIFFERS"],
  },
  {
    name: "was upgraded by AWS itself, which CAPA reports as a failure",
    subject: plane,
    intended: version,
    set: { "/status/failureMessage": "version mismatch", "/status/version": "v1.34.1" },
    state: "failed",
    codes: ["FAILED", "VERSION_DIFFERS"],
  },
  {
    name: "is paused",
    subject: plane,
    intended: version,
    set: { "/metadata/annotations": { "cluster.x-k8s.io/paused": "" } },
    state: "paused",
    codes: ["PAUSED"],
  },

  { name: "is proven by its nodes", subject: managed, intended: version, state: "done" },
  {
    name: "has a node of another minor",
    subject: managed,
    intended: version,
    node: "v1.32.9-eks-113cf36",
    state: "running",
    codes: ["KUBELET_DIFFERS"],
  },
  {
    name: "is ready, which proves nothing",
    subject: managed,
    intended: version,
    without: workers,
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
    calls: ["nodes", "eks:DescribeNodegroup"],
  },
  {
    name: "has instances that are not all listed",
    subject: managed,
    intended: version,
    set: { "/status/replicas": 3 },
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "is proven by EKS",
    subject: managed,
    intended: version,
    without: workers,
    cloud: [eks()],
    state: "done",
  },
  {
    name: "is proven by EKS to the patch, with an image of EKS",
    subject: managed,
    intended: { kubernetesVersion: "1.33.4" },
    without: workers,
    cloud: [eks({ releaseVersion: "1.33.4-20250901" })],
    state: "done",
  },
  {
    name: "has a custom image, of which EKS knows no patch",
    subject: managed,
    intended: { kubernetesVersion: "1.33.4" },
    without: workers,
    cloud: [eks()],
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "is being updated by EKS",
    subject: managed,
    intended: version,
    cloud: [eks({ status: "UPDATING" })],
    state: "running",
    codes: ["CLOUD_STATE_DIFFERS"],
  },
  {
    name: "is degraded",
    subject: managed,
    intended: version,
    cloud: [eks({ status: "DEGRADED" })],
    state: "failed",
    codes: ["FAILED"],
  },
  {
    name: "has issues",
    subject: managed,
    intended: version,
    cloud: [eks({ health: { issues: [{ code: "AsgInstanceLaunchFailures" }] } })],
    state: "failed",
    codes: ["FAILED"],
  },
  {
    name: "is of another version of its launch template",
    subject: managed,
    intended: version,
    cloud: [eks({ launchTemplate: { id: "lt-0aaaaaaaaaaaaaaaa", version: "4" } })],
    state: "running",
    codes: ["MODEL_OUTDATED"],
  },
  {
    name: "is of another release than its amiVersion",
    subject: managed,
    intended: version,
    set: { "/spec/amiVersion": "1.33.4-20250901" },
    cloud: [eks({ releaseVersion: "1.33.1-20250601" })],
    state: "running",
    codes: ["VERSION_DIFFERS"],
  },
  {
    name: "is a minor behind, says EKS",
    subject: managed,
    intended: version,
    cloud: [eks({ version: "1.32" })],
    without: workers,
    state: "running",
    codes: ["VERSION_DIFFERS", "NODES_NOT_SEEN"],
  },
  {
    name: "is another group's answer",
    subject: managed,
    intended: version,
    without: workers,
    cloud: [eks({ clusterName: "test_orders" })],
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "asks for another image",
    subject: managed,
    intended: { image: { kind: "ami", id: "ami-0ffffffffffffffff" } },
    state: "unobserved",
    codes: ["INTENT_NOT_APPLIED"],
  },
  {
    name: "asks for the image, which proves nothing",
    subject: managed,
    intended: { ...version, image },
    cloud: [eks()],
    state: "unknown",
    codes: ["IMAGE_NOT_SEEN"],
    calls: ["ec2:DescribeInstances", "ec2:DescribeLaunchTemplateVersions"],
  },
  {
    name: "is of the template's version, which is of the image",
    subject: managed,
    intended: { ...version, image },
    cloud: [eks(), templateOf("lt-0aaaaaaaaaaaaaaaa", 5)],
    state: "done",
  },
  {
    name: "is of the template's version, which is of another image",
    subject: managed,
    intended: { ...version, image },
    cloud: [eks(), templateOf("lt-0aaaaaaaaaaaaaaaa", 5, "ami-0ffffffffffffffff")],
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "has every instance of the image",
    subject: managed,
    intended: { ...version, record },
    cloud: [instances(image.id, image.id)],
    state: "done",
  },
  {
    name: "has one instance of another image",
    subject: managed,
    intended: { ...version, record },
    cloud: [instances(image.id, "ami-0ffffffffffffffff")],
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "has one instance whose image was not seen",
    subject: managed,
    intended: { ...version, record },
    cloud: [instances(image.id)],
    state: "unknown",
    codes: ["IMAGE_NOT_SEEN"],
  },
  {
    name: "has no launch template ready",
    subject: managed,
    intended: version,
    set: { "/status/conditions/1/status": "False" },
    state: "running",
    codes: ["CONDITION_DIFFERS"],
  },
  {
    name: "has failed",
    subject: managed,
    intended: version,
    set: { "/status/failureMessage": "Launch template details can't be null" },
    state: "failed",
    codes: ["FAILED"],
  },

  { name: "is proven by its nodes", subject: pool, intended: version, state: "done" },
  {
    name: "is ready, which proves nothing",
    subject: pool,
    intended: version,
    without: batch,
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
    calls: ["nodes"],
  },
  {
    name: "has a node of another kubelet",
    subject: pool,
    intended: { kubernetesVersion: "1.33.4" },
    node: "v1.33.1-eks-113cf36",
    state: "running",
    codes: ["KUBELET_DIFFERS"],
  },
  {
    name: "has every instance on the newest template, which does not tell the kubelet",
    subject: pool,
    intended: version,
    without: batch,
    cloud: [asg("7", "7"), refreshes("Successful")],
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "has every instance on the newest template of the image, whose record tells the kubelet",
    subject: pool,
    intended: { kubernetesVersion: "1.33.4", record },
    without: batch,
    cloud: [asg("7", "7"), refreshes("Successful"), templateOf("lt-0bbbbbbbbbbbbbbbb", 7)],
    state: "done",
  },
  {
    name: "has a template of the image whose record tells another kubelet",
    subject: pool,
    intended: { kubernetesVersion: "1.33.5", record },
    without: batch,
    cloud: [asg("7", "7"), templateOf("lt-0bbbbbbbbbbbbbbbb", 7)],
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "has an instance on an older template",
    subject: pool,
    intended: version,
    cloud: [asg("7", "6")],
    state: "running",
    codes: ["MODEL_OUTDATED"],
  },
  {
    name: "has fewer instances than are wanted",
    subject: pool,
    intended: version,
    cloud: [asg("7")],
    state: "running",
    codes: ["COUNTER_DIFFERS"],
  },
  {
    name: "is refreshed",
    subject: pool,
    intended: version,
    cloud: [refreshes("Successful", "InProgress")],
    state: "running",
    codes: ["CLOUD_STATE_DIFFERS"],
  },
  {
    name: "was refreshed after an earlier refresh failed",
    subject: pool,
    intended: version,
    cloud: [refreshes("Failed", "Successful")],
    state: "done",
  },
  {
    name: "has a newest refresh that failed",
    subject: pool,
    intended: version,
    cloud: [refreshes("Successful", "Failed"), asg("7", "6")],
    state: "failed",
    codes: ["INSTANCE_REFRESH_FAILED", "MODEL_OUTDATED"],
  },
  {
    name: "has a refresh that was cancelled, and every instance replaced since",
    subject: pool,
    intended: version,
    cloud: [refreshes("Cancelled"), asg("7", "7")],
    state: "done",
  },
  {
    name: "has an image that only the cloud knows",
    subject: pool,
    intended: { image },
    state: "unknown",
    codes: ["IMAGE_NOT_SEEN"],
    calls: [
      "ec2:DescribeInstances",
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeInstanceRefreshes",
    ],
  },
  {
    name: "has no group that is ready",
    subject: pool,
    intended: version,
    set: { "/status/conditions/1/status": "False" },
    state: "running",
    codes: ["CONDITION_DIFFERS"],
  },
  {
    name: "is paused by itself, so that its two changes make one refresh",
    subject: pool,
    intended: version,
    set: { "/metadata/annotations": { "cluster.x-k8s.io/paused": "" } },
    state: "paused",
    codes: ["PAUSED"],
  },

  { name: "was made from the image", subject: machine, intended: { image }, state: "done" },
  {
    name: "was made from another image",
    subject: machine,
    intended: { image: { kind: "ami", id: "ami-0ffffffffffffffff" } },
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "was made by a lookup",
    subject: machine,
    intended: { record },
    set: { "/spec/ami": {}, "/spec/imageLookupOrg": "111122223333" },
    state: "unknown",
    codes: ["IMAGE_NOT_SEEN"],
    calls: ["ec2:DescribeInstances"],
  },
  {
    name: "was made by a lookup, and EC2 says of what",
    subject: machine,
    intended: { record },
    set: { "/spec/ami": {}, "/spec/instanceID": "i-0aaaaaaaaaaaaaaa1" },
    cloud: [instances(image.id)],
    state: "done",
  },
  {
    name: "is not there any more",
    subject: machine,
    intended: { image },
    set: { "/status/conditions/0/status": "False" },
    state: "running",
    codes: ["CONDITION_DIFFERS"],
  },

  {
    name: "asks its node group, and needs no Nodes where EKS has answered",
    subject: "MachinePool/workers",
    intended: version,
    without: workers,
    cloud: [eks()],
    state: "done",
  },
  {
    name: "asks its node group, which knows no more than the Nodes",
    subject: "MachinePool/workers",
    intended: version,
    without: workers,
    state: "unknown",
    codes: ["NODES_NOT_SEEN", "NODES_NOT_SEEN", "NODES_NOT_SEEN"],
    calls: ["nodes", "eks:DescribeNodegroup"],
  },
  {
    name: "is proven by its Nodes, and EKS is still at work",
    subject: "MachinePool/workers",
    intended: version,
    cloud: [eks({ status: "UPDATING" })],
    state: "running",
    codes: ["CLOUD_STATE_DIFFERS"],
  },
  {
    name: "takes only the minor of its own version, since EKS chooses the patch",
    subject: "MachinePool/workers",
    intended: {},
    state: "done",
  },
  {
    name: "has Nodes of the minor, and another patch is intended",
    subject: "MachinePool/workers",
    intended: { kubernetesVersion: "1.33.1" },
    state: "running",
    codes: ["KUBELET_DIFFERS", "KUBELET_DIFFERS"],
  },
  {
    name: "has an image that only the cloud knows",
    subject: "MachinePool/workers",
    intended: { ...version, image },
    state: "unknown",
    codes: ["IMAGE_NOT_SEEN"],
    calls: ["ec2:DescribeInstances"],
  },
  {
    name: "runs the image its AWSMachine was made from",
    subject: "Machine/cp-1",
    intended: { kubernetesVersion: "1.33.4", image },
    state: "done",
  },
  {
    name: "runs another image than its AWSMachine was made from",
    subject: "Machine/cp-1",
    intended: { image: { kind: "ami", id: "ami-0ffffffffffffffff" } },
    state: "failed",
    codes: ["NOT_REPLACED", "IMAGE_DIFFERS"],
  },
];

test.for(rows)("$subject $name: $state", (row) => {
  const verdict = judge(row);
  expect(verdict.reasons.map(({ code }) => code)).toEqual(row.codes ?? []);
  expect(verdict.state).toBe(row.state);
  if (row.calls !== undefined) {
    expect(
      verdict.evidence.map((one) => (one.kind === "cloud" ? one.call : one.command[2])),
    ).toEqual(row.calls);
  }
});

test("taking nodes and answers away never makes what is not done done", () => {
  const unfinished = rows.filter(({ state }) => state !== "done");
  fc.assert(
    fc.property(
      fc.constantFrom(...unfinished),
      fc.array(fc.nat(), { maxLength: 4 }),
      (row, picks) => {
        const names = finished
          .filter((object) => textAt(object, "/kind") === "Node")
          .map((object) => textAt(object, "/metadata/name") ?? "");
        const gone = picks.map((pick) => names[pick % names.length] ?? "");
        const without = [...(row.without ?? []), ...gone];
        expect(judge({ ...row, without }).state).not.toBe("done");
        const isCloudTheOnlySign = row.codes?.every((code) =>
          [
            "CLOUD_STATE_DIFFERS",
            "COUNTER_DIFFERS",
            "FAILED",
            "INSTANCE_REFRESH_FAILED",
            "MODEL_OUTDATED",
            "VERSION_DIFFERS",
            "IMAGE_DIFFERS",
          ].includes(code),
        );
        const less = (row.cloud ?? []).filter((_, index) => !picks.includes(index));
        const isLess = isCloudTheOnlySign === true && (row.cloud ?? []).length > 0;
        expect(judge({ ...row, cloud: isLess ? (row.cloud ?? []) : less }).state).not.toBe("done");
      },
    ),
    { numRuns: 2_000 },
  );
});

test("no answer of a cloud makes a judge break", () => {
  const calls = rows.flatMap(({ cloud = [] }) => cloud.map(({ call }) => call));
  const answers = fc.array(
    fc.record({
      call: fc.constantFrom(...calls),
      answer: fc.jsonValue().map((value) => value as JsonValue),
    }),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...rows), answers, (row, cloud) => {
      expect(judge({ ...row, cloud }).state).not.toBe("missing");
    }),
    { numRuns: 1_000 },
  );
});
