import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  ownValue,
  textAt,
} from "@imagewright/core";

import { annotationOf, isDefined, listAt, ownText, textsAt } from "../json/read-field.ts";
import { isLabelKey, readSelector, selects } from "./label-rules.ts";
import { forbidden, gated, immutable, invalid, required } from "./webhook-findings.ts";

const skipAnnotation = "machineset.cluster.x-k8s.io/skip-preflight-checks";

/** Names that may stand in the annotation that skips preflight checks. */
const preflightChecks: readonly string[] = [
  "All",
  "ControlPlaneIsStable",
  "ControlPlaneVersionSkew",
  "KubeadmVersionSkew",
  "KubernetesVersionSkew",
];

/** A machine needs a bootstrap configuration, or the name of its data; an empty name is one. */
export function checkBootstrap(object: JsonObject, machine: string): readonly Diagnostic[] {
  const at = `${machine}/bootstrap`;
  const has =
    isDefined(object, `${at}/configRef`) || textAt(object, `${at}/dataSecretName`) !== undefined;
  const dotted = at.slice(1).replaceAll("/", ".");
  return has
    ? []
    : [
        required(
          at,
          `expected either ${dotted}.dataSecretName or ${dotted}.configRef to be populated`,
        ),
      ];
}

/** The cluster an object belongs to is fixed. */
export function checkClusterName(
  object: JsonObject,
  oldObject: JsonObject | undefined,
): readonly Diagnostic[] {
  const at = "/spec/clusterName";
  return oldObject !== undefined && textAt(oldObject, at) !== textAt(object, at)
    ? [immutable(at)]
    : [];
}

/** Deployments, sets and pools name their cluster twice. */
export function checkTemplateClusterName(object: JsonObject): readonly Diagnostic[] {
  const at = "/spec/clusterName";
  const name = textAt(object, at);
  return name === textAt(object, "/spec/template/spec/clusterName")
    ? []
    : [
        invalid(
          at,
          name,
          "spec.clusterName and spec.template.spec.clusterName must be set to the same value",
        ),
      ];
}

/** The selector of a deployment or set has to select what its template makes. */
export function checkTemplateLabels(object: JsonObject): readonly Diagnostic[] {
  const selector = readSelector(object, "/spec/selector");
  if ("fault" in selector) {
    return [invalid("/spec/selector", undefined, selector.fault)];
  }
  const labels = textsAt(object, "/spec/template/metadata/labels");
  return selects(selector.requirements, labels)
    ? []
    : [forbidden("/spec/template/metadata/labels", "must match spec.selector")];
}

/** Checks that an annotation asks to skip, and that there are none of. */
export function unknownPreflightChecks(object: JsonObject): readonly string[] {
  const skipped = annotationOf(object, skipAnnotation) ?? "";
  return skipped === ""
    ? []
    : skipped
        .split(",")
        .map((name) => name.trim())
        .filter((name) => !preflightChecks.includes(name));
}

export function checkSkippedPreflight(object: JsonObject): readonly Diagnostic[] {
  const unknown = unknownPreflightChecks(object);
  return unknown.length === 0
    ? []
    : [
        invalid(
          `/metadata/annotations/${skipAnnotation.replace("/", "~1")}`,
          [...unknown],
          `skipped preflight check(s) must be among: ${preflightChecks.join(" ")}`,
        ),
      ];
}

/** Taints need a feature gate, and some keys belong to others. */
export function checkTaints(
  object: JsonObject,
  pointer: string,
  { isWorker }: { readonly isWorker: boolean },
): readonly Diagnostic[] {
  const taints = listAt(object, pointer);
  const keys = taints.map((taint) => (isJsonObject(taint) ? (ownText(taint, "key") ?? "") : ""));
  return [
    ...(taints.length > 0 ? [gated(pointer, "MachineTaintPropagation")] : []),
    ...keys.flatMap((key, index) => {
      const fault = taintFault(key, isWorker);
      return fault === undefined ? [] : [invalid(`${pointer}/${index}/key`, key, fault)];
    }),
  ];
}

function taintFault(key: string, isWorker: boolean): string | undefined {
  if (
    key === "node.cluster.x-k8s.io/uninitialized" ||
    key === "node.cluster.x-k8s.io/outdated-revision"
  ) {
    return "taint key is not allowed";
  }
  if (key.startsWith("node.kubernetes.io/") && key !== "node.kubernetes.io/out-of-service") {
    return "taint key must not have the prefix node.kubernetes.io/";
  }
  if (key.startsWith("node.cloudprovider.kubernetes.io/")) {
    return "taint key must not have the prefix node.cloudprovider.kubernetes.io/";
  }
  if (key === "node-role.kubernetes.io/master") {
    return "taint is deprecated since 1.24";
  }
  if (isWorker && key === "node-role.kubernetes.io/control-plane") {
    return "taint is not allowed for worker Machines";
  }
  return isLabelKey(key) ? undefined : "must be a valid label key";
}

/** Names of machines are made from a template, which must hold a random part. */
export function checkMachineNaming(object: JsonObject, pointer: string): readonly Diagnostic[] {
  const template = textAt(object, pointer);
  return template === undefined || template === "" || template.includes("{{ .random }}")
    ? []
    : [invalid(pointer, template, "invalid template, {{ .random }} is missing")];
}

/** Whether a machine is made by a machine pool, which keeps its bootstrap configuration. */
export function isPoolMachine(object: JsonObject): boolean {
  const owners = listAt(object, "/metadata/ownerReferences").filter(isJsonObject);
  return (
    textsAt(object, "/metadata/labels").has("cluster.x-k8s.io/pool-name") ||
    owners.some((owner) => ownValue(owner, "kind") === "MachinePool")
  );
}
