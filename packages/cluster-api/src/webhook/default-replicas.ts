import { type Diagnostic, type JsonObject, numberAt } from "@imagewright/core";

import { annotationOf } from "../json/read-field.ts";
import { invalid } from "./webhook-findings.ts";

/** Annotations by which the cluster autoscaler owns a number of replicas. */
export const minSizeAnnotation = "cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size";
export const maxSizeAnnotation = "cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size";

/** The bounds that the two annotations give; undefined where one is missing or no number. */
function autoscalerBounds(
  object: JsonObject,
): { readonly min: number; readonly max: number } | undefined {
  const [min, max] = [minSizeAnnotation, maxSizeAnnotation].map((name) =>
    wholeNumber(annotationOf(object, name)),
  );
  return min === undefined || max === undefined ? undefined : { min, max };
}

/**
 * The replicas defaulting fills in: with both annotations the number there was, within their
 * bounds, else 1.
 */
export function defaultReplicas(
  object: JsonObject,
  oldObject: JsonObject | undefined,
): number | undefined {
  const given = numberAt(object, "/spec/replicas");
  if (given !== undefined || hasUnreadableBound(object)) {
    return given;
  }
  const bounds = autoscalerBounds(object);
  if (bounds === undefined) {
    return 1;
  }
  const before = oldObject === undefined ? undefined : numberAt(oldObject, "/spec/replicas");
  if (before === undefined || before < bounds.min) {
    return bounds.min;
  }
  return Math.min(before, bounds.max);
}

/** Defaulting fails when it needs the annotations and cannot read them. */
export function checkReplicaBounds(object: JsonObject): readonly Diagnostic[] {
  if (numberAt(object, "/spec/replicas") !== undefined || !hasBothBounds(object)) {
    return [];
  }
  return [minSizeAnnotation, maxSizeAnnotation]
    .filter((name) => wholeNumber(annotationOf(object, name)) === undefined)
    .map((name) =>
      invalid(
        `/metadata/annotations/${name.replace("/", "~1")}`,
        annotationOf(object, name),
        "could not parse the value of the annotation",
      ),
    );
}

export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,10}$/u.test(text) ? Number(text) : undefined;
}

function hasBothBounds(object: JsonObject): boolean {
  return [minSizeAnnotation, maxSizeAnnotation].every(
    (name) => annotationOf(object, name) !== undefined,
  );
}

function hasUnreadableBound(object: JsonObject): boolean {
  return hasBothBounds(object) && autoscalerBounds(object) === undefined;
}
