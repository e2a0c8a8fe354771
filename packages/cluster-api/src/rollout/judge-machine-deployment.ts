import {
  type AskRollout,
  type JsonObject,
  judgeConditions,
  judgeFailure,
  rolloutFinding,
  type RolloutFinding,
  type RolloutJudge,
  type RolloutQuestion,
  type RolloutSubject,
  rolloutVerdict,
  showValue,
  textAt,
} from "@imagewright/core";

import { nameOf } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { judgeBeginning, judgeRemediation } from "./judge-beginning.ts";
import { judgeCounters, judgeUnavailable, judgeVersions } from "./judge-counters.ts";
import { judgeMachines } from "./judge-machines.ts";
import { machineLabels, machinesOf, requestMachines } from "./owned-machines.ts";
import { statusView } from "./status-view.ts";

const versionPointer = "/spec/template/spec/version";

/**
 * A machine deployment is finished when every counter agrees, nothing rolls any more, and every
 * machine is seen to run what is intended. That it is available proves nothing.
 */
export const machineDeploymentJudge: RolloutJudge = {
  group: coreGroup,
  kinds: ["MachineDeployment"],
  judge(object, question, ask) {
    const beginning = judgeBeginning(object, question, versionPointer);
    return rolloutVerdict(beginning.length > 0 ? beginning : judgeProgress(object, question, ask));
  },
};

function judgeProgress(
  object: JsonObject,
  question: RolloutQuestion,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const { subject, live } = question;
  const version = textAt(object, versionPointer);
  const labels = { [machineLabels.deployment]: nameOf(object) };
  const group = {
    machines: machinesOf(object, live, labels),
    evidence: requestMachines(object, labels),
    version,
  };
  const findings = [
    ...judgeFailure(object, subject),
    ...judgeRemediation(object, subject),
    ...judgeVersions(object, subject, version),
    ...judgeReplicas(object, subject),
    ...judgePhase(object, subject),
    ...judgeMachines(object, question, group, ask),
  ];
  return [...findings, ...judgeStrategy(object, subject, findings)];
}

function judgeReplicas(object: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const { isV1beta2, upToDate } = statusView(object);
  return [
    ...judgeCounters(object, subject, [
      "/status/replicas",
      upToDate,
      "/status/readyReplicas",
      "/status/availableReplicas",
    ]),
    ...(isV1beta2 ? [] : judgeUnavailable(object, subject)),
  ];
}

function judgePhase(object: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const { conditions } = statusView(object);
  const pointer = "/status/phase";
  const found = textAt(object, pointer);
  const message = `${subject.kind} ${showValue(subject.name)} is not in phase Running`;
  return [
    ...(found === "Running"
      ? []
      : [
          rolloutFinding("PHASE_DIFFERS", subject, {
            message,
            pointer,
            found,
            expected: "Running",
          }),
        ]),
    ...(conditions === undefined
      ? []
      : judgeConditions(object, subject, conditions, [
          { type: "RollingOut", status: "False" },
          { type: "MachinesUpToDate", status: "True" },
        ])),
  ];
}

/** With the strategy OnDelete nothing is replaced until somebody deletes it. */
function judgeStrategy(
  object: JsonObject,
  subject: RolloutSubject,
  findings: readonly RolloutFinding[],
): readonly RolloutFinding[] {
  const pointer = ["/spec/rollout/strategy/type", "/spec/strategy/type"].find(
    (place) => textAt(object, place) === "OnDelete",
  );
  const isOutdated = findings.some(({ code }) => code === "MACHINE_VERSION_DIFFERS");
  const message = `${subject.kind} ${showValue(subject.name)} replaces a machine only when it is deleted`;
  return pointer !== undefined && isOutdated
    ? [rolloutFinding("NOT_REPLACED", subject, { message, pointer, found: "OnDelete" })]
    : [];
}
