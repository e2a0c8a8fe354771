import { mapAt, textAt } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { isPublicGalleryName } from "../azure-reference.ts";
import { machineRule } from "./machine-rule.ts";

/** The public name of a community gallery stands in `gallery`, as a page of CAPZ does not say. */
export const communityNameRule = machineRule(({ machine, at }) => {
  const gallery = mapAt(machine, "/image/computeGallery");
  const name = gallery === undefined ? "" : (textAt(gallery, "/name") ?? "");
  if (!isPublicGalleryName(name)) {
    return [];
  }
  const message = "the public name of the gallery stands where the image definition belongs";
  const pointer = `${at}/image/computeGallery/name`;
  return [azureDiagnostics.report("AZURE_COMMUNITY_NAME", { message, pointer, found: name })];
});
