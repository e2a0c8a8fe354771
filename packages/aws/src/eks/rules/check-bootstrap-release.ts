import type { ManifestRule } from "@imagewright/core";

import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import { coreGroup, machineOwner, ownerKinds } from "./machine-owner.ts";

/** The first minor without an image of Amazon Linux 2. */
const lastless = 33;

/** Machines from 1.33 on have no bootstrap.sh, which an EKSConfig calls. */
export const checkBootstrapRelease: ManifestRule = {
  group: coreGroup,
  kinds: ownerKinds,
  check(context) {
    const { pointer, minor, bootstrapKind } = machineOwner(context);
    if (minor === undefined || minor < lastless || !bootstrapKind.startsWith("EKSConfig")) {
      return [];
    }
    return [
      eksManifestDiagnostics.report("EKS_CONFIG_RELEASE", {
        message: `an ${bootstrapKind} boots a machine of Kubernetes 1.${minor}`,
        pointer: `${pointer}/bootstrap/configRef/kind`,
        found: bootstrapKind,
        expected: bootstrapKind.replace("EKS", "Nodeadm"),
      }),
    ];
  },
};
