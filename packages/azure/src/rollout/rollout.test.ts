import { readFileSync } from "node:fs";

import { clusterApiJudges } from "@imagewright/cluster-api";
import {
  type CloudAnswer,
  type ImageReference,
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

import { azureJudges } from "./azure-judges.ts";

const file = "finished.yaml";
const read = readYaml(readFileSync(new URL(`__fixtures__/${file}`, import.meta.url), "utf8"), {
  file,
});
const finished: readonly JsonObject[] = read.ok
  ? read.value.map(({ value }) => value).filter((value) => isJsonObject(value))
  : [];

type Changes = Readonly<
  Record<string, Readonly<Record<string, JsonValue | undefined>> | undefined>
>;

/** The objects with changes by `Kind/name` and pointer; without those of which nothing is left. */
function changed(changes: Changes): readonly JsonObject[] {
  return finished.flatMap((object) => {
    const address = `${textAt(object, "/kind") ?? ""}/${textAt(object, "/metadata/name") ?? ""}`;
    if (!Object.hasOwn(changes, address)) {
      return [object];
    }
    const edits = changes[address];
    return edits === undefined
      ? []
      : [Object.entries(edits).reduce((one, [at, to]) => replaceAt(one, at, to) ?? one, object)];
  });
}

const pool = "AzureMachinePool/batch";
const machine = "AzureMachine/cp-1";
const version = { kubernetesVersion: "1.34.1" };
const image: ImageReference = {
  kind: "azure-gallery",
  subscriptionId: "11111111-2222-3333-4444-555555555555",
  resourceGroup: "images",
  gallery: "nodes",
  definition: "ubuntu-2404",
  version: "1.34.1",
};
const other: ImageReference = { ...image, version: "1.34.2" };
const scaleSet =
  "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/orders/providers/Microsoft.Compute/virtualMachineScaleSets/batch";
const imageId =
  "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/IMAGES/providers/Microsoft.Compute/galleries/nodes/images/ubuntu-2404/versions/1.34.1";

function vmss(...instances: readonly (readonly [boolean, string])[]): CloudAnswer {
  const answer = instances.map(([latestModelApplied, id], index) => ({
    id: `${scaleSet.toUpperCase()}/virtualMachines/${index}`,
    instanceId: String(index),
    latestModelApplied,
    storageProfile: { imageReference: { id } },
  }));
  return { call: "compute:VirtualMachineScaleSetVMs_List", answer };
}

interface Row {
  readonly name: string;
  readonly subject: string;
  readonly changes?: Changes;
  readonly intended?: RolloutIntent;
  readonly cloud?: readonly CloudAnswer[];
  readonly state: RolloutState;
  readonly codes?: readonly RolloutReasonCode[];
}

function judge({ subject, changes = {}, intended = version, cloud = [] }: Row): RolloutVerdict {
  const [kind = "", name = ""] = subject.split("/");
  const group = "infrastructure.cluster.x-k8s.io";
  const live = manifestSet(changed(changes));
  return judgeRollout(
    { subject: { group, kind, name, namespace: "prod" }, intended, live, cloud },
    [...clusterApiJudges, ...azureJudges],
  );
}

function row(
  name: string,
  edits: Readonly<Record<string, JsonValue | undefined>>,
  state: RolloutState,
  ...codes: readonly RolloutReasonCode[]
): Row {
  return { name, subject: pool, changes: { [pool]: edits }, state, codes };
}

const rows: readonly Row[] = [
  row("is proven by its nodes and models", {}, "done"),
  row(
    "is of an older model",
    { "/status/instances/0/latestModelApplied": false },
    "running",
    "MODEL_OUTDATED",
  ),
  row(
    "does not say of which model it is",
    { "/status/instances/0/latestModelApplied": undefined },
    "running",
    "MODEL_OUTDATED",
  ),
  row(
    "has an instance that is being made",
    { "/status/instances/1/provisioningState": "Creating" },
    "running",
    "CLOUD_STATE_DIFFERS",
  ),
  row(
    "has an instance that failed",
    { "/status/instances/1/provisioningState": "Failed" },
    "failed",
    "FAILED",
  ),
  row(
    "has an instance of another version",
    { "/status/instances/1/version": "v1.33.4" },
    "running",
    "VERSION_DIFFERS",
  ),
  row(
    "lists too few instances",
    { "/status/instances/1": undefined },
    "running",
    "COUNTER_DIFFERS",
  ),
  row(
    "is being updated",
    { "/status/provisioningState": "Updating" },
    "running",
    "CLOUD_STATE_DIFFERS",
  ),
  row("has failed", { "/status/provisioningState": "Failed" }, "failed", "FAILED"),
  row("says why it failed", { "/status/failureMessage": "quota" }, "failed", "FAILED"),
  row(
    "is paused",
    { "/metadata/annotations": { "cluster.x-k8s.io/paused": "" } },
    "paused",
    "PAUSED",
  ),
  ...[0, 1, 2].flatMap((index) => [
    row(
      `has condition ${index} false`,
      { [`/status/conditions/${index}/status`]: "False" },
      "running",
      "CONDITION_DIFFERS",
    ),
    row(
      `lacks condition ${index}`,
      { [`/status/conditions/${index}`]: undefined },
      "running",
      "CONDITION_MISSING",
    ),
  ]),
  {
    name: "has a node of another version",
    subject: pool,
    changes: { "Node/batch-0": { "/status/nodeInfo/kubeletVersion": "v1.33.4" } },
    state: "running",
    codes: ["KUBELET_DIFFERS"],
  },
  {
    name: "has a node that was not seen",
    subject: pool,
    changes: { "Node/batch-0": undefined },
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "is of an older model, says Azure",
    subject: pool,
    cloud: [vmss([true, imageId], [false, imageId])],
    state: "running",
    codes: ["MODEL_OUTDATED"],
  },
  { name: "is of the image", subject: pool, intended: { ...version, image }, state: "done" },
  {
    name: "asks for another image",
    subject: pool,
    intended: { ...version, image: other },
    state: "unobserved",
    codes: ["INTENT_NOT_APPLIED"],
  },
  {
    name: "was resolved to another image",
    subject: pool,
    changes: { [pool]: { "/status/image/computeGallery/version": "1.34.0" } },
    intended: { ...version, image },
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "has not been resolved",
    subject: pool,
    changes: { [pool]: { "/status/image": undefined } },
    intended: { ...version, image },
    state: "unknown",
    codes: ["IMAGE_NOT_SEEN"],
  },
  {
    name: "has not been resolved, and Azure says what it is",
    subject: pool,
    changes: { [pool]: { "/status/image": undefined } },
    intended: { ...version, image },
    cloud: [vmss([true, imageId], [true, imageId])],
    state: "done",
  },
  {
    name: "has one instance of another image, says Azure",
    subject: pool,
    intended: { ...version, image },
    cloud: [vmss([true, imageId], [true, imageId.replace(/1$/u, "0")])],
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  { name: "was made from the image", subject: machine, intended: { image }, state: "done" },
  {
    name: "was made from another image",
    subject: machine,
    intended: { image: other },
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "was made from CAPZ's default",
    subject: machine,
    changes: { [machine]: { "/spec/image": undefined } },
    intended: { image },
    state: "unknown",
    codes: ["IMAGE_NOT_SEEN"],
  },
];

test.for(rows)("$subject $name: $state", (one) => {
  const { state, reasons } = judge(one);
  expect(reasons.map(({ code }) => code)).toEqual(one.codes ?? []);
  expect(state).toBe(one.state);
});

test("what would tell the image is asked of Azure in words", () => {
  const changes = { [pool]: { "/status/image": undefined } };
  const { evidence } = judge({ ...row("", {}, "unknown"), changes, intended: { image } });
  expect(evidence.map(({ command }) => command)).toEqual([
    [
      "az",
      "vmss",
      "list-instances",
      "--output=json",
      "--subscription=11111111-2222-3333-4444-555555555555",
      "--resource-group=orders",
      "--name=batch",
    ],
  ]);
});

test("no object and no answer makes a judge break", () => {
  const value = fc.jsonValue().map((one) => one as JsonValue);
  const pointers = [
    "/spec",
    "/status",
    "/status/image",
    "/status/instances",
    "/status/instances/0",
    "/status/conditions",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...pointers), value, value, (at, to, answer) => {
      const cloud = [{ call: "compute:VirtualMachineScaleSetVMs_List", answer }];
      const one: Row = {
        name: "",
        subject: pool,
        changes: { [pool]: { [at]: to } },
        intended: { ...version, image },
        cloud,
        state: "done",
      };
      const { state, reasons } = judge(one);
      expect(reasons.length === 0).toBe(state === "done");
    }),
    { numRuns: 2_000 },
  );
});
