import { judgePauseAnnotation } from "@imagewright/cluster-api";
import {
  isIntendedVersion,
  judgeConditions,
  judgeFailure,
  type JsonObject,
  parseKubernetesVersion,
  readCondition,
  rolloutFinding,
  type RolloutFinding,
  type RolloutJudge,
  type RolloutSubject,
  rolloutVerdict,
  showValue,
  textAt,
} from "@imagewright/core";

import { controlPlaneGroup } from "../image-places.ts";

/**
 * An EKS control plane is finished when the version that EKS runs has reached the wanted minor, and
 * neither EKS nor an add-on is being changed. `status.ready` stays true all the while, and the
 * patch of `status.version` is the spec's own: neither is evidence.
 */
export const managedControlPlaneJudge: RolloutJudge = {
  group: controlPlaneGroup,
  kinds: ["AWSManagedControlPlane"],
  judge(object, { subject, intended }) {
    const version = minorOf(intended.kubernetesVersion);
    const applied = judgeIntent(object, subject, version);
    const beginning = applied.length > 0 ? applied : judgePauseAnnotation(object, subject);
    return rolloutVerdict(
      beginning.length > 0
        ? beginning
        : [
            ...judgeFailure(object, subject),
            ...judgeVersion(object, subject, version ?? minorOf(textAt(object, "/spec/version"))),
            ...judgeConditions(object, subject, "/status/conditions", [
              { type: "EKSControlPlaneReady", status: "True" },
            ]),
            ...forbid(object, subject, "EKSControlPlaneUpdating", "True"),
            ...forbid(object, subject, "EKSAddonsConfigured", "False"),
          ],
    );
  },
};

/** `1.34` of `v1.34.1`, of `1.34`, and of what CAPA admits besides; the text itself of others. */
export function minorOf(version: string | undefined): string | undefined {
  const parsed = version === undefined ? undefined : parseKubernetesVersion(version, "tolerant");
  return parsed === undefined ? version : `${parsed.major}.${parsed.minor}`;
}

function judgeIntent(
  object: JsonObject,
  subject: RolloutSubject,
  version: string | undefined,
): readonly RolloutFinding[] {
  const pointer = "/spec/version";
  const found = textAt(object, pointer);
  const message = `${subject.kind} ${showValue(subject.name)} asks for ${showValue(found)}`;
  return version === undefined || found === undefined || isIntendedVersion(found, version)
    ? []
    : [
        rolloutFinding("INTENT_NOT_APPLIED", subject, {
          message,
          pointer,
          found,
          expected: version,
        }),
      ];
}

function judgeVersion(
  object: JsonObject,
  subject: RolloutSubject,
  version: string | undefined,
): readonly RolloutFinding[] {
  const pointer = "/status/version";
  const found = textAt(object, pointer);
  const whose = `${subject.kind} ${showValue(subject.name)}`;
  const facts = { pointer, found, ...(version !== undefined && { expected: version }) };
  if (found === undefined) {
    const message = `${whose} does not report its version`;
    return [rolloutFinding("VERSION_MISSING", subject, { ...facts, message })];
  }
  return version === undefined || isIntendedVersion(found, version)
    ? []
    : [
        rolloutFinding("VERSION_DIFFERS", subject, {
          ...facts,
          message: `${whose} is at ${showValue(found)}`,
        }),
      ];
}

function forbid(
  object: JsonObject,
  subject: RolloutSubject,
  type: string,
  status: string,
): readonly RolloutFinding[] {
  const condition = readCondition(object, "/status/conditions", type);
  const message = `condition ${type} of ${subject.kind} ${showValue(subject.name)} is ${status}`;
  return condition?.status === status
    ? [
        rolloutFinding("CONDITION_DIFFERS", subject, {
          message,
          pointer: condition.pointer,
          found: status,
        }),
      ]
    : [];
}
