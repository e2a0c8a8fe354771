import {
  type AskRollout,
  isIntendedVersion,
  isJsonObject,
  type JsonObject,
  judgeConditions,
  judgeFailure,
  requestObjects,
  rolloutFinding,
  type RolloutFinding,
  rolloutFindings,
  type RolloutJudge,
  type RolloutQuestion,
  type RolloutSubject,
  rolloutVerdict,
  showValue,
  subjectOf,
  textAt,
} from "@imagewright/core";

import { annotationOf, isDefined, listAt, nameOf, textsAt } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { manifestIndex } from "../reference/manifest-index.ts";
import { objectReferences } from "../reference/object-references.ts";
import { clusterNameOf, judgeBeginning } from "./judge-beginning.ts";
import { statusView } from "./status-view.ts";

/**
 * A cluster with a topology is finished when the topology is reconciled, no step and no hook of the
 * upgrade is left, and its control plane and all its node groups are finished themselves.
 */
export const topologyClusterJudge: RolloutJudge = {
  group: coreGroup,
  kinds: ["Cluster"],
  judge(object, question, ask) {
    const { subject } = question;
    if (!isDefined(object, "/spec/topology")) {
      const message = `Cluster ${showValue(subject.name)} has no topology`;
      return rolloutVerdict([rolloutFinding("NO_TOPOLOGY", subject, { message })]);
    }
    const beginning = judgeBeginning(object, question, "/spec/topology/version");
    return rolloutVerdict(
      beginning.length > 0
        ? beginning
        : [
            ...judgeFailure(object, subject),
            ...judgeSteps(object, subject),
            ...judgeHook(object, subject),
            ...judgeTopology(object, subject),
            ...judgeControlPlane(object, question, ask),
            ...judgeGroups(object, question, ask),
          ],
    );
  },
};

function judgeSteps(object: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const block = statusView(object).isV1beta2 ? "/status" : "/status/v1beta2";
  return ["controlPlane", "workers"].flatMap((part) => {
    const pointer = `${block}/${part}/upgradePlan`;
    const steps = listAt(object, pointer);
    const message = `${part} of Cluster ${showValue(subject.name)} has ${steps.length} steps to take`;
    return steps.length === 0
      ? []
      : [
          rolloutFinding("UPGRADE_STEPS_LEFT", subject, {
            message,
            pointer,
            found: showValue(steps),
          }),
        ];
  });
}

function judgeHook(object: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const found = annotationOf(object, "runtime.cluster.x-k8s.io/pending-hooks");
  const hooks = (found ?? "").split(",").map((hook) => hook.trim());
  const message = `hook AfterClusterUpgrade of Cluster ${showValue(subject.name)} is still to be called`;
  const pointer = "/metadata/annotations/runtime.cluster.x-k8s.io~1pending-hooks";
  return hooks.includes("AfterClusterUpgrade")
    ? [rolloutFinding("HOOK_PENDING", subject, { message, pointer, found })]
    : [];
}

function judgeTopology(object: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const { conditions, oldConditions } = statusView(object);
  const reconciled = { type: "TopologyReconciled", status: "True" } as const;
  return conditions === undefined
    ? judgeConditions(object, subject, oldConditions, [reconciled])
    : judgeConditions(object, subject, conditions, [
        reconciled,
        { type: "ControlPlaneMachinesUpToDate", status: "True" },
        { type: "WorkerMachinesUpToDate", status: "True" },
        { type: "RollingOut", status: "False" },
      ]);
}

function judgeControlPlane(
  object: JsonObject,
  question: RolloutQuestion,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const { subject: cluster } = question;
  const field = objectReferences(object).find(({ role }) => role === "controlPlane");
  if (field?.reference === undefined) {
    const message = `Cluster ${showValue(cluster.name)} refers to no control plane`;
    return [
      rolloutFinding("OBJECTS_NOT_SEEN", cluster, { message, pointer: "/spec/controlPlaneRef" }),
    ];
  }
  const { group, kind, name, namespace = cluster.namespace } = field.reference;
  const subject = { group, kind, name, ...(namespace !== undefined && { namespace }) };
  return rolloutFindings(ask({ ...question, subject }));
}

/** Groups of a kind by the cluster they belong to. */
function groupsByCluster(kind: string): ReturnType<typeof manifestIndex> {
  return manifestIndex({
    group: coreGroup,
    kind,
    keysOf(group) {
      const name = clusterNameOf(group);
      return name === undefined ? [] : [name];
    },
  });
}

const groupKinds = [
  {
    kind: "MachineDeployment",
    list: "/spec/topology/workers/machineDeployments",
    label: "topology.cluster.x-k8s.io/deployment-name",
    resource: "machinedeployments.cluster.x-k8s.io",
    groupsOf: groupsByCluster("MachineDeployment"),
  },
  {
    kind: "MachinePool",
    list: "/spec/topology/workers/machinePools",
    label: "topology.cluster.x-k8s.io/pool-name",
    resource: "machinepools.cluster.x-k8s.io",
    groupsOf: groupsByCluster("MachinePool"),
  },
] as const;

/** Every group the topology names has to be seen, and every group of it that was seen, judged. */
function judgeGroups(
  object: JsonObject,
  question: RolloutQuestion,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const { subject: cluster, live } = question;
  return groupKinds.flatMap(({ kind, list, label, resource, groupsOf }) => {
    const groups = groupsOf(live, cluster.name, cluster.namespace).filter((group) =>
      isOfTopology(group, label, cluster),
    );
    const seen = new Set(groups.map((group) => textsAt(group, "/metadata/labels").get(label)));
    const unseen = topologyNames(object, list).filter((name) => !seen.has(name));
    const evidence = requestObjects({
      resource,
      namespace: cluster.namespace,
      labels: { "cluster.x-k8s.io/cluster-name": nameOf(object) },
      cluster: "management",
    });
    return [
      ...unseen.map((name) =>
        rolloutFinding("OBJECTS_NOT_SEEN", cluster, {
          message: `the ${kind} of ${showValue(name)} was not seen`,
          pointer: list,
          found: name,
          evidence,
        }),
      ),
      ...groups.flatMap((group) => {
        const subject = subjectOf(group);
        const part = { ...question, ...(kind === "MachinePool" && ownQuestion(group, question)) };
        return subject === undefined ? [] : rolloutFindings(ask({ ...part, subject }));
      }),
    ];
  });
}

/** A pool that asks for the version already knows better how much of it its cloud promises. */
function ownQuestion(
  pool: JsonObject,
  { intended }: RolloutQuestion,
): Pick<RolloutQuestion, "intended"> {
  const { kubernetesVersion, ...others } = intended;
  const own = textAt(pool, "/spec/template/spec/version");
  const isAsked =
    own !== undefined &&
    kubernetesVersion !== undefined &&
    isIntendedVersion(own, kubernetesVersion);
  return { intended: isAsked ? others : intended };
}

function isOfTopology(group: JsonObject, label: string, cluster: RolloutSubject): boolean {
  const namespace = textAt(group, "/metadata/namespace");
  return (
    textsAt(group, "/metadata/labels").has(label) &&
    clusterNameOf(group) === cluster.name &&
    namespace === cluster.namespace
  );
}

function topologyNames(object: JsonObject, list: string): readonly string[] {
  return listAt(object, list).flatMap((entry) =>
    isJsonObject(entry) ? [textAt(entry, "/name") ?? ""] : [],
  );
}
