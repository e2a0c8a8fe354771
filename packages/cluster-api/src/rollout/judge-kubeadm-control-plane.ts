import {
  type AskRollout,
  type ConditionExpectation,
  type JsonObject,
  judgeConditions,
  judgeFailure,
  type RolloutFinding,
  type RolloutJudge,
  type RolloutQuestion,
  type RolloutSubject,
  rolloutVerdict,
  textAt,
} from "@imagewright/core";

import { isDefined, listAt } from "../json/read-field.ts";
import { controlPlaneGroup } from "../reference/cluster-api-groups.ts";
import { clusterNameOf, judgeBeginning, judgeRemediation } from "./judge-beginning.ts";
import { judgeCounters, judgeUnavailable, judgeVersion, judgeVersions } from "./judge-counters.ts";
import { judgeMachines } from "./judge-machines.ts";
import { machineLabels, machinesOf, requestMachines } from "./owned-machines.ts";
import { statusView } from "./status-view.ts";

/**
 * A control plane is finished when every counter and version agrees, nothing rolls or scales any
 * more, etcd and the components are healthy (the next minor may start no sooner), and every machine
 * is seen to run what is intended.
 */
export const kubeadmControlPlaneJudge: RolloutJudge = {
  group: controlPlaneGroup,
  kinds: ["KubeadmControlPlane"],
  judge(object, question, ask) {
    const beginning = judgeBeginning(object, question, "/spec/version");
    return rolloutVerdict(beginning.length > 0 ? beginning : judgeProgress(object, question, ask));
  },
};

function judgeProgress(
  object: JsonObject,
  question: RolloutQuestion,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const { subject, live } = question;
  const version = textAt(object, "/spec/version");
  const labels = {
    [machineLabels.cluster]: clusterNameOf(object),
    [machineLabels.controlPlane]: "",
  };
  const group = {
    machines: machinesOf(object, live, labels),
    evidence: requestMachines(object, labels),
    version,
  };
  return [
    ...judgeFailure(object, subject),
    ...judgeRemediation(object, subject),
    ...judgeReportedVersion(object, subject, version),
    ...judgeReplicas(object, subject),
    ...judgeHealth(object, subject),
    ...judgeMachines(object, question, group, ask),
  ];
}

function judgeReportedVersion(
  object: JsonObject,
  subject: RolloutSubject,
  version: string | undefined,
): readonly RolloutFinding[] {
  const pointer = "/status/version";
  const found = textAt(object, pointer);
  if (version === undefined) {
    return [];
  }
  // Deprecated since 1.14, where a list of versions stands beside it.
  const isListed = found === undefined && listAt(object, "/status/versions").length > 0;
  return [
    ...(isListed ? [] : judgeVersion(subject, pointer, found, version)),
    ...judgeVersions(object, subject, version),
  ];
}

function judgeReplicas(object: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const { isV1beta2, upToDate } = statusView(object);
  const counters = ["/status/replicas", upToDate, "/status/readyReplicas"];
  return isV1beta2
    ? judgeCounters(object, subject, [...counters, "/status/availableReplicas"])
    : [...judgeCounters(object, subject, counters), ...judgeUnavailable(object, subject)];
}

/** Of an etcd that is not its own, a control plane need not tell. */
function healthOf(object: JsonObject): readonly ConditionExpectation[] {
  const external = "/spec/kubeadmConfigSpec/clusterConfiguration/etcd/external";
  return [
    { type: "EtcdClusterHealthy", status: "True", optional: isDefined(object, external) },
    { type: "ControlPlaneComponentsHealthy", status: "True" },
  ];
}

function judgeHealth(object: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const { conditions, oldConditions } = statusView(object);
  const healthy = healthOf(object);
  return conditions === undefined
    ? judgeConditions(object, subject, oldConditions, healthy)
    : judgeConditions(object, subject, conditions, [
        { type: "RollingOut", status: "False" },
        { type: "MachinesUpToDate", status: "True" },
        { type: "Available", status: "True" },
        { type: "ScalingUp", status: "False" },
        { type: "ScalingDown", status: "False" },
        ...healthy,
      ]);
}
