import {
  isIntendedVersion,
  type JsonObject,
  type ManifestSet,
  numberAt,
  readCondition,
  requestObjects,
  rolloutFinding,
  type RolloutFinding,
  type RolloutQuestion,
  type RolloutSubject,
  showValue,
  textAt,
  valueAt,
} from "@imagewright/core";

import { annotationOf, textsAt } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { namedObject } from "../reference/referenced-object.ts";
import { statusView } from "./status-view.ts";

/**
 * What is judged before the status counts: does the object ask for what is intended, has its
 * controller looked at it, is it let run? The first of these that fails is the answer.
 *
 * @param versionPointer - where the object says which version it wants; undefined if nowhere
 */
export function judgeBeginning(
  object: JsonObject,
  { subject, intended, live }: RolloutQuestion,
  versionPointer: string | undefined,
): readonly RolloutFinding[] {
  const stages = [
    () => judgeIntent(object, subject, intended.kubernetesVersion, versionPointer),
    () => judgeGeneration(object, subject),
    () => judgePause(object, subject, live),
  ];
  for (const stage of stages) {
    const findings = stage();
    if (findings.length > 0) {
      return findings;
    }
  }
  return [];
}

function judgeIntent(
  object: JsonObject,
  subject: RolloutSubject,
  intended: string | undefined,
  pointer: string | undefined,
): readonly RolloutFinding[] {
  const found = pointer === undefined ? undefined : textAt(object, pointer);
  if (intended === undefined || pointer === undefined || found === undefined) {
    return [];
  }
  const message = `${subject.kind} ${showValue(subject.name)} asks for ${showValue(found)}`;
  return isIntendedVersion(found, intended)
    ? []
    : [
        rolloutFinding("INTENT_NOT_APPLIED", subject, {
          message,
          pointer,
          found,
          expected: intended,
        }),
      ];
}

function judgeGeneration(object: JsonObject, subject: RolloutSubject): readonly RolloutFinding[] {
  const pointer = "/status/observedGeneration";
  const generation = numberAt(object, "/metadata/generation");
  const observed = numberAt(object, pointer);
  if (generation !== undefined && observed === generation) {
    return [];
  }
  return [
    rolloutFinding("GENERATION_UNOBSERVED", subject, {
      message: `the controller of ${subject.kind} ${showValue(subject.name)} has not looked at its last change`,
      pointer,
      found: observed === undefined ? undefined : String(observed),
      expected: generation === undefined ? undefined : String(generation),
    }),
  ];
}

/** A pause of the object, of its cluster, or of the deployment itself. */
function judgePause(
  object: JsonObject,
  subject: RolloutSubject,
  live: ManifestSet,
): readonly RolloutFinding[] {
  const pointer = pauseOf(object);
  const clusterName = clusterNameOf(object);
  const cluster =
    clusterName === undefined || subject.kind === "Cluster"
      ? undefined
      : namedObject(
          { group: coreGroup, kind: "Cluster", name: clusterName, namespace: subject.namespace },
          live,
        );
  const pausedBy = pointer ?? (cluster === undefined ? undefined : pauseOf(cluster));
  if (pausedBy !== undefined) {
    const who = pointer === undefined ? "the cluster of " : "";
    const message = `${who}${subject.kind} ${showValue(subject.name)} is paused`;
    return [rolloutFinding("PAUSED", subject, { message, pointer: pointer ?? "" })];
  }
  const isKnown = cluster !== undefined || subject.kind === "Cluster" || saysUnpaused(object);
  return isKnown ? [] : [clusterUnseen(subject, clusterName)];
}

function pauseOf(object: JsonObject): string | undefined {
  const condition = pausedCondition(object);
  if (condition?.status === "True") {
    return condition.pointer;
  }
  if (annotationOf(object, "cluster.x-k8s.io/paused") !== undefined) {
    return "/metadata/annotations/cluster.x-k8s.io~1paused";
  }
  return valueAt(object, "/spec/paused") === true ? "/spec/paused" : undefined;
}

function pausedCondition(object: JsonObject): ReturnType<typeof readCondition> {
  const { conditions } = statusView(object);
  return conditions === undefined ? undefined : readCondition(object, conditions, "Paused");
}

/** Only a condition that says no, of the object as it is, stands for the cluster that was not seen. */
function saysUnpaused(object: JsonObject): boolean {
  const condition = pausedCondition(object);
  const generation = numberAt(object, "/metadata/generation");
  return (
    condition?.status === "False" &&
    (condition.observedGeneration === undefined || condition.observedGeneration === generation)
  );
}

function clusterUnseen(subject: RolloutSubject, name: string | undefined): RolloutFinding {
  return rolloutFinding("CLUSTER_NOT_SEEN", subject, {
    message: `whether the cluster of ${subject.kind} ${showValue(subject.name)} is paused was not seen`,
    evidence: requestObjects({
      resource: "clusters.cluster.x-k8s.io",
      name,
      namespace: subject.namespace,
      cluster: "management",
    }),
  });
}

/** The cluster an object belongs to: by its field, or, as a control plane, by its label. */
export function clusterNameOf(object: JsonObject): string | undefined {
  return (
    textAt(object, "/spec/clusterName") ??
    textsAt(object, "/metadata/labels").get("cluster.x-k8s.io/cluster-name")
  );
}

/** A machine is being replaced because it is unhealthy. */
export function judgeRemediation(
  object: JsonObject,
  subject: RolloutSubject,
): readonly RolloutFinding[] {
  const { conditions } = statusView(object);
  const condition =
    conditions === undefined ? undefined : readCondition(object, conditions, "Remediating");
  const message = `${subject.kind} ${showValue(subject.name)} replaces an unhealthy machine`;
  return condition?.status === "True"
    ? [rolloutFinding("REMEDIATING", subject, { message, pointer: condition.pointer })]
    : [];
}
