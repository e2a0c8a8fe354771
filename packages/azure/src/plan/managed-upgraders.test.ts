import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  textAt,
} from "@imagewright/core";
import { type DocumentEdits } from "@imagewright/core/testing";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  type Asked,
  describeSteps,
  documentsOf,
  endsOf,
  planned,
  refusalsOf,
} from "./__fixtures__/planned.ts";

const file = new URL("__fixtures__/aks.yaml", import.meta.url);
const asked: Asked = { goal: "1.33.2", through: ["1.32.6"], records: [] };

test("AKS goes up one minor at a time, the pools behind the control plane", () => {
  const { plan } = planned(documentsOf(file), asked);
  expect(plan.blockers).toEqual([]);
  expect(plan.hops.map(({ version, nodeGroups }) => [version, nodeGroups])).toEqual([
    ["1.32.6", ["system", "user"]],
    ["1.33.2", ["system", "user"]],
  ]);
  const pointer = "/spec/template/spec/version";
  expect(describeSteps(plan.steps)).toEqual([
    "patch AzureManagedControlPlane till\n  /spec/version: v1.31.9 -> v1.32.6",
    `patch MachinePool system\n  ${pointer}: v1.31.9 -> v1.32.6`,
    `patch MachinePool user\n  ${pointer}: v1.31.9 -> v1.32.6`,
    "patch AzureManagedControlPlane till\n  /spec/version: v1.32.6 -> v1.33.2",
    `patch MachinePool system\n  ${pointer}: v1.32.6 -> v1.33.2`,
    `patch MachinePool user\n  ${pointer}: v1.32.6 -> v1.33.2`,
  ]);
  const changes = plan.steps.filter(({ effects }) => effects.length > 0);
  expect(new Set(changes.map(({ rollback }) => rollback))).toEqual(new Set(["impossible"]));
  expect(changes[0]?.check).toEqual({
    subject: {
      group: "infrastructure.cluster.x-k8s.io",
      kind: "AzureManagedControlPlane",
      name: "till",
      namespace: "till",
    },
    intended: { kubernetesVersion: "1.32.6" },
  });
});

test("of a usual cluster of AKS there is nothing to be afraid of", () => {
  expect(planned(documentsOf(file), asked).plan.hazards).toEqual([]);
});

test("pools of AKS follow every minor version, whatever pace is asked for", () => {
  const { plan } = planned(documentsOf(file), { ...asked, pace: "fewer" });
  expect(plan.hops.map(({ nodeGroups }) => nodeGroups)).toEqual([
    ["system", "user"],
    ["system", "user"],
  ]);
});

test("whatever was carried out of a plan, the next one leads to the same end", () => {
  expect(new Set(endsOf(documentsOf(file), asked)).size).toBe(1);
});

test("definitions and webhooks admit every change", (context) => {
  const definitions = requireUpstream(context, "crds");
  expect(refusalsOf(planned(documentsOf(file), asked), definitions)).toEqual([]);
});

const managedCluster = (spec: JsonObject): JsonObject => ({
  apiVersion: "containerservice.azure.com/v1api20240901",
  kind: "ManagedCluster",
  metadata: { name: "till" },
  spec,
});

interface Case {
  readonly name: string;
  readonly edits: DocumentEdits;
  readonly asked?: Asked;
  readonly blockers: readonly string[];
}

test.for<Case>([
  {
    name: "a pool without a version",
    edits: { "MachinePool/user": { "/spec/template/spec/version": undefined } },
    blockers: ["CAPZ_PLAN_AKS_POOL the pool user of AKS names no Kubernetes version"],
  },
  {
    name: "a control plane that AKS has upgraded further",
    edits: {
      "AzureManagedControlPlane/till": { "/status/autoUpgradeVersion": "v1.32.9" },
    },
    blockers: ["CAPZ_PLAN_AKS_AHEAD AKS has upgraded till to v1.32.9 by itself"],
  },
  {
    name: "patches that set a version",
    edits: {
      "AzureManagedControlPlane/till": {
        "/spec/asoManagedClusterPatches": ['{"spec":{"kubernetesVersion":"1.31.9"}}', "no JSON"],
      },
      "AzureManagedMachinePool/user": {
        "/spec/asoManagedClustersAgentPoolPatches": [
          '{"spec":{"tags":{"a":"b"}}}',
          '{"spec":{"orchestratorVersion":"1.31.9"}}',
        ],
      },
    },
    blockers: [
      "CAPZ_PLAN_AKS_PATCHED a patch sets kubernetesVersion of what AKS is told",
      "CAPZ_PLAN_AKS_PATCHED a patch sets orchestratorVersion of what AKS is told",
    ],
  },
])("refused: $name", ({ edits, asked: other = asked, blockers }) => {
  const { plan } = planned(documentsOf(file, edits), other);
  expect([...new Set(plan.blockers.map(({ code, message }) => `${code} ${message}`))]).toEqual(
    blockers,
  );
});

test("of a goal of two numbers, nobody guesses what AKS would take", () => {
  const { plan } = planned(documentsOf(file), { records: [], goal: "1.32" });
  expect(plan.blockers.map(({ code }) => code)).toEqual(["PLAN_VERSION_UNKNOWN"]);
});

test("an upgrade channel that changes versions is told, one for images is not", () => {
  const pointer = "/spec/autoUpgradeProfile";
  const codes = ["stable", "node-image", "none"].map((upgradeChannel) => {
    const edits = { "AzureManagedControlPlane/till": { [pointer]: { upgradeChannel } } };
    return planned(documentsOf(file, edits), asked).plan.hazards.flatMap(({ code }) =>
      code.startsWith("CAPZ_") ? [code] : [],
    );
  });
  expect(codes).toEqual([["CAPZ_PLAN_AKS_CHANNEL"], [], []]);
});

/** The same cluster in the kinds of Azure Service Operator. */
function asoDocuments(resource: JsonObject): ReturnType<typeof documentsOf> {
  return documentsOf(file).map(({ value }) => {
    const renamed = withAsoKinds(value);
    const isControlPlane = textAt(renamed, "/kind") === "AzureASOManagedControlPlane";
    const spec = { version: "v1.31.9", resources: [managedCluster(resource)] };
    return {
      value: isControlPlane && isJsonObject(renamed) ? { ...renamed, spec } : renamed,
    };
  });
}

function withAsoKinds(value: JsonValue): JsonValue {
  if (typeof value === "string") {
    return value.replace(/^AzureManaged(?=ControlPlane|Cluster|MachinePool)/u, "AzureASOManaged");
  }
  if (isJsonList(value)) {
    return value.map(withAsoKinds);
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withAsoKinds(item)]))
    : value;
}

test("the kinds of Azure Service Operator are upgraded alike", () => {
  const { plan } = planned(asoDocuments({ location: "westeurope" }), asked);
  expect(plan.blockers).toEqual([]);
  expect(describeSteps(plan.steps).slice(0, 2)).toEqual([
    "patch AzureASOManagedControlPlane till\n  /spec/version: v1.31.9 -> v1.32.6",
    "patch MachinePool system\n  /spec/template/spec/version: v1.31.9 -> v1.32.6",
  ]);
});

test("a resource of Azure Service Operator with a version of its own is refused", () => {
  const { plan } = planned(asoDocuments({ kubernetesVersion: "1.31.9" }), asked);
  expect(plan.blockers).toMatchObject([
    { code: "CAPZ_PLAN_AKS_PATCHED", pointer: "/spec/resources/0/spec/kubernetesVersion" },
  ]);
});
