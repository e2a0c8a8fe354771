import type { TargetRule } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { eachMachine } from "../each-machine.ts";
import type { CloudStackTarget } from "../options.ts";

/** The image can read the user data it gets. */
export const userDataRule: TargetRule<CloudStackTarget> = ({ image, target }) =>
  eachMachine(target, ({ uncompressedUserData = false }, at) => {
    if (image.os.distribution !== "flatcar" || uncompressedUserData) {
      return [];
    }
    const message = "Flatcar gets compressed user data, which Ignition cannot read";
    const pointer = `${at}/uncompressedUserData`;
    return [cloudstackDiagnostics.report("CLOUDSTACK_USER_DATA", { message, pointer })];
  });
