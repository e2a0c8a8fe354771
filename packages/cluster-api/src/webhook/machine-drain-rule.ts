import {
  type Diagnostic,
  type JsonObject,
  numberAt,
  textAt,
  type Webhook,
} from "@imagewright/core";

import { isSet, listAt } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { checkSelector } from "./label-rules.ts";
import { webhookVersions } from "./object-shape.ts";
import { invalid } from "./webhook-findings.ts";

/** @see https://github.com/kubernetes-sigs/cluster-api/blob/v1.14.0/core/webhooks/admission/machinedrainrules.go */
export const machineDrainRuleWebhook: Webhook = {
  group: coreGroup,
  kinds: ["MachineDrainRule"],
  versions: webhookVersions,
  validate: ({ object }) => [
    ...checkOrder(object),
    ...checkSelectors(object, "/spec/machines", ["selector", "clusterSelector"]),
    ...checkSelectors(object, "/spec/pods", ["selector", "namespaceSelector"]),
  ],
};

function checkOrder(object: JsonObject): readonly Diagnostic[] {
  const behavior = textAt(object, "/spec/drain/behavior");
  const at = "/spec/drain/order";
  return isSet(object, at) && (behavior === "Skip" || behavior === "WaitCompleted")
    ? [
        invalid(
          at,
          numberAt(object, at),
          'order must not be set if drain behavior is "Skip" or "WaitCompleted"',
        ),
      ]
    : [];
}

function checkSelectors(
  object: JsonObject,
  list: string,
  names: readonly string[],
): readonly Diagnostic[] {
  return listAt(object, list).flatMap((_, index) =>
    names.flatMap((name) => checkSelector(object, `${list}/${index}/${name}`)),
  );
}
