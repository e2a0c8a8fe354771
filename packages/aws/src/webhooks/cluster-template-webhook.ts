import { infrastructureGroup } from "@imagewright/cluster-api";
import { isJsonObject, type JsonObject, ownValue, valueAt, type Webhook } from "@imagewright/core";

import { checkBastion } from "./check-network.ts";
import { checkSshKeyName } from "./check-placement.ts";
import { type Fields, isSameValue, refusal } from "./fields.ts";

/** AWSClusterTemplate: its spec, and so the lookup defaults of its clusters, never change. */
export const clusterTemplateWebhook: Webhook = {
  group: infrastructureGroup,
  kinds: ["AWSClusterTemplate"],
  versions: ["v1beta2"],
  validate({ object, oldObject }) {
    const spec: Fields = { at: "/spec", data: mapAt(object, "/spec") };
    if (oldObject === undefined) {
      const at = "/spec/template/spec";
      const cluster: Fields = { at, data: mapAt(object, at) };
      return [...checkBastion(cluster), ...checkSshKeyName(cluster)];
    }
    return isSameValue(ownValue(object, "spec"), ownValue(oldObject, "spec"))
      ? []
      : [refusal("AWS_IMMUTABLE", spec, "", "AWSClusterTemplate.Spec is immutable")];
  },
};

function mapAt(object: JsonObject, pointer: string): JsonObject {
  const value = valueAt(object, pointer);
  return isJsonObject(value) ? value : {};
}
