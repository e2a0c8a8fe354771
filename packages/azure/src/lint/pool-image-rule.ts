import { mapAt } from "@imagewright/core";

import { capzVersionOf } from "../capz-version.ts";
import { parseManifest } from "../parse/manifest.ts";
import { poolImageFaults } from "../pool-image.ts";
import { machineRule, poolKinds } from "./machine-rule.ts";

/** A pool's image has a form that CAPZ finds again, and sends to Azure whole. */
export const poolImageRule = machineRule(({ object, machine, targetVersions }) => {
  const read = parseManifest(object);
  const isShared = mapAt(machine, "/image/sharedGallery") !== undefined;
  return (read.ok ? read.value : []).flatMap(({ reference, pointer }) =>
    poolImageFaults({ reference, isShared }, pointer, capzVersionOf(targetVersions)),
  );
}, poolKinds);
