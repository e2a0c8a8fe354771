import type { ManifestRule } from "@imagewright/core";

import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import { coreGroup, machineOwner, ownerKinds } from "./machine-owner.ts";

/** The first minor without an image of Amazon Linux 2. */
const firstWithout = 33;

/**
 * Machines from 1.33 on have no bootstrap.sh, which an EKSConfig calls. Where the machine template
 * or pool is among the manifests, the rules of `@imagewright/aws` judge it together with its image.
 */
export const checkBootstrapRelease: ManifestRule = {
  group: coreGroup,
  kinds: ownerKinds,
  check(context) {
    const { pointer, minor, bootstrapKind, hasMachine } = machineOwner(context);
    const isOld = minor === undefined || minor < firstWithout;
    if (isOld || hasMachine || !bootstrapKind.startsWith("EKSConfig")) {
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
