import { defineDiagnostics } from "@imagewright/core";

import { classHazards } from "./class-hazards.ts";
import { kubeadmHazards } from "./kubeadm-hazards.ts";
import { referenceHazards } from "./reference-hazards.ts";
import { versionHazards } from "./version-hazards.ts";

/** Hazards of Cluster API objects that schema and webhooks let pass. */
export const clusterApiDiagnostics = defineDiagnostics({
  ...referenceHazards,
  ...versionHazards,
  ...kubeadmHazards,
  ...classHazards,
});
