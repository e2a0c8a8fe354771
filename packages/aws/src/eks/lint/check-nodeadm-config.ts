import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type ManifestRule,
  valueAt,
} from "@imagewright/core";

import { readNodeConfig } from "../../user-data/node-config/read-node-config.ts";
import {
  bootstrapGroup,
  bootstrapSpecPointer,
  nodeadmConfigKinds,
} from "../bootstrap/bootstrap-object.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";

/** What of a NodeadmConfig does not reach the node as it is written. */
export const checkNodeadmConfig: ManifestRule = {
  group: bootstrapGroup,
  kinds: nodeadmConfigKinds,
  check({ object, kind }) {
    const pointer = bootstrapSpecPointer(kind);
    const spec = valueAt(object, pointer);
    return isJsonObject(spec)
      ? [...checkPasted(spec, pointer), ...checkAsNodeConfig(spec, pointer)]
      : [];
  },
};

/** CAPA pastes these texts into YAML as they are. */
function checkPasted(spec: JsonObject, pointer: string): readonly Diagnostic[] {
  const config = valueAt(spec, "/containerd/config");
  const flags = valueAt(spec, "/kubelet/flags");
  const items: readonly unknown[] = Array.isArray(flags) ? flags : [];
  const isBroken =
    typeof config === "string" && config.trim().includes("\n") && !/^\|[+-]?\n/u.test(config);
  const lines = "the configuration has several lines, and no block scalar holds them";
  return [
    ...(isBroken ? [report("EKS_NODEADM_TOML", lines, `${pointer}/containerd/config`)] : []),
    ...items.flatMap((flag, index) =>
      typeof flag === "string" && /["\\]/u.test(flag)
        ? [
            report(
              "EKS_NODEADM_FLAG",
              "the flag ends the double quotes it is pasted between",
              `${pointer}/kubelet/flags/${index}`,
            ),
          ]
        : [],
    ),
  ];
}

/** What nodeadm says to the NodeConfig that is made of it. */
function checkAsNodeConfig(spec: JsonObject, pointer: string): readonly Diagnostic[] {
  const parts = ["kubelet", "featureGates"].flatMap((field) => {
    const value = valueAt(spec, `/${field}`);
    return value === undefined ? [] : [[field, value] as const];
  });
  const { diagnostics } = readNodeConfig({
    apiVersion: "node.eks.aws/v1alpha1",
    kind: "NodeConfig",
    spec: Object.fromEntries(parts),
  });
  return diagnostics
    .filter(({ code }) => code !== "USERDATA_FIELD_TYPE" && code !== "USERDATA_FIELD_UNKNOWN")
    .map((one) => ({ ...one, pointer: one.pointer.replace("/spec", pointer) }));
}

function report(
  code: keyof typeof eksManifestDiagnostics.rules,
  message: string,
  pointer: string,
): Diagnostic {
  return eksManifestDiagnostics.report(code, { message, pointer });
}
