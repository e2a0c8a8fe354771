import {
  type CloudAnswer,
  type EvidenceRequest,
  isJsonList,
  isJsonObject,
  type JsonObject,
  requestCloud,
  textAt,
} from "@imagewright/core";

/** Under which an answer of `az vmss list-instances` joins the question. */
const listInstances = "compute:VirtualMachineScaleSetVMs_List";

const pattern =
  /^(?:azure:\/\/)?\/subscriptions\/(?<subscription>[^/]+)\/resourceGroups\/(?<group>[^/]+)\/providers\/Microsoft\.Compute\/virtualMachineScaleSets\/(?<name>[^/]+)$/iu;

/** What Azure says about the instances of a pool's scale set; undefined where nobody asked. */
export function scaleSetInstances(
  object: JsonObject,
  cloud: readonly CloudAnswer[],
): readonly JsonObject[] | undefined {
  const id = textAt(object, "/spec/providerID")
    ?.replace(/^azure:\/\//iu, "")
    .toLowerCase();
  const rows = cloud
    .filter(({ call }) => call === listInstances)
    .flatMap(({ answer }) => (isJsonList(answer) ? answer.filter((row) => isJsonObject(row)) : []));
  const own = rows.filter(
    (row) => id !== undefined && textAt(row, "/id")?.toLowerCase().startsWith(`${id}/`) === true,
  );
  return own.length === 0 ? undefined : own;
}

/** The request for them. */
export function requestInstances(object: JsonObject): readonly EvidenceRequest[] {
  const parts = pattern.exec(textAt(object, "/spec/providerID") ?? "")?.groups;
  return parts === undefined
    ? []
    : requestCloud(listInstances, ["az", "vmss", "list-instances", "--output=json"], {
        subscription: parts["subscription"],
        "resource-group": parts["group"],
        name: parts["name"],
      });
}
