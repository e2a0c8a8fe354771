import type { Diagnostic, ManifestRuleContext } from "@imagewright/core";

import data from "../data/release-fields.json" with { type: "json" };
import { expandPointer } from "../json/expand-pointer.ts";
import { capiRelease, isSince, releaseLine } from "../reference/capi-release.ts";
import { bootstrapGroup, controlPlaneGroup, coreGroup } from "../reference/cluster-api-groups.ts";
import { kubeadmSpecPointer } from "../reference/version-fields.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

interface FieldRow {
  readonly kinds: readonly string[];
  readonly path: string;
  /** The path stands below the kubeadm configuration of the object. */
  readonly below?: string;
  readonly release?: string;
  readonly instead?: string;
}

const since: readonly FieldRow[] = data.since;
const lost: readonly FieldRow[] = data.lost;

/** Fields that the release does not know yet, and those it forgets. */
export const releaseFieldRules = rulesFor(
  {
    [coreGroup]: ["Cluster", "ClusterClass", "MachineDeployment"],
    [bootstrapGroup]: ["KubeadmConfig", "KubeadmConfigTemplate"],
    [controlPlaneGroup]: ["KubeadmControlPlane", "KubeadmControlPlaneTemplate"],
  },
  check,
);

function check(context: ManifestRuleContext): readonly Diagnostic[] {
  const release = capiRelease(context.targetVersions);
  const line = releaseLine(release);
  const early = since
    .filter((row) => row.release !== undefined && !isSince(release, row.release))
    .flatMap((row) =>
      placesOf(row, context).map((pointer) =>
        clusterApiDiagnostics.report("CAPI_FIELD_TOO_NEW", {
          message: `Cluster API ${line} does not have this field, ${row.release ?? ""} is the first`,
          pointer,
        }),
      ),
    );
  const forgets = context.version === "v1beta1" && isSince(release, "1.11.0");
  const gone = (forgets ? lost : []).flatMap((row) =>
    placesOf(row, context).map((pointer) =>
      clusterApiDiagnostics.report("CAPI_FIELD_LOST", {
        message: "v1beta2 has no place for this field, so that its value is lost",
        pointer,
        ...(row.instead !== undefined && { hint: `Remove the field; use ${row.instead}` }),
      }),
    ),
  );
  return [...early, ...gone];
}

function placesOf(row: FieldRow, { kind, object }: ManifestRuleContext): readonly string[] {
  const at = row.below === undefined ? "" : kubeadmSpecPointer(object);
  return row.kinds.includes(kind) && at !== undefined
    ? expandPointer(object, `${at}${row.path}`).map(({ pointer }) => pointer)
    : [];
}
