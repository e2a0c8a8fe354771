import type { Diagnostic, JsonObject, KubernetesVersion, ManifestRule } from "@imagewright/core";

import { kubeadmSpecPointer } from "../reference/version-fields.ts";
import { kubernetesVersionsOf } from "./kubernetes-versions-of.ts";
import { kubeadmKinds, rulesFor } from "./rules-for.ts";

/** What a rule about a kubeadm configuration sees. */
export interface KubeadmRuleContext {
  readonly object: JsonObject;
  /** Where the configuration stands. */
  readonly at: string;
  /** The versions of the machines it boots; empty if the manifests do not tell. */
  readonly versions: readonly KubernetesVersion[];
}

/** A rule for everything that holds a kubeadm configuration. */
export function kubeadmRule(
  check: (context: KubeadmRuleContext) => readonly Diagnostic[],
): readonly ManifestRule[] {
  return rulesFor(kubeadmKinds, ({ object, manifests }) => {
    const at = kubeadmSpecPointer(object);
    return at === undefined
      ? []
      : check({ object, at, versions: kubernetesVersionsOf(manifests, object) });
  });
}
