import type { RolloutIntent, RolloutReasonCode, RolloutState } from "@imagewright/core";
import { describe, expect, test } from "vitest";

import {
  type Change,
  changed,
  finishedCluster,
  type Generation,
  generations,
  judge,
  record,
} from "./__fixtures__/live-cluster.ts";

const subjects = [
  "Cluster/orders",
  "KubeadmControlPlane/orders",
  "MachineDeployment/orders-workers",
  "MachineSet/orders-workers-x7k2p",
  "MachineSet/batch",
  "MachinePool/orders-pool",
  "Machine/orders-cp-1",
  "Machine/lone",
];

describe.for(generations)("%s", (generation) => {
  test.for(subjects)("%s is done when everything says so", (address) => {
    const objects = finishedCluster(generation);
    expect(judge(objects, address)).toEqual({ state: "done", reasons: [], evidence: [] });
    expect(judge(objects, address, { kubernetesVersion: "1.34" }).state).toBe("done");
    expect(judge(objects, address, {}).state).toBe("done");
  });

  test.for(subjects)("%s is unobserved while it asks for something else", (address) => {
    const verdict = judge(finishedCluster(generation), address, { kubernetesVersion: "1.35.0" });
    expect(verdict.state).toBe("unobserved");
    expect(verdict.reasons.map(({ code }) => code)).toEqual(["INTENT_NOT_APPLIED"]);
  });

  test.for(subjects)("%s that is not there is missing", (address) => {
    const objects = changed(finishedCluster(generation), [
      { object: address, at: "", to: undefined },
    ]);
    expect(judge(objects, address).state).toBe("missing");
  });

  test.for(subjects)("%s is unobserved until its generation is", (address) => {
    const objects = finishedCluster(generation);
    for (const to of [0, undefined, "3"]) {
      const late = changed(objects, [{ object: address, at: "/status/observedGeneration", to }]);
      expect(judge(late, address)).toMatchObject({
        state: "unobserved",
        reasons: [{ code: "GENERATION_UNOBSERVED" }],
      });
    }
  });

  test.for(subjects)("%s is paused by its annotation", (address) => {
    const objects = changed(finishedCluster(generation), [
      { object: address, at: "/metadata/annotations", to: { "cluster.x-k8s.io/paused": "" } },
    ]);
    expect(judge(objects, address)).toMatchObject({
      state: "paused",
      reasons: [{ code: "PAUSED" }],
    });
  });

  test.for(subjects)("%s is paused by its cluster", (address) => {
    const objects = changed(finishedCluster(generation), [
      { object: "Cluster/orders", at: "/spec/paused", to: true },
    ]);
    expect(judge(objects, address)).toMatchObject({
      state: "paused",
      reasons: [{ code: "PAUSED" }],
    });
  });

  test.for(subjects.filter((address) => address !== "MachinePool/orders-pool"))(
    "%s of which no Machine was seen is unknown, with the command that lists them",
    (address) => {
      const objects = finishedCluster(generation).filter(
        (object) => object["kind"] !== "Machine" || address === `Machine/${nameOf(object)}`,
      );
      const verdict = judge(objects, address);
      expect(verdict.state).toBe(address.startsWith("Machine/") ? "done" : "unknown");
      expect(verdict.evidence.map(({ command }) => command.slice(0, 3))).toEqual(
        verdict.state === "done"
          ? []
          : expect.arrayContaining([["kubectl", "get", "machines.cluster.x-k8s.io"]]),
      );
    },
  );
});

function nameOf(object: { readonly [key: string]: unknown }): string {
  return (object["metadata"] as { readonly name: string }).name;
}

interface Row {
  readonly name: string;
  readonly subject: string;
  readonly changes: readonly Change[];
  readonly only?: readonly Generation[];
  readonly intended?: RolloutIntent;
  readonly state: RolloutState;
  readonly codes: readonly RolloutReasonCode[];
}

const plane = "KubeadmControlPlane/orders";
const workers = "MachineDeployment/orders-workers";
const pool = "MachinePool/orders-pool";
const cluster = "Cluster/orders";
const old = "v1.33.4";
const withBlock = ["v1beta1"] as const;
const newest = ["v1beta2"] as const;
const plain = ["v1beta1-plain"] as const;
const oldNames = ["v1beta1", "v1beta1-plain"] as const;

