import {
  type JsonObject,
  type JsonValue,
  judgeRollout,
  manifestSet,
  replaceAt,
  type RolloutIntent,
} from "@imagewright/core";
import { describe, expect, test } from "vitest";

import { azureJudges } from "./azure-judges.ts";

const group = "infrastructure.cluster.x-k8s.io";
const finished = {
  apiVersion: `${group}/v1beta1`,
  kind: "AzureManagedMachinePool",
  metadata: { name: "pool0", namespace: "till" },
  spec: { mode: "User", providerIDList: ["azure:///vmss/0"] },
  status: { ready: true, replicas: 1, conditions: [{ type: "Ready", status: "True" }] },
};
const node = {
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "pool0-0" },
  spec: { providerID: "azure:///vmss/0" },
  status: {
    nodeInfo: { kubeletVersion: "v1.33.2" },
    conditions: [{ type: "Ready", status: "True" }],
  },
};

interface Case {
  readonly name: string;
  readonly edits?: Readonly<Record<string, JsonValue | undefined>>;
  readonly nodes?: readonly JsonObject[];
  readonly intended?: RolloutIntent;
  readonly verdict: readonly string[];
}

const cases: readonly Case[] = [
  { name: "reached", verdict: ["done"] },
  {
    name: "paused",
    edits: { "/metadata/annotations": { "cluster.x-k8s.io/paused": "" } },
    verdict: ["paused", "PAUSED /metadata/annotations/cluster.x-k8s.io~1paused"],
  },
  {
    name: "being changed by Azure",
    edits: { "/status/ready": false, "/status/conditions/0/status": "False" },
    verdict: [
      "running",
      "CONDITION_DIFFERS /status/conditions/0",
      "CLOUD_STATE_DIFFERS /status/ready",
    ],
  },
  {
    name: "failed",
    edits: { "/status/errorMessage": "no quota" },
    verdict: ["failed", "FAILED /status/errorMessage"],
  },
  {
    name: "of nodes that were not seen",
    nodes: [],
    verdict: ["unknown", "NODES_NOT_SEEN /spec/providerIDList"],
  },
  { name: "of nodes whose version is told elsewhere", nodes: [], intended: {}, verdict: ["done"] },
  {
    name: "of a node of another version",
    intended: { kubernetesVersion: "1.34.1" },
    verdict: ["running", "KUBELET_DIFFERS /status/nodeInfo/kubeletVersion"],
  },
  {
    name: "meant to run an image of ours",
    intended: { image: { kind: "cloudstack-template", name: "ubuntu" } },
    verdict: ["unknown", "IMAGE_NOT_SEEN /"],
  },
];

describe.for(["AzureManagedMachinePool", "AzureASOManagedMachinePool"])("%s", (kind) => {
  test.for(cases)("$name", ({ edits = {}, nodes = [node], intended, verdict }) => {
    const start: JsonObject = { ...finished, kind };
    const object = Object.entries(edits).reduce(
      (value, [pointer, to]) => replaceAt(value, pointer, to) ?? value,
      start,
    );
    const { state, reasons } = judgeRollout(
      {
        subject: { group, kind, name: "pool0", namespace: "till" },
        intended: intended ?? { kubernetesVersion: "1.33.2" },
        live: manifestSet([object, ...nodes]),
      },
      azureJudges,
    );
    expect([state, ...reasons.map(({ code, pointer }) => `${code} ${pointer || "/"}`)]).toEqual(
      verdict,
    );
  });
});
