import {
  type Diagnostic,
  type JsonObject,
  numberAt,
  textAt,
  type Webhook,
  type WebhookReview,
} from "@imagewright/core";

import { isSet, textsAt } from "../json/read-field.ts";
import { withValueAt } from "../json/write-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { withClusterLabel } from "./cluster-label.ts";
import { durationSeconds } from "./duration.ts";
import { checkIntOrPercent } from "./int-or-percent.ts";
import { readSelector } from "./label-rules.ts";
import { checkClusterName } from "./machine-rules.ts";
import { byVersion, webhookVersions } from "./object-shape.ts";
import { invalid, required } from "./webhook-findings.ts";

const selector = "/spec/selector";

/** Where a health check keeps its limits, by version. */
const shapes = {
  v1beta1: { startup: "/nodeStartupTimeout", limit: "/maxUnhealthy", startupDefault: "10m" },
  v1beta2: {
    startup: "/checks/nodeStartupTimeoutSeconds",
    limit: "/remediation/triggerIf/unhealthyLessThanOrEqualTo",
    startupDefault: 600,
  },
} as const;

/** @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/core/webhooks/admission/machinehealthcheck.go */
export const machineHealthCheckWebhook: Webhook = {
  group: coreGroup,
  kinds: ["MachineHealthCheck"],
  versions: webhookVersions,
  mutate: ({ object }) => {
    const { startup, startupDefault } = byVersion<{
      readonly startup: string;
      readonly startupDefault: string | number;
    }>(object, shapes);
    const labelled = withClusterLabel(object);
    return isSet(labelled, `/spec${startup}`)
      ? labelled
      : withValueAt(labelled, `/spec${startup}`, startupDefault);
  },
  validate,
};

function validate({ object, oldObject }: WebhookReview): readonly Diagnostic[] {
  const read = readSelector(object, selector);
  const named = textsAt(object, `${selector}/matchLabels`).get("cluster.x-k8s.io/cluster-name");
  const isElsewhere = named !== undefined && named !== textAt(object, "/spec/clusterName");
  return [
    ...("fault" in read ? [invalid(selector, undefined, read.fault)] : []),
    ...("requirements" in read && read.requirements.length === 0
      ? [required(selector, "selector must not be empty")]
      : []),
    ...(isElsewhere
      ? [
          invalid(
            selector,
            named,
            "cannot specify a cluster selector other than the one specified by ClusterName",
          ),
        ]
      : []),
    ...checkClusterName(object, oldObject),
    ...checkHealthCheckLimits(object, "/spec"),
  ];
}

/** The limits of a health check, which topologies and classes hold as well. */
export function checkHealthCheckLimits(object: JsonObject, at: string): readonly Diagnostic[] {
  const { startup, limit } = byVersion<{ readonly startup: string; readonly limit: string }>(
    object,
    shapes,
  );
  const pointer = `${at}${startup}`;
  const seconds = numberAt(object, pointer) ?? durationSeconds(textAt(object, pointer));
  const isShort = seconds !== undefined && seconds !== 0 && seconds < 30;
  return [
    ...(isShort ? [invalid(pointer, seconds, "must be at least 30s")] : []),
    ...checkIntOrPercent(object, `${at}${limit}`),
  ];
}