function set(object: string, at: string, to: Change["to"]): Change {
  return { object, at, to };
}

/** A row for a number of v1beta2, and one for what v1beta1 calls it. */
function counterRows(subject: string): readonly Row[] {
  const row = (at: string, only: readonly Generation[]): readonly Row[] => [
    {
      name: `${at} has not arrived`,
      subject,
      changes: [set(subject, at, 0)],
      only,
      state: "running",
      codes: ["COUNTER_DIFFERS"],
    },
    {
      name: `${at} is not reported`,
      subject,
      changes: [set(subject, at, undefined)],
      only,
      state: "running",
      codes: ["COUNTER_MISSING"],
    },
  ];
  const isPlane = subject === plane;
  return [
    ...row("/status/replicas", generations),
    ...row("/status/readyReplicas", generations),
    ...row("/status/availableReplicas", isPlane ? newest : generations),
    ...row("/status/upToDateReplicas", newest),
    ...row("/status/updatedReplicas", oldNames),
    {
      name: "a replica is unavailable",
      subject,
      changes: [set(subject, "/status/unavailableReplicas", 1)],
      only: oldNames,
      state: "running",
      codes: ["COUNTER_DIFFERS"],
    },
    {
      name: "no unavailable replicas are reported, which means none",
      subject,
      changes: [set(subject, "/status/unavailableReplicas", undefined)],
      only: oldNames,
      state: "done",
      codes: [],
    },
  ];
}

/** Rows for a condition that says the opposite, says nothing, and was set too early. */
function conditionRows(
  subject: string,
  type: string,
  lists: Readonly<Partial<Record<Generation, string>>>,
): readonly Row[] {
  return Object.entries(lists).flatMap(([generation, list]) => {
    const only = [generation as Generation];
    const at = `${list}[${type}]`;
    const row = { subject, only, state: "running" } as const;
    const opposite = set(subject, `${at}/status`, "Unknown");
    const early = set(subject, `${at}/observedGeneration`, 1);
    return [
      {
        ...row,
        name: `${type} is unknown`,
        changes: [opposite],
        codes: ["CONDITION_DIFFERS"] as const,
      },
      {
        ...row,
        name: `${type} is not reported`,
        changes: [set(subject, at, undefined)],
        codes: ["CONDITION_MISSING"] as const,
      },
      ...(generation === "v1beta1-plain"
        ? []
        : [
            {
              ...row,
              name: `${type} is of before`,
              changes: [early],
              codes: ["CONDITION_STALE"] as const,
            },
          ]),
    ];
  });
}

const block = { v1beta2: "/status/conditions", v1beta1: "/status/v1beta2/conditions" };

