import { type Diagnostic, formatKubernetesVersion } from "@imagewright/core";

import data from "../data/boot-hazards.json" with { type: "json" };
import { isSince } from "../reference/capi-release.ts";
import { bootTexts } from "./boot-texts.ts";
import { kubeadmRule } from "./kubeadm-rule.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";

interface KubeadmApi {
  readonly version: string;
  readonly since?: string;
  readonly deprecated?: string;
  readonly until?: string;
}

const apis: readonly KubeadmApi[] = data.kubeadmApis;

/** kubeadm configurations in files and commands that the version does not read. */
export const kubeadmApiRules = kubeadmRule(({ object, at, versions }) =>
  bootTexts(object, at).flatMap(({ pointer, text }) => {
    const named = [...text.matchAll(/kubeadm\.k8s\.io\/(?<version>v\d[a-z\d]{0,16})/gu)].map(
      ({ groups }) => groups?.["version"] ?? "",
    );
    return [...new Set(named)].flatMap((name) =>
      versions.flatMap((version): readonly Diagnostic[] => {
        const api = apis.find((entry) => entry.version === name);
        if (api === undefined) {
          return [];
        }
        const isEarly = api.since !== undefined && !isSince(version, api.since);
        const isGone = api.until !== undefined && isSince(version, api.until);
        const isOld = api.deprecated !== undefined && isSince(version, api.deprecated);
        const release = formatKubernetesVersion(version);
        if (isEarly || isGone) {
          const message = `kubeadm of ${release} does not read kubeadm.k8s.io/${name}`;
          return [clusterApiDiagnostics.report("CAPI_KUBEADM_API", { message, pointer })];
        }
        const message = `kubeadm.k8s.io/${name} is on its way out in ${release}`;
        return isOld
          ? [clusterApiDiagnostics.report("CAPI_KUBEADM_API_OLD", { message, pointer })]
          : [];
      }),
    );
  }),
);
