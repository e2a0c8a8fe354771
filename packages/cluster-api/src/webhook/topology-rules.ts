import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  numberAt,
  textAt,
} from "@imagewright/core";

import {
  annotationOf,
  isSet,
  listAt,
  nameOf,
  namespaceOf,
  ownText,
  textsAt,
} from "../json/read-field.ts";
import { maxSizeAnnotation, minSizeAnnotation } from "./default-replicas.ts";
import { checkIntOrPercent, checkRollingUpdate } from "./int-or-percent.ts";
import { checkMetadata } from "./label-rules.ts";
import { checkHealthCheckLimits } from "./machine-health-check.ts";
import { checkTaints } from "./machine-rules.ts";
import { byVersion } from "./object-shape.ts";
import { checkVersion } from "./version-checks.ts";
import { invalid, required } from "./webhook-findings.ts";

const topology = "/spec/topology";
const concurrency = "topology.cluster.x-k8s.io/upgrade-concurrency";

/** Where a topology keeps what moved between the two versions. */
const shapes = {
  v1beta1: { className: "/class", healthCheck: "/machineHealthCheck", strategy: "/strategy" },
  v1beta2: {
    className: "/classRef/name",
    healthCheck: "/healthCheck",
    strategy: "/rollout/strategy",
  },
};

/** Everything the webhook says about a topology without looking at its class. */
export function checkTopology(cluster: JsonObject): readonly Diagnostic[] {
  const { className, healthCheck } = byVersion(cluster, shapes);
  const controlPlane = `${topology}/controlPlane`;
  if ((textAt(cluster, `${topology}${className}`) ?? "") === "") {
    return [required(`${topology}${className}`, "classRef.name cannot be empty")];
  }
  return [
    ...checkVersion(cluster, `${topology}/version`),
    ...((textAt(cluster, `${topology}/version`) ?? "") === ""
      ? [invalid(`${topology}/version`, "", "must start with v", "CAPI_WEBHOOK_VERSION")]
      : []),
    ...checkMetadata(cluster, `${controlPlane}/metadata`),
    ...checkTaints(cluster, `${controlPlane}/taints`, { isWorker: false }),
    ...checkHealthCheckLimits(cluster, `${controlPlane}${healthCheck}`),
    ...checkConcurrency(cluster),
    ...checkWorkers(cluster),
  ];
}

function checkWorkers(cluster: JsonObject): readonly Diagnostic[] {
  const { healthCheck, strategy } = byVersion(cluster, shapes);
  return ["machineDeployments", "machinePools"].flatMap((list) => {
    const at = `${topology}/workers/${list}`;
    return [
      ...checkNames(cluster, at),
      ...listAt(cluster, at).flatMap((_, index) => {
        const entry = `${at}/${index}`;
        return [
          ...checkMetadata(cluster, `${entry}/metadata`),
          ...checkTaints(cluster, `${entry}/taints`, { isWorker: false }),
          ...(list === "machineDeployments"
            ? [
                ...checkRollingUpdate(cluster, `${entry}${strategy}/rollingUpdate`),
                ...checkHealthCheckLimits(cluster, `${entry}${healthCheck}`),
                ...checkIntOrPercent(cluster, `${entry}${healthCheck}/remediation/maxInFlight`),
                ...checkAutoscaler(cluster, entry),
              ]
            : []),
        ];
      }),
    ];
  });
}

function checkNames(cluster: JsonObject, list: string): readonly Diagnostic[] {
  const seen = new Set<string>();
  return listAt(cluster, list).flatMap((entry, index) => {
    const name = isJsonObject(entry) ? (ownText(entry, "name") ?? "") : "";
    const at = `${list}/${index}/name`;
    const isRepeated = seen.has(name);
    seen.add(name);
    if (name === "") {
      return [required(at, "name must not be empty")];
    }
    return isRepeated ? [invalid(at, name, "name must be unique")] : [];
  });
}

/** Replicas belong to the topology or to the autoscaler. */
function checkAutoscaler(cluster: JsonObject, entry: string): readonly Diagnostic[] {
  const annotations = textsAt(cluster, `${entry}/metadata/annotations`);
  const isScaled = annotations.has(minSizeAnnotation) || annotations.has(maxSizeAnnotation);
  const at = `${entry}/replicas`;
  return isScaled && isSet(cluster, at)
    ? [
        invalid(
          at,
          numberAt(cluster, at),
          `cannot be set for cluster "${nameOf(cluster)}" in namespace "${namespaceOf(cluster) ?? ""}" if the same MachineDeploymentTopology has autoscaler annotations`,
        ),
      ]
    : [];
}

function checkConcurrency(cluster: JsonObject): readonly Diagnostic[] {
  const text = annotationOf(cluster, concurrency);
  const at = `/metadata/annotations/${concurrency.replace("/", "~1")}`;
  if (text === undefined) {
    return [];
  }
  if (!/^[+-]?\d+$/u.test(text)) {
    return [invalid(at, text, "could not parse the value of the annotation")];
  }
  return Number(text) < 1 ? [invalid(at, text, "value cannot be less than 1")] : [];
}
