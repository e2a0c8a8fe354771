import { type ManifestRule, valueAt } from "@imagewright/core";

import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import { coreGroup, machineOwner, ownerKinds } from "./machine-owner.ts";

const flagPlaces: ReadonlyMap<string, string> = new Map([
  ["AWSMachine", "/spec/cloudInit/insecureSkipSecretsManager"],
  ["AWSMachineTemplate", "/spec/template/spec/cloudInit/insecureSkipSecretsManager"],
]);

/** A node of Amazon Linux 2023 reads its NodeConfig before cloud-init could fetch it elsewhere. */
export const checkNodeadmSecrets: ManifestRule = {
  group: coreGroup,
  kinds: ownerKinds,
  check(context) {
    const owner = machineOwner(context);
    const place = flagPlaces.get(owner.infrastructureKind);
    if (
      !owner.bootstrapKind.startsWith("NodeadmConfig") ||
      place === undefined ||
      owner.infrastructure === undefined ||
      valueAt(owner.infrastructure, place) === true
    ) {
      return [];
    }
    const message = `the ${owner.infrastructureKind} keeps its user data in the secrets manager`;
    const pointer = `${owner.pointer}/infrastructureRef`;
    return [eksManifestDiagnostics.report("EKS_NODEADM_SECRETS", { message, pointer })];
  },
};
