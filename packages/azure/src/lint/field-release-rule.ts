import { mapAt } from "@imagewright/core";

import { capzVersionOf } from "../capz-version.ts";
import { fieldReleaseFaults } from "../field-releases.ts";
import { machineRule } from "./machine-rule.ts";

/** Every field is one that the installed release of CAPZ has. */
export const fieldReleaseRule = machineRule(({ object, machine, at, isPool, targetVersions }) => {
  const capzVersion = capzVersionOf(targetVersions);
  return isPool
    ? [
        ...fieldReleaseFaults(mapAt(object, "/spec") ?? {}, "pool", "/spec", capzVersion),
        ...fieldReleaseFaults(machine, "pool-machine", at, capzVersion),
      ]
    : fieldReleaseFaults(machine, "machine", at, capzVersion);
});
