import { infrastructureGroup } from "@imagewright/cluster-api";
import { type ManifestRule, mapAt, ownValue } from "@imagewright/core";

import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";

/** Pools that keep their old instances. */
export const refreshDisabledRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachinePool"],
  check({ object }) {
    const preferences = mapAt(object, "/spec/refreshPreferences") ?? {};
    const message = "a new image reaches no instance that runs";
    const pointer = "/spec/refreshPreferences/disable";
    return ownValue(preferences, "disable") === true
      ? [awsHazardDiagnostics.report("AWS_REFRESH_DISABLED", { message, pointer })]
      : [];
  },
};
