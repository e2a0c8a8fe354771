import {
  type Diagnostic,
  type JsonObject,
  type ManifestRuleContext,
  showValue,
  textAt,
} from "@imagewright/core";

import { workerClasses } from "../cluster-class/class-templates.ts";
import { topologyGroups } from "../cluster-class/topology-groups.ts";
import { isSet, listAt, nameOf } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { maxSizeAnnotation, minSizeAnnotation } from "../webhook/default-replicas.ts";
import { classOf } from "./find-referenced.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** What a topology asks of its class and the class does not have. */
export const classOfClusterRules = rulesFor({ [coreGroup]: ["Cluster"] }, check);

function check({ object, manifests }: ManifestRuleContext): readonly Diagnostic[] {
  const clusterClass = classOf(manifests, object);
  return clusterClass === undefined
    ? []
    : [...checkVersion(object, clusterClass), ...checkWorkers(object, clusterClass)];
}

function checkVersion(cluster: JsonObject, clusterClass: JsonObject): readonly Diagnostic[] {
  const listed = listAt(clusterClass, "/spec/kubernetesVersions");
  const pointer = "/spec/topology/version";
  const version = textAt(cluster, pointer);
  const stored = version?.startsWith("v") === false ? `v${version}` : version;
  return listed.length === 0 || stored === undefined || listed.includes(stored)
    ? []
    : [
        clusterApiDiagnostics.report("CAPI_CLASS_VERSION_UNLISTED", {
          message: `ClusterClass ${nameOf(clusterClass)} does not list ${stored}`,
          pointer,
          found: stored,
          expected: showValue(listed),
        }),
      ];
}

function checkWorkers(cluster: JsonObject, clusterClass: JsonObject): readonly Diagnostic[] {
  const classes = workerClasses(clusterClass);
  return topologyGroups(cluster)
    .filter(({ className }) => className !== undefined)
    .flatMap(({ place, className, pointer }) => {
      const found = classes.find((entry) => entry.place === place && entry.className === className);
      if (found === undefined) {
        const message = `ClusterClass ${nameOf(clusterClass)} has no class of workers ${showValue(className)}`;
        const facts = { message, pointer: `${pointer}/class`, found: showValue(className) };
        return [clusterApiDiagnostics.report("CAPI_CLASS_WORKERS_UNKNOWN", facts)];
      }
      const isScaled =
        found.annotations.has(minSizeAnnotation) || found.annotations.has(maxSizeAnnotation);
      return place === "machineDeployment" && isScaled && isSet(cluster, `${pointer}/replicas`)
        ? [
            clusterApiDiagnostics.report("CAPI_CLASS_REPLICAS", {
              message: `the class of workers ${showValue(className)} has autoscaler annotations`,
              pointer: `${pointer}/replicas`,
            }),
          ]
        : [];
    });
}
