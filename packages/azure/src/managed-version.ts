import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  formatKubernetesVersion,
  type JsonObject,
  objectKind,
  type Parsed,
  parseKubernetesVersion,
  replaceAt,
  showValue,
  textAt,
  toParsed,
} from "@imagewright/core";

import { azureDiagnostics } from "./azure-diagnostics.ts";

/** Where an AKS control plane of CAPZ says its Kubernetes version. */
const pointer = "/spec/version";

/**
 * The Kubernetes version of an AzureManagedControlPlane. Pools of AKS have none of their own: that
 * of their MachinePool counts, and AKS chooses the node image.
 *
 * @returns undefined for objects of other kinds, and where no version can be read
 * @example
 * ```ts
 * readManagedVersion({
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
 *   kind: "AzureManagedControlPlane",
 *   metadata: { name: "aks" },
 *   spec: { version: "v1.34.1" },
 * }); // => "1.34.1"
 * ```
 */
export function readManagedVersion(object: JsonObject): string | undefined {
  const version = isControlPlane(object)
    ? parseKubernetesVersion(textAt(object, pointer) ?? "", "either")
    : undefined;
  return version === undefined ? undefined : formatKubernetesVersion(version);
}

/**
 * An AzureManagedControlPlane with another Kubernetes version; everything else stays.
 *
 * @param version - without `v`
 * @example
 * ```ts
 * const plane = {
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
 *   kind: "AzureManagedControlPlane",
 *   metadata: { name: "aks" },
 *   spec: { location: "westeurope", version: "v1.33.2" },
 * };
 * const written = writeManagedVersion(plane, "1.34.1");
 * written.ok && written.value["spec"]; // => { location: "westeurope", version: "v1.34.1" }
 * ```
 */
export function writeManagedVersion(object: JsonObject, version: string): Parsed<JsonObject> {
  const written = isControlPlane(object) ? replaceAt(object, pointer, `v${version}`) : undefined;
  if (written === undefined || parseKubernetesVersion(version) === undefined) {
    const message = "a control plane of AKS and a Kubernetes version are needed";
    const facts = { message, pointer, found: showValue(version) };
    return { ok: false, diagnostics: [azureDiagnostics.report("AZURE_MANAGED_VERSION", facts)] };
  }
  return toParsed(written);
}

function isControlPlane(object: JsonObject): boolean {
  const { group, kind } = objectKind(object) ?? {};
  return group === infrastructureGroup && kind === "AzureManagedControlPlane";
}
