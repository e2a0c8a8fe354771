import type { ManifestRule } from "@imagewright/core";

import { annotationRules } from "./annotations.ts";
import { apiVersionRules } from "./api-versions.ts";
import { autoscalerRules } from "./autoscaler.ts";
import { classOfClusterRules } from "./class-of-cluster.ts";
import { classPatchesOfClusterRules } from "./class-patches-of-cluster.ts";
import { classVariableUseRules } from "./class-variable-use.ts";
import { classVariablesOfClusterRules } from "./class-variables-of-cluster.ts";
import { clusterMembershipRules } from "./cluster-membership.ts";
import { componentFlagRules } from "./component-flags.ts";
import { componentImageRules } from "./component-images.ts";
import { containerRuntimeRules } from "./container-runtime.ts";
import { imageVersionRules } from "./image-version.ts";
import { kubeadmApiRules } from "./kubeadm-api.ts";
import { kubernetesSupportRules } from "./kubernetes-support.ts";
import { referenceShapeRules } from "./reference-shape.ts";
import { referenceTargetRules } from "./reference-target.ts";
import { releaseFieldRules } from "./release-fields.ts";
import { sharedObjectRules } from "./shared-objects.ts";
import { topologyReferenceRules } from "./topology-references.ts";
import { unusedTemplateRules } from "./unused-templates.ts";
import { versionSkewRules } from "./version-skew.ts";
import { versionTextRules } from "./version-text.ts";

/** Hazards of Cluster API objects that schema and webhooks let pass. */
export const clusterApiRules: readonly ManifestRule[] = [
  ...apiVersionRules,
  ...releaseFieldRules,
  ...referenceShapeRules,
  ...referenceTargetRules,
  ...sharedObjectRules,
  ...unusedTemplateRules,
  ...clusterMembershipRules,
  ...topologyReferenceRules,
  ...annotationRules,
  ...autoscalerRules,
  ...versionTextRules,
  ...versionSkewRules,
  ...kubernetesSupportRules,
  ...imageVersionRules,
  ...kubeadmApiRules,
  ...componentFlagRules,
  ...containerRuntimeRules,
  ...componentImageRules,
  ...classOfClusterRules,
  ...classVariablesOfClusterRules,
  ...classPatchesOfClusterRules,
  ...classVariableUseRules,
];
