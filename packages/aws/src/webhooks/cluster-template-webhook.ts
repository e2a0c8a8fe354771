import { infrastructureGroup } from "@imagewright/cluster-api";
import { isSameJson, ownValue, type Webhook } from "@imagewright/core";

import { checkBastion } from "./check-network.ts";
import { checkSshKeyName } from "./check-placement.ts";
import { fieldsAt, refusal } from "./fields.ts";

/** AWSClusterTemplate: its spec, and so the lookup defaults of its clusters, never change. */
export const clusterTemplateWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AWSClusterTemplate"],
  versions: ["v1beta2"],
  validate({ object, oldObject }) {
    if (oldObject === undefined) {
      const cluster = fieldsAt(object, "/spec/template/spec");
      return [...checkBastion(cluster), ...checkSshKeyName(cluster)];
    }
    return isSameJson(ownValue(object, "spec"), ownValue(oldObject, "spec"))
      ? []
      : [
          refusal(
            "AWS_IMMUTABLE",
            fieldsAt(object, "/spec"),
            "",
            "AWSClusterTemplate.Spec is immutable",
          ),
        ];
  },
};
