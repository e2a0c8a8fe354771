import type { Diagnostic, JsonObject, Webhook, WebhookReview } from "@imagewright/core";

import { classTemplates, workerClasses } from "../cluster-class/class-templates.ts";
import { isDefined } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { checkClassCompatibility } from "./class-compatibility.ts";
import { checkClassVariables } from "./class-variable-rules.ts";
import { checkClassVersions } from "./class-version-rules.ts";
import { checkPatches } from "./cluster-class-patch-rules.ts";
import { checkIntOrPercent, checkRollingUpdate } from "./int-or-percent.ts";
import { checkMetadata } from "./label-rules.ts";
import { checkHealthCheckLimits } from "./machine-health-check.ts";
import { checkTaints } from "./machine-rules.ts";
import { byVersion, webhookVersions } from "./object-shape.ts";
import { forbidden, invalid, notChecked, required } from "./webhook-findings.ts";

/** Where a class keeps what moved between the two versions. */
const shapes = {
  v1beta1: { inner: "/template", healthCheck: "/machineHealthCheck", strategy: "/strategy" },
  v1beta2: { inner: "", healthCheck: "/healthCheck", strategy: "/rollout/strategy" },
};

/**
 * What clusters of the class say, upstream asks the API server; `lint` judges the clusters that are
 * given beside it.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/core/webhooks/admission/clusterclass.go
 */
export const clusterClassWebhook: Webhook = {
  group: coreGroup,
  kinds: ["ClusterClass"],
  versions: webhookVersions,
  validate,
};

function validate({ object, oldObject }: WebhookReview): readonly Diagnostic[] {
  return [
    ...checkTemplates(object),
    ...checkWorkerNames(object),
    ...checkWorkers(object),
    ...checkControlPlane(object),
    ...checkClassVariables(object),
    ...checkPatches(object),
    ...checkClassVersions(object),
    ...(oldObject === undefined
      ? []
      : [
          ...checkClassCompatibility(oldObject, object),
          notChecked("", "whether clusters of the class rely on what is gone was not checked"),
        ]),
  ];
}

function checkTemplates(clusterClass: JsonObject): readonly Diagnostic[] {
  return classTemplates(clusterClass).flatMap(({ pointer, apiVersion, kind, name }) => [
    ...(name === "" ? [required(`${pointer}/name`, "template name must be defined")] : []),
    ...(/.Template$/u.test(kind)
      ? []
      : [invalid(`${pointer}/kind`, kind, 'template kind must be of form "<name>Template"')]),
    ...(apiVersion === ""
      ? [required(`${pointer}/apiVersion`, "template apiVersion must be defined")]
      : []),
    ...(apiVersion.split("/").length > 2
      ? [
          invalid(
            `${pointer}/apiVersion`,
            apiVersion,
            "template apiVersion must be a valid Kubernetes apiVersion",
          ),
        ]
      : []),
  ]);
}

function checkWorkerNames(clusterClass: JsonObject): readonly Diagnostic[] {
  const seen = new Set<string>();
  return workerClasses(clusterClass).flatMap(({ place, className, pointer }) => {
    const key = `${place} ${className}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    const kind = place === "machineDeployment" ? "MachineDeployment" : "MachinePool";
    return isRepeated
      ? [invalid(`${pointer}/class`, className, `${kind} class must be unique`)]
      : [];
  });
}

function checkWorkers(clusterClass: JsonObject): readonly Diagnostic[] {
  const { inner, healthCheck, strategy } = byVersion(clusterClass, shapes);
  return workerClasses(clusterClass).flatMap(({ place, pointer }) => {
    const common = [
      ...checkMetadata(clusterClass, `${pointer}${inner}/metadata`),
      ...checkTaints(clusterClass, `${pointer}/taints`, { isWorker: false }),
    ];
    return place === "machinePool"
      ? common
      : [
          ...common,
          ...checkRollingUpdate(clusterClass, `${pointer}${strategy}/rollingUpdate`),
          ...checkHealthCheckLimits(clusterClass, `${pointer}${healthCheck}`),
          ...checkIntOrPercent(clusterClass, `${pointer}${healthCheck}/remediation/maxInFlight`),
        ];
  });
}

function checkControlPlane(clusterClass: JsonObject): readonly Diagnostic[] {
  const at = "/spec/controlPlane";
  const healthCheck = `${at}${byVersion(clusterClass, shapes).healthCheck}`;
  const hasMachines = isDefined(clusterClass, `${at}/machineInfrastructure`);
  return [
    ...checkMetadata(clusterClass, `${at}/metadata`),
    ...checkTaints(clusterClass, `${at}/taints`, { isWorker: false }),
    ...(isDefined(clusterClass, healthCheck) && !hasMachines
      ? [
          forbidden(
            healthCheck,
            "can be only set if spec.controlPlane.machineInfrastructure is set",
          ),
        ]
      : []),
    ...checkHealthCheckLimits(clusterClass, healthCheck),
  ];
}
