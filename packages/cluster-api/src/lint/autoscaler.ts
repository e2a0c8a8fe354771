import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type ManifestRuleContext,
} from "@imagewright/core";

import { isSet, listAt, textsAt } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { maxSizeAnnotation, minSizeAnnotation, wholeNumber } from "../webhook/default-replicas.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** Replicas that two hands write, and bounds that are none. */
export const autoscalerRules = [
  ...rulesFor({ [coreGroup]: ["MachineDeployment", "MachineSet", "MachinePool"] }, ({ object }) => [
    ...checkBounds(object, "/metadata/annotations"),
    ...checkReplicas(object),
  ]),
  ...rulesFor({ [coreGroup]: ["Cluster"] }, checkTopology),
];

function checkTopology({ object }: ManifestRuleContext): readonly Diagnostic[] {
  return ["machineDeployments", "machinePools"].flatMap((list) => {
    const at = `/spec/topology/workers/${list}`;
    return listAt(object, at).flatMap((entry, index) =>
      isJsonObject(entry) ? checkBounds(object, `${at}/${index}/metadata/annotations`) : [],
    );
  });
}

function checkBounds(object: JsonObject, at: string): readonly Diagnostic[] {
  const annotations = textsAt(object, at);
  const texts = [minSizeAnnotation, maxSizeAnnotation].map((name) => annotations.get(name));
  const [min, max] = texts.map(wholeNumber);
  if (texts.every((text) => text === undefined)) {
    return [];
  }
  const message = texts.includes(undefined)
    ? "one of the two annotations of the autoscaler is missing"
    : min === undefined || max === undefined
      ? "an annotation of the autoscaler is no whole number"
      : min > max
        ? `the least size ${min} is above the largest, ${max}`
        : undefined;
  return message === undefined
    ? []
    : [clusterApiDiagnostics.report("CAPI_AUTOSCALER_BOUNDS", { message, pointer: at })];
}

function checkReplicas(object: JsonObject): readonly Diagnostic[] {
  const annotations = textsAt(object, "/metadata/annotations");
  const isScaled = annotations.has(minSizeAnnotation) && annotations.has(maxSizeAnnotation);
  return isScaled && isSet(object, "/spec/replicas")
    ? [
        clusterApiDiagnostics.report("CAPI_AUTOSCALER_REPLICAS", {
          message: "every apply sets the replicas that the autoscaler owns",
          pointer: "/spec/replicas",
        }),
      ]
    : [];
}
