import {
  containerdSupport,
  formatKubernetesMinor,
  type KubernetesVersion,
  parseKubernetesVersion,
  textAt,
} from "@imagewright/core";

import { bootTexts } from "./boot-texts.ts";
import { kubeadmRule } from "./kubeadm-rule.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { someHave } from "./version-change.ts";

const installs = /containerd(?:\.io)?(?:=|-|@|:)v?(?<version>\d{1,3}\.\d{1,3}\.\d{1,3})\b/gu;
const oldCgroups = /systemd\.unified_cgroup_hierarchy=(?:0|false)\b/u;

/** Container runtimes and cgroups that the kubelet of the version does not go with. */
export const containerRuntimeRules = kubeadmRule(({ object, at, versions }) => [
  ...["init", "join"].flatMap((part) => {
    const pointer = `${at}/${part}Configuration/nodeRegistration/criSocket`;
    const socket = textAt(object, pointer) ?? "";
    return /dockershim|docker\.sock/u.test(socket) && someHave(versions, "dockershim-removed")
      ? [
          clusterApiDiagnostics.report("CAPI_DOCKERSHIM", {
            message: "the kubelet has no dockershim",
            pointer,
            found: socket,
          }),
        ]
      : [];
  }),
  ...bootTexts(object, at).flatMap(({ pointer, text }) => [
    ...(oldCgroups.test(text) && someHave(versions, "cgroup-v1-refused")
      ? [
          clusterApiDiagnostics.report("CAPI_CGROUP_V1", {
            message: "the machine boots with cgroup v1, on which the kubelet does not start",
            pointer,
          }),
        ]
      : []),
    ...untestedContainerd(text, versions).map((message) =>
      clusterApiDiagnostics.report("CAPI_CONTAINERD_VERSION", { message, pointer }),
    ),
  ]),
]);

function untestedContainerd(
  text: string,
  versions: readonly KubernetesVersion[],
): readonly string[] {
  const installed = [...text.matchAll(installs)]
    .map(({ groups }) => groups?.["version"] ?? "")
    .filter((version) => parseKubernetesVersion(version) !== undefined);
  return [...new Set(installed)].flatMap((containerd) =>
    versions
      .map(formatKubernetesMinor)
      .filter((minor) => containerdSupport(minor, containerd) === "unsupported")
      .map((minor) => `containerd ${containerd} is not tested with Kubernetes ${minor}`),
  );
}
