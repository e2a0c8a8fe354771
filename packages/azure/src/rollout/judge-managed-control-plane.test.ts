import {
  type JsonObject,
  type JsonValue,
  judgeRollout,
  manifestSet,
  replaceAt,
} from "@imagewright/core";
import { expect, test } from "vitest";

import { azureJudges } from "./azure-judges.ts";

const finished = {
  apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
  kind: "AzureManagedControlPlane",
  metadata: { name: "till", namespace: "till" },
  spec: { version: "v1.33.2" },
  status: {
    ready: true,
    version: "v1.33.2",
    conditions: [{ type: "Ready", status: "True" }],
  },
};

interface Case {
  readonly name: string;
  readonly edits?: Readonly<Record<string, JsonValue | undefined>>;
  readonly verdict: readonly string[];
}

test.for<Case>([
  { name: "reached", verdict: ["done"] },
  {
    name: "not asked for yet",
    edits: { "/spec/version": "v1.32.6" },
    verdict: ["unobserved", "INTENT_NOT_APPLIED /spec/version"],
  },
  {
    name: "paused",
    edits: { "/metadata/annotations": { "cluster.x-k8s.io/paused": "" } },
    verdict: ["paused", "PAUSED /metadata/annotations/cluster.x-k8s.io~1paused"],
  },
  {
    name: "still at the old version",
    edits: { "/status/version": "v1.32.6" },
    verdict: ["running", "VERSION_DIFFERS /status/version"],
  },
  {
    name: "no version reported",
    edits: { "/status/version": undefined },
    verdict: ["running", "VERSION_MISSING /status/version"],
  },
  {
    name: "not ready",
    edits: { "/status/ready": false, "/status/conditions/0/status": "False" },
    verdict: [
      "running",
      "CONDITION_DIFFERS /status/conditions/0",
      "CLOUD_STATE_DIFFERS /status/ready",
    ],
  },
])("a control plane of AKS: $name", ({ edits = {}, verdict }) => {
  const object = Object.entries(edits).reduce<JsonObject>(
    (one, [pointer, to]) => replaceAt(one, pointer, to) ?? one,
    finished,
  );
  const { state, reasons } = judgeRollout(
    {
      subject: {
        group: "infrastructure.cluster.x-k8s.io",
        kind: "AzureManagedControlPlane",
        name: "till",
        namespace: "till",
      },
      intended: { kubernetesVersion: "1.33.2" },
      live: manifestSet([object]),
    },
    azureJudges,
  );
  expect([state, ...reasons.map(({ code, pointer }) => `${code} ${pointer}`)]).toEqual(verdict);
});
