import {
  infrastructureGroup,
  judgePauseAnnotation,
  judgePoolNodes,
} from "@imagewright/cluster-api";
import {
  judgeFailure,
  type JsonObject,
  rolloutFinding,
  type RolloutFinding,
  type RolloutJudge,
  type RolloutQuestion,
  rolloutVerdict,
  showValue,
  textAt,
} from "@imagewright/core";

import { judgeManagedReadiness } from "./judge-managed-readiness.ts";

/**
 * A pool of AKS is finished when Azure has no operation on it left, and its Nodes run the intended
 * version. Which image they run is nobody's but Azure's: an image that is intended is none of its.
 */
export const managedMachinePoolJudge: RolloutJudge = {
  group: infrastructureGroup,
  kinds: ["AzureManagedMachinePool", "AzureASOManagedMachinePool"],
  judge(object, question) {
    const paused = judgePauseAnnotation(object, question.subject);
    return rolloutVerdict(paused.length > 0 ? paused : judgeProgress(object, question));
  },
};

function judgeProgress(object: JsonObject, question: RolloutQuestion): readonly RolloutFinding[] {
  const { subject, intended } = question;
  return [
    ...judgeFailure(object, subject),
    ...judgeErrors(object, question),
    ...judgeManagedReadiness(object, subject),
    ...judgeImage(question),
    ...judgePoolNodes(object, question).filter(
      ({ code }) => code !== "NODES_NOT_SEEN" || intended.kubernetesVersion !== undefined,
    ),
  ];
}

/** The failure as pools of AKS spell it. */
function judgeErrors(object: JsonObject, { subject }: RolloutQuestion): readonly RolloutFinding[] {
  const pointer = ["/status/errorMessage", "/status/errorReason"].find(
    (place) => (textAt(object, place) ?? "") !== "",
  );
  const message = `${subject.kind} ${showValue(subject.name)} has failed`;
  return pointer === undefined
    ? []
    : [rolloutFinding("FAILED", subject, { message, pointer, found: textAt(object, pointer) })];
}

/** Nothing tells which image Azure chose. */
function judgeImage({ subject, intended }: RolloutQuestion): readonly RolloutFinding[] {
  const message = `which image ${subject.kind} ${showValue(subject.name)} runs is Azure's to choose`;
  return intended.image === undefined && intended.record === undefined
    ? []
    : [rolloutFinding("IMAGE_NOT_SEEN", subject, { message })];
}