const rows: readonly Row[] = [
  ...counterRows(plane),
  ...counterRows(workers),
  ...["RollingOut", "MachinesUpToDate", "Available", "ScalingUp", "ScalingDown"].flatMap((type) =>
    conditionRows(plane, type, block),
  ),
  ...["EtcdClusterHealthy", "ControlPlaneComponentsHealthy"].flatMap((type) =>
    conditionRows(plane, type, { ...block, "v1beta1-plain": "/status/conditions" }),
  ),
  ...["RollingOut", "MachinesUpToDate"].flatMap((type) => conditionRows(workers, type, block)),
  ...["ControlPlaneMachinesUpToDate", "WorkerMachinesUpToDate", "RollingOut"].flatMap((type) =>
    conditionRows(cluster, type, block),
  ),
  ...conditionRows(cluster, "TopologyReconciled", {
    ...block,
    "v1beta1-plain": "/status/conditions",
  }),
  {
    name: "the control plane is at another version",
    subject: plane,
    changes: [set(plane, "/status/version", old)],
    state: "running",
    codes: ["VERSION_DIFFERS"],
  },
  {
    name: "the control plane does not say its version",
    subject: plane,
    changes: [set(plane, "/status/version", undefined), set(plane, "/status/versions", undefined)],
    state: "running",
    codes: ["VERSION_MISSING"],
  },
  {
    name: "the control plane says its version in the list alone",
    subject: plane,
    changes: [
      set(plane, "/status/version", undefined),
      set(plane, "/status/versions", [{ version: "v1.34.1", replicas: 3 }]),
    ],
    state: "done",
    codes: [],
  },
  {
    name: "of an etcd of somebody else nothing is reported",
    subject: plane,
    changes: [
      set(plane, "/status/conditions[EtcdClusterHealthy]", undefined),
      set(plane, "/spec/kubeadmConfigSpec", {
        clusterConfiguration: { etcd: { external: { endpoints: ["https://etcd:2379"] } } },
      }),
    ],
    only: newest,
    state: "done",
    codes: [],
  },
  {
    name: "another version is listed, with no replicas",
    subject: plane,
    changes: [
      set(plane, "/status/versions", [{ version: "v1.34.1" }, { version: old, replicas: 0 }]),
    ],
    state: "running",
    codes: ["VERSION_DIFFERS"],
  },
  {
    name: "a version that is none is listed",
    subject: workers,
    changes: [set(workers, "/status/versions", [{ version: "newest", replicas: 2 }])],
    state: "running",
    codes: ["VERSION_DIFFERS"],
  },
  {
    name: "an entry lists no version",
    subject: workers,
    changes: [set(workers, "/status/versions", [{ replicas: 2 }])],
    state: "running",
    codes: ["VERSION_MISSING"],
  },
  {
    name: "servers before 1.14 list no versions",
    subject: workers,
    changes: [set(workers, "/status/versions", undefined)],
    state: "done",
    codes: [],
  },
  ...(["v1.34.2-eks-1", "v1.33.9-eks-1"] as const).map((kubelet): Row => ({
    name: `a pool of the topology whose patch its cloud chooses runs ${kubelet}`,
    subject: cluster,
    changes: [
      set(pool, "/spec/template/spec/infrastructureRef/kind", "AWSManagedMachinePool"),
      set(pool, "/status/versions", undefined),
      set("Node/pool-a", "/status/nodeInfo/kubeletVersion", kubelet),
    ],
    state: kubelet.startsWith("v1.34") ? "done" : "running",
    codes: kubelet.startsWith("v1.34") ? [] : ["KUBELET_DIFFERS"],
  })),
  {
    name: "the deployment is not in phase Running",
    subject: workers,
    changes: [set(workers, "/status/phase", "ScalingUp")],
    state: "running",
    codes: ["PHASE_DIFFERS"],
  },
  {
    name: "the deployment has failed, which beats its counters",
    subject: workers,
    changes: [set(workers, "/status/phase", "Failed"), set(workers, "/status/replicas", 1)],
    state: "failed",
    codes: ["FAILED", "COUNTER_DIFFERS", "PHASE_DIFFERS"],
  },
  {
    name: "the control plane has failed",
    subject: plane,
    changes: [set(plane, "/status/failureMessage", "no quorum")],
    only: oldNames,
    state: "failed",
    codes: ["FAILED"],
  },
  {
    name: "the control plane has failed",
    subject: plane,
    changes: [set(plane, "/status/deprecated/v1beta1/failureReason", "CreateError")],
    only: newest,
    state: "failed",
    codes: ["FAILED"],
  },
  {
    name: "a machine is being remediated",
    subject: plane,
    changes: [set(plane, "/status/conditions[Remediating]/status", "True")],
    only: newest,
    state: "running",
    codes: ["REMEDIATING"],
  },
  {
    name: "a machine is being remediated",
    subject: workers,
    changes: [set(workers, "/status/v1beta2/conditions[Remediating]/status", "True")],
    only: withBlock,
    state: "running",
    codes: ["REMEDIATING"],
  },
  {
    name: "the deployment pauses itself",
    subject: workers,
    changes: [set(workers, "/spec/paused", true)],
    state: "paused",
    codes: ["PAUSED"],
  },
  {
    name: "the condition says paused",
    subject: workers,
    changes: [set(workers, "/status/conditions[Paused]/status", "True")],
    only: newest,
    state: "paused",
    codes: ["PAUSED"],
  },
  {
    name: "whether the cluster is paused was not seen, and no condition says it",
    subject: workers,
    changes: [set(cluster, "", undefined)],
    only: plain,
    state: "unknown",
    codes: ["CLUSTER_NOT_SEEN"],
  },
  {
    name: "the cluster was not seen, and the condition says that it is not paused",
    subject: workers,
    changes: [set(cluster, "", undefined)],
    only: ["v1beta2", "v1beta1"],
    state: "done",
    codes: [],
  },
  ...[undefined, "Unknown"].map((status): Row => ({
    name: `the cluster was not seen, and the condition Paused is ${status ?? "without status"}`,
    subject: workers,
    changes: [
      set(cluster, "", undefined),
      set(workers, "/status/conditions[Paused]/status", status),
    ],
    only: newest,
    state: "unknown",
    codes: ["CLUSTER_NOT_SEEN"],
  })),
  {
    name: "the cluster was not seen, and the condition Paused is of before",
    subject: workers,
    changes: [
      set(cluster, "", undefined),
      set(workers, "/status/conditions[Paused]/observedGeneration", 1),
    ],
    only: newest,
    state: "unknown",
    codes: ["CLUSTER_NOT_SEEN"],
  },
  {
    name: "a machine is of another version",
    subject: workers,
    changes: [set("Machine/orders-workers-x7k2p-a", "/spec/version", old)],
    state: "running",
    codes: ["MACHINE_VERSION_DIFFERS"],
  },
  {
    name: "an old machine waits until somebody deletes it",
    subject: workers,
    changes: [
      set("Machine/orders-workers-x7k2p-a", "/spec/version", old),
      set(workers, "/spec/rollout", { strategy: { type: "OnDelete" } }),
    ],
    only: newest,
    state: "failed",
    codes: ["NOT_REPLACED", "MACHINE_VERSION_DIFFERS"],
  },
  {
    name: "an old machine waits until somebody deletes it",
    subject: workers,
    changes: [
      set("Machine/orders-workers-x7k2p-a", "/spec/version", old),
      set(workers, "/spec/strategy", { type: "OnDelete" }),
    ],
    only: oldNames,
    state: "failed",
    codes: ["NOT_REPLACED", "MACHINE_VERSION_DIFFERS"],
  },
  {
    name: "a machine set replaces nothing",
    subject: "MachineSet/batch",
    changes: [set("Machine/batch-1", "/spec/version", old)],
    state: "failed",
    codes: ["NOT_REPLACED", "MACHINE_VERSION_DIFFERS"],
  },
  {
    name: "a machine set of a deployment is rolled by it",
    subject: "MachineSet/orders-workers-x7k2p",
    changes: [set("Machine/orders-workers-x7k2p-a", "/spec/version", old)],
    state: "running",
    codes: ["MACHINE_VERSION_DIFFERS"],
  },
  {
    name: "the version of a machine alone is only a label",
    subject: "Machine/lone",
    changes: [set("Node/lone-node", "/status/nodeInfo/kubeletVersion", old)],
    state: "failed",
    codes: ["NOT_REPLACED", "KUBELET_DIFFERS"],
  },
  {
    name: "a machine is being deleted",
    subject: workers,
    changes: [
      set("Machine/orders-workers-x7k2p-a", "/metadata/deletionTimestamp", "2026-11-20T08:00:00Z"),
    ],
    state: "running",
    codes: ["MACHINE_DELETING"],
  },
  {
    name: "a machine is updated in place",
    subject: workers,
    changes: [set("Machine/orders-workers-x7k2p-a", "/status/phase", "Updating")],
    state: "running",
    codes: ["PHASE_DIFFERS"],
  },
  {
    name: "a machine has failed",
    subject: workers,
    changes: [set("Machine/orders-workers-x7k2p-a", "/status/phase", "Failed")],
    state: "failed",
    codes: ["FAILED", "PHASE_DIFFERS"],
  },
  {
    name: "a machine has no node yet",
    subject: workers,
    changes: [set("Machine/orders-workers-x7k2p-a", "/status/nodeRef", undefined)],
    state: "running",
    codes: ["NODE_NOT_JOINED"],
  },
  {
    name: "a machine is not ready",
    subject: workers,
    changes: [set("Machine/orders-workers-x7k2p-a", "/status/conditions[Ready]/status", "False")],
    state: "running",
    codes: ["CONDITION_DIFFERS"],
  },
  {
    name: "a machine is not of the newest template",
    subject: workers,
    changes: [
      set("Machine/orders-workers-x7k2p-a", "/status/conditions[UpToDate]/status", "False"),
    ],
    only: newest,
    state: "running",
    codes: ["CONDITION_DIFFERS"],
  },
  {
    name: "there are more machines than wanted",
    subject: workers,
    changes: [
      set("Machine/lone", "/metadata/labels", {
        "cluster.x-k8s.io/deployment-name": "orders-workers",
      }),
    ],
    state: "running",
    codes: ["MACHINES_EXTRA"],
  },
  {
    name: "one Machine was not seen",
    subject: workers,
    changes: [set("Machine/orders-workers-x7k2p-a", "", undefined)],
    state: "unknown",
    codes: ["MACHINES_NOT_SEEN"],
  },
  {
    name: "a node was not seen, but its Machine has a copy of what it reports",
    subject: workers,
    changes: [set("Node/orders-workers-x7k2p-a-node", "", undefined)],
    only: ["v1beta2", "v1beta1"],
    state: "done",
    codes: [],
  },
  {
    name: "a node was not seen",
    subject: workers,
    changes: [set("Node/orders-workers-x7k2p-a-node", "", undefined)],
    only: plain,
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "the node of that name is another machine",
    subject: workers,
    changes: [set("Node/orders-workers-x7k2p-a-node", "/spec/providerID", "widget://other")],
    only: plain,
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "a node runs an older kubelet",
    subject: plane,
    changes: [set("Node/orders-cp-1-node", "/status/nodeInfo/kubeletVersion", old)],
    state: "running",
    codes: ["KUBELET_DIFFERS"],
  },
  {
    name: "the kubelet reports a build tag that the version does not have",
    subject: workers,
    changes: [
      set("Node/orders-workers-x7k2p-a-node", "/status/nodeInfo/kubeletVersion", "v1.34.1+vmw.1"),
    ],
    state: "running",
    codes: ["KUBELET_DIFFERS"],
  },
  {
    name: "a node is of another system than the record",
    subject: workers,
    changes: [
      set("Node/orders-workers-x7k2p-a-node", "/status/nodeInfo/osImage", "Ubuntu 22.04.5 LTS"),
    ],
    intended: { record },
    state: "running",
    codes: ["OS_IMAGE_DIFFERS"],
  },
  {
    name: "a machine was made from another image of the same version",
    subject: workers,
    changes: [
      set("WidgetMachine/orders-workers-x7k2p-a", "/spec/template", "ubuntu-2404-1.34.1-rc"),
    ],
    intended: { kubernetesVersion: "1.34.1", record },
    state: "running",
    codes: ["IMAGE_DIFFERS"],
  },
  {
    name: "the infrastructure of a machine was not seen",
    subject: workers,
    changes: [set("WidgetMachine/orders-workers-x7k2p-a", "", undefined)],
    intended: { kubernetesVersion: "1.34.1", record },
    state: "unknown",
    codes: ["OBJECTS_NOT_SEEN"],
  },
  {
    name: "the infrastructure is nothing anybody judges",
    subject: workers,
    changes: [
      set("Machine/orders-workers-x7k2p-a", "/spec/infrastructureRef/kind", "GadgetMachine"),
    ],
    intended: { kubernetesVersion: "1.34.1", record },
    state: "unknown",
    codes: ["JUDGE_MISSING"],
  },
  {
    name: "every machine, node and image is of the record",
    subject: workers,
    changes: [],
    intended: { kubernetesVersion: "1.34.1", record },
    state: "done",
    codes: [],
  },
  {
    name: "the counters of a pool are no evidence: no node was seen",
    subject: pool,
    changes: [set("Node/pool-a", "", undefined), set("Node/pool-b", "", undefined)],
    state: "unknown",
    codes: ["NODES_NOT_SEEN", "NODES_NOT_SEEN"],
  },
  {
    name: "a pool names no nodes",
    subject: pool,
    changes: [set(pool, "/status/nodeRefs", undefined)],
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "a pool names one node twice",
    subject: pool,
    changes: [set(pool, "/status/nodeRefs", [{ name: "pool-a" }, { name: "pool-a" }])],
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "no node of a pool was seen, but it lists one version for all replicas",
    subject: pool,
    changes: [
      set("Node/pool-a", "", undefined),
      set("Node/pool-b", "", undefined),
      set(pool, "/status/versions", [{ version: "v1.34.1", replicas: 2 }]),
    ],
    state: "done",
    codes: [],
  },
  {
    name: "a pool lists one version for some replicas",
    subject: pool,
    changes: [
      set("Node/pool-a", "", undefined),
      set(pool, "/status/versions", [{ version: "v1.34.1", replicas: 1 }]),
    ],
    state: "unknown",
    codes: ["NODES_NOT_SEEN"],
  },
  {
    name: "a pool lists two versions",
    subject: pool,
    changes: [
      set(pool, "/status/versions", [
        { version: "v1.34.1", replicas: 1 },
        { version: old, replicas: 1 },
      ]),
    ],
    state: "running",
    codes: ["VERSION_DIFFERS"],
  },
  {
    name: "a node of a pool runs an older kubelet, whatever its counters say",
    subject: pool,
    changes: [set("Node/pool-b", "/status/nodeInfo/kubeletVersion", old)],
    state: "running",
    codes: ["KUBELET_DIFFERS"],
  },
  {
    name: "a pool's image is its provider's to prove",
    subject: pool,
    changes: [],
    intended: { kubernetesVersion: "1.34.1", record },
    state: "unknown",
    codes: ["JUDGE_MISSING"],
  },
  {
    name: "steps of a chained upgrade are left",
    subject: cluster,
    changes: [set(cluster, "/status/workers", { upgradePlan: [{ version: "v1.34.1" }] })],
    only: newest,
    state: "running",
    codes: ["UPGRADE_STEPS_LEFT"],
  },
  {
    name: "steps of a chained upgrade are left",
    subject: cluster,
    changes: [
      set(cluster, "/status/v1beta2/controlPlane", { upgradePlan: [{ version: "v1.34.1" }] }),
    ],
    only: withBlock,
    state: "running",
    codes: ["UPGRADE_STEPS_LEFT"],
  },
  {
    name: "a hook is pending",
    subject: cluster,
    changes: [
      set(cluster, "/metadata/annotations", {
        "runtime.cluster.x-k8s.io/pending-hooks": "AfterControlPlaneUpgrade, AfterClusterUpgrade",
      }),
    ],
    state: "running",
    codes: ["HOOK_PENDING"],
  },
  {
    name: "a group of the topology was not seen",
    subject: cluster,
    changes: [set(workers, "", undefined)],
    state: "unknown",
    codes: ["OBJECTS_NOT_SEEN"],
  },
  {
    name: "the control plane of the topology was not seen",
    subject: cluster,
    changes: [set(plane, "", undefined)],
    state: "unknown",
    codes: ["OBJECTS_NOT_SEEN"],
  },
  {
    name: "one machine of one group is late",
    subject: cluster,
    changes: [set("Node/pool-b", "/status/nodeInfo/kubeletVersion", old)],
    state: "running",
    codes: ["KUBELET_DIFFERS"],
  },
  {
    name: "a cluster without topology rolls nothing",
    subject: cluster,
    changes: [set(cluster, "/spec/topology", undefined)],
    state: "failed",
    codes: ["NO_TOPOLOGY"],
  },
];

const cases = rows.flatMap((row) =>
  (row.only ?? generations).map((generation) => ({ ...row, generation })),
);

test.for(cases)("$generation $subject: $name: $state", (row) => {
  const verdict = judge(
    changed(finishedCluster(row.generation), row.changes),
    row.subject,
    row.intended,
  );
  expect(verdict.reasons.map(({ code }) => code)).toEqual(row.codes);
  expect(verdict.state).toBe(row.state);
});
