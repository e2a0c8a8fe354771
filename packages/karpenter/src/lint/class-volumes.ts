import {
  type Diagnostic,
  type JsonObject,
  type ManifestRule,
  showValue,
  textAt,
} from "@imagewright/core";

import { familyFacts, familyNames } from "../ami-family.ts";
import { mapsAt } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { isVolumeSize } from "../volume-size.ts";
import { classGroup, classKinds, requireClass } from "./class-view.ts";

const at = "/spec/blockDeviceMappings";

/** Volumes that leave out a device of the family, name the wrong root, or have no size. */
export const classVolumes: ManifestRule = {
  group: classGroup,
  kinds: classKinds,
  check(context) {
    const { family: name, generation } = requireClass(context);
    const family = familyNames.find((one) => one === name);
    const mappings = mapsAt(context.object, at);
    const devices = new Set(mappings.map(({ map }) => textAt(map, "/deviceName")));
    const own = family === undefined ? [] : familyFacts(family).devices;
    const missing = own.filter(({ deviceName }) => !devices.has(deviceName));
    if (mappings.length === 0) {
      return [];
    }
    const roots = mappings.filter(({ map }) => map["rootVolume"] === true);
    const hasUnusual = own.length > 0 && missing.length === own.length && roots.length === 0;
    const found = mappings.flatMap(({ map, index }) =>
      generation === "alpha" ? [] : checkSize(map, `${at}/${index}/ebs/volumeSize`),
    );
    if (hasUnusual && generation !== "alpha") {
      const message = `no mapping is a device of the family ${name}, and none has rootVolume`;
      found.push(karpenterDiagnostics.report("KARPENTER_ROOT_UNNAMED", { message, pointer: at }));
    } else if (missing.length > 0) {
      const list = missing.map(({ deviceName }) => deviceName).join(", ");
      const message = `the mappings leave out ${list} of the family ${name}`;
      found.push(
        karpenterDiagnostics.report("KARPENTER_DEVICES_INCOMPLETE", { message, pointer: at }),
      );
    }
    if (family === "Bottlerocket" && roots.some(({ map }) => map["deviceName"] === "/dev/xvda")) {
      const message = "rootVolume stands on Bottlerocket's system volume";
      found.push(karpenterDiagnostics.report("KARPENTER_ROOT_ROLE", { message, pointer: at }));
    }
    return found;
  },
};

/** The definition admits a unit without a number. */
function checkSize(mapping: JsonObject, pointer: string): Diagnostic[] {
  const size = textAt(mapping, "/ebs/volumeSize");
  const message = "this is no size";
  return size === undefined || isVolumeSize(size)
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_VOLUME_SIZE", {
          message,
          pointer,
          found: showValue(size),
        }),
      ];
}
