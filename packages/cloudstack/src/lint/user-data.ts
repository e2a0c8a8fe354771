import type { TargetRule } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { CloudStackTarget } from "../options.ts";
import { eachTemplate } from "./each-template.ts";

/** The image can read the user data it gets. */
export const userDataRule: TargetRule<CloudStackTarget> = ({ image, target }) =>
  eachTemplate(target, ({ uncompressedUserData = false }, at) => {
    if (image.os.distribution !== "flatcar" || uncompressedUserData) {
      return [];
    }
    const message = "Flatcar gets compressed user data, which Ignition cannot read";
    const pointer = `${at}/uncompressedUserData`;
    return [cloudstackDiagnostics.report("CLOUDSTACK_USER_DATA", { message, pointer })];
  });
