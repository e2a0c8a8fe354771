import { infrastructureGroup } from "@imagewright/cluster-api";
import { type Diagnostic, type ManifestRule, mapAt } from "@imagewright/core";

import { missingFields } from "../capa-fields.ts";
import { newestCapaVersion } from "../capa-version.ts";
import { controlPlaneGroup } from "../image-places.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { machineKinds } from "./machine-image.ts";

/** Fields that the release of CAPA does not have. */
export const capaFieldRules: readonly ManifestRule[] = [
  { group: infrastructureGroup, kinds: machineKinds, check: checkFields },
  {
    group: controlPlaneGroup,
    kinds: ["AWSManagedControlPlane", "AWSManagedControlPlaneTemplate"],
    check: checkFields,
  },
];

function checkFields({
  object,
  kind,
  targetVersions,
}: Parameters<ManifestRule["check"]>[0]): readonly Diagnostic[] {
  const at = kind.endsWith("Template") ? "/spec/template/spec" : "/spec";
  const capaVersion = targetVersions["capa"] ?? newestCapaVersion;
  return missingFields(kind, mapAt(object, at) ?? {}, capaVersion).map(({ pointer, since }) =>
    awsHazardDiagnostics.report("AWS_FIELD_RELEASE", {
      message:
        since === undefined
          ? "no release of CAPA has this yet"
          : `CAPA ${capaVersion} does not have this, CAPA ${since} does`,
      pointer: `${at}${pointer}`,
    }),
  );
}
