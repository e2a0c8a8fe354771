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
import { judgeCounters, judgeVersions } from "./judge-counters.ts";
import { judgeMachine } from "./judge-machine.ts";
import { judgeMachines } from "./judge-machines.ts";
import { isControlled, machineLabels, machinesOf, requestMachines } from "./owned-machines.ts";
import { statusView } from "./status-view.ts";

const versionPointer = "/spec/template/spec/version";
const machinePointer = "/spec/version";

/**
 * A machine set is finished when every machine is seen to run what is intended. It replaces none by
 * itself: one that runs something else will go on doing so.
 */
export const machineSetJudge: RolloutJudge = {
  group: coreGroup,
  kinds: ["MachineSet"],
  judge(object, question, ask) {
    const beginning = judgeBeginning(object, question, versionPointer);
    return rolloutVerdict(beginning.length > 0 ? beginning : judgeProgress(object, question, ask));
  },
};

/** A machine is finished when its node runs what is intended; its own version is only a label. */
export const machineJudge: RolloutJudge = {
  group: coreGroup,
  kinds: ["Machine"],
  judge(object, question, ask) {
    const beginning = judgeBeginning(object, question, machinePointer);
    if (beginning.length > 0) {
      return rolloutVerdict(beginning);
    }
    const findings = judgeMachine(object, question, textAt(object, machinePointer), ask);
    return rolloutVerdict([...findings, ...judgeReplacement(object, question.subject, findings)]);
  },
};

function judgeProgress(
  object: JsonObject,
  question: RolloutQuestion,
  ask: AskRollout,
): readonly RolloutFinding[] {
  const { subject, live } = question;
  const version = textAt(object, versionPointer);
  const labels = { [machineLabels.set]: nameOf(object) };
  const group = {
    machines: machinesOf(object, live, labels),
    evidence: requestMachines(object, labels),
    version,
  };
  const { conditions } = statusView(object);
  const findings = [
    ...judgeFailure(object, subject),
    ...judgeRemediation(object, subject),
    ...judgeVersions(object, subject, version),
    ...judgeCounters(object, subject, [
      "/status/replicas",
      "/status/readyReplicas",
      "/status/availableReplicas",
    ]),
    ...(conditions === undefined
      ? []
      : judgeConditions(object, subject, conditions, [
          { type: "ScalingUp", status: "False" },
          { type: "ScalingDown", status: "False" },
        ])),
    ...judgeMachines(object, question, group, ask),
  ];
  return [...findings, ...judgeReplacement(object, subject, findings)];
}

const outdated: ReadonlySet<string> = new Set([
  "MACHINE_VERSION_DIFFERS",
  "KUBELET_DIFFERS",
  "OS_IMAGE_DIFFERS",
  "ARCHITECTURE_DIFFERS",
  "RUNTIME_DIFFERS",
  "IMAGE_DIFFERS",
]);

/** Without an owner that rolls, what runs something else stays. */
function judgeReplacement(
  object: JsonObject,
  subject: RolloutSubject,
  findings: readonly RolloutFinding[],
): readonly RolloutFinding[] {
  const isStuck = !isControlled(object) && findings.some(({ code }) => outdated.has(code));
  const message = `nothing replaces what ${subject.kind} ${showValue(subject.name)} runs`;
  return isStuck ? [rolloutFinding("NOT_REPLACED", subject, { message })] : [];
}
