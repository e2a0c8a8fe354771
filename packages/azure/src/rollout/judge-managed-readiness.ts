import {
  booleanAt,
  judgeConditions,
  type JsonObject,
  rolloutFinding,
  type RolloutFinding,
  type RolloutSubject,
  showValue,
} from "@imagewright/core";

/** Whether an object of AKS says that it is ready: in its status, and in a condition if it has one. */
export function judgeManagedReadiness(
  object: JsonObject,
  subject: RolloutSubject,
): readonly RolloutFinding[] {
  const pointer = "/status/ready";
  const message = `${subject.kind} ${showValue(subject.name)} is not ready`;
  return [
    ...judgeConditions(object, subject, "/status/conditions", [
      { type: "Ready", status: "True", optional: true },
    ]),
    ...(booleanAt(object, pointer) === true
      ? []
      : [rolloutFinding("CLOUD_STATE_DIFFERS", subject, { message, pointer, expected: "true" })]),
  ];
}
