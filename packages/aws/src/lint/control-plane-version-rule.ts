import { type ManifestRule, mapAt, ownValue } from "@imagewright/core";

import { controlPlaneGroup } from "../image-places.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";

/** A control plane that does not say its version. */
export const controlPlaneVersionRule: ManifestRule = {
  group: controlPlaneGroup,
  kinds: ["AWSManagedControlPlane"],
  check({ object }) {
    const version = ownValue(mapAt(object, "/spec") ?? {}, "version") ?? "";
    const message = "the control plane has no version";
    return version === ""
      ? [
          awsHazardDiagnostics.report("AWS_CONTROL_PLANE_VERSION", {
            message,
            pointer: "/spec/version",
          }),
        ]
      : [];
  },
};
