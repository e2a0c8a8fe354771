import type { TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { isImageVersion } from "../image-version.ts";
import type { AzureTarget } from "../options.ts";

/** The version that is published is one Azure keeps; the schema cannot count to 2^31. */
export const buildVersionRule: TargetRule<AzureTarget> = ({ target }) => {
  const version = target.build?.version;
  if (version === undefined || isImageVersion(version)) {
    return [];
  }
  const message = "a part of the version is larger than 2147483647";
  const facts = { message, pointer: "/build/version", found: version };
  return [azureDiagnostics.report("AZURE_BUILD_VERSION", facts)];
};
