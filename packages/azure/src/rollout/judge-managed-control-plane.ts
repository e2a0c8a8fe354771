import { infrastructureGroup, judgePauseAnnotation } from "@imagewright/cluster-api";
import {
  isIntendedVersion,
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
 * A control plane of AKS is finished when it is ready and reports the intended version. Which image
 * it runs is nobody's but Azure's.
 */
export const managedControlPlaneJudge: RolloutJudge = {
  group: infrastructureGroup,
  kinds: ["AzureManagedControlPlane", "AzureASOManagedControlPlane"],
  judge(object, question) {
    const unapplied = judgeIntent(object, question);
    const beginning =
      unapplied.length > 0 ? unapplied : judgePauseAnnotation(object, question.subject);
    return rolloutVerdict(beginning.length > 0 ? beginning : judgeProgress(object, question));
  },
};

function judgeIntent(
  object: JsonObject,
  { subject, intended }: RolloutQuestion,
): readonly RolloutFinding[] {
  const pointer = "/spec/version";
  const found = textAt(object, pointer);
  const expected = intended.kubernetesVersion;
  if (expected === undefined || isIntendedVersion(found ?? "", expected)) {
    return [];
  }
  const message = `${subject.kind} ${showValue(subject.name)} asks for another version`;
  return [rolloutFinding("INTENT_NOT_APPLIED", subject, { message, pointer, found, expected })];
}

function judgeProgress(object: JsonObject, question: RolloutQuestion): readonly RolloutFinding[] {
  const { subject } = question;
  return [
    ...judgeFailure(object, subject),
    ...judgeManagedReadiness(object, subject),
    ...judgeVersion(object, question),
  ];
}

function judgeVersion(
  object: JsonObject,
  { subject, intended }: RolloutQuestion,
): readonly RolloutFinding[] {
  const pointer = "/status/version";
  const found = textAt(object, pointer);
  const expected = intended.kubernetesVersion ?? textAt(object, "/spec/version");
  const whose = `${subject.kind} ${showValue(subject.name)}`;
  if (found === undefined || found === "") {
    const message = `${whose} reports no version`;
    return [rolloutFinding("VERSION_MISSING", subject, { message, pointer, expected })];
  }
  if (expected === undefined || isIntendedVersion(found, expected)) {
    return [];
  }
  const message = `${whose} runs ${showValue(found)}`;
  return [rolloutFinding("VERSION_DIFFERS", subject, { message, pointer, found, expected })];
}
