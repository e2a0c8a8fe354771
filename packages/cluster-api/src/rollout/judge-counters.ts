import {
  isIntendedVersion,
  isJsonObject,
  type JsonObject,
  numberAt,
  rolloutFinding,
  type RolloutFinding,
  type RolloutSubject,
  showValue,
  textAt,
} from "@imagewright/core";

import { isSet, listAt } from "../json/read-field.ts";

/**
 * Whether each counter has reached the wanted number of replicas. A counter that is missing is not
 * reached: after a creation or a move the status is filled in later.
 */
export function judgeCounters(
  object: JsonObject,
  subject: RolloutSubject,
  pointers: readonly string[],
): readonly RolloutFinding[] {
  const wanted = numberAt(object, "/spec/replicas");
  if (wanted === undefined) {
    const message = `${subject.kind} ${showValue(subject.name)} names no number of replicas`;
    return [rolloutFinding("COUNTER_MISSING", subject, { message, pointer: "/spec/replicas" })];
  }
  return pointers.flatMap((pointer) => {
    const found = numberAt(object, pointer);
    const facts = { pointer, expected: String(wanted) };
    const name = pointer.slice(pointer.lastIndexOf("/") + 1);
    const whose = `${name} of ${subject.kind} ${showValue(subject.name)}`;
    if (found === undefined) {
      return [
        rolloutFinding("COUNTER_MISSING", subject, {
          ...facts,
          message: `${whose} is not reported`,
        }),
      ];
    }
    const message = `${whose} is ${found}`;
    return found === wanted
      ? []
      : [rolloutFinding("COUNTER_DIFFERS", subject, { ...facts, message, found: String(found) })];
  });
}

/** The one counter whose absence means zero. */
export function judgeUnavailable(
  object: JsonObject,
  subject: RolloutSubject,
): readonly RolloutFinding[] {
  const pointer = "/status/unavailableReplicas";
  const found = isSet(object, pointer) ? numberAt(object, pointer) : 0;
  const message = `${subject.kind} ${showValue(subject.name)} has unavailable replicas`;
  return found === 0
    ? []
    : [
        rolloutFinding("COUNTER_DIFFERS", subject, {
          message,
          pointer,
          found: showValue(found),
          expected: "0",
        }),
      ];
}

/**
 * Whether all that `status.versions` lists is of one version. Entries count even with no replicas;
 * one that names no version is of another. Servers before 1.14 have no list.
 */
export function judgeVersions(
  object: JsonObject,
  subject: RolloutSubject,
  wanted: string | undefined,
): readonly RolloutFinding[] {
  if (wanted === undefined) {
    return [];
  }
  return listAt(object, "/status/versions").flatMap((entry, index) => {
    const pointer = `/status/versions/${index}/version`;
    const found = isJsonObject(entry) ? textAt(entry, "/version") : undefined;
    return judgeVersion(subject, pointer, found, wanted);
  });
}

/** Whether a version that has to be reported is the wanted one. */
export function judgeVersion(
  subject: RolloutSubject,
  pointer: string,
  found: string | undefined,
  wanted: string,
): readonly RolloutFinding[] {
  const whose = `${subject.kind} ${showValue(subject.name)}`;
  const facts = { pointer, found, expected: wanted };
  if (found === undefined || found === "") {
    return [
      rolloutFinding("VERSION_MISSING", subject, {
        ...facts,
        message: `${whose} does not report its version`,
      }),
    ];
  }
  return isIntendedVersion(found, wanted)
    ? []
    : [
        rolloutFinding("VERSION_DIFFERS", subject, {
          ...facts,
          message: `${whose} is at ${showValue(found)}`,
        }),
      ];
}
