import { formatKubernetesMinor, formatKubernetesVersion } from "@imagewright/core";

import data from "../data/boot-hazards.json" with { type: "json" };
import { isSince } from "../reference/capi-release.ts";
import { componentImageFields } from "../reference/version-fields.ts";
import { imageTagVersion } from "../webhook/image-tag-version.ts";
import { kubeadmRule } from "./kubeadm-rule.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { someHave } from "./version-change.ts";

/** Images of control-plane components that do not go with the version. */
export const componentImageRules = kubeadmRule(({ object, versions }) =>
  componentImageFields(object).flatMap(({ pointer, component, part, value }) => {
    const isFrozen =
      part === "repository" &&
      (value === data.frozenRegistry || value.startsWith(`${data.frozenRegistry}/`)) &&
      someHave(versions, "registry-k8s-io");
    if (isFrozen) {
      const message = `${data.frozenRegistry} has no images of this version`;
      return [
        clusterApiDiagnostics.report("CAPI_REGISTRY_FROZEN", { message, pointer, found: value }),
      ];
    }
    const tag = component === "etcd" && part === "tag" ? imageTagVersion(value) : undefined;
    return tag === undefined
      ? []
      : versions.flatMap((version) => {
          const line = data.etcd.find(({ since }) => isSince(version, since))?.line;
          const own = formatKubernetesMinor(tag);
          const message = `etcd ${own} is set, and kubeadm of ${formatKubernetesVersion(version)} comes with ${line ?? ""}`;
          return line === undefined || line === own
            ? []
            : [
                clusterApiDiagnostics.report("CAPI_ETCD_VERSION", {
                  message,
                  pointer,
                  found: value,
                  expected: `${line}.x`,
                }),
              ];
        });
  }),
);
