import { type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";

/**
 * Machines that need an image of generation 2 get one, where the image they boot is the one this
 * target builds.
 */
export const imageGenerationRule: TargetRule<AzureTarget> = ({ target }) =>
  eachMachine(target, ({ securityProfile, reference }, at) => {
    const generation = target.build?.generation;
    const type = securityProfile?.securityType;
    if (generation === undefined || type === undefined || reference !== undefined) {
      return [];
    }
    const pointer = `${at}/securityProfile/securityType`;
    const isRight = type === "TrustedLaunch" ? generation !== "gen1" : generation === "cvm";
    if (!isRight) {
      const message = `${type} needs another image than one of generation ${generation}`;
      const expected = type === "TrustedLaunch" ? "gen2" : "cvm";
      const facts = { message, pointer, found: generation, expected };
      return [azureDiagnostics.report("AZURE_SECURITY_GENERATION", facts)];
    }
    if (type === "ConfidentialVM") {
      return [];
    }
    const message = "an image definition that image-builder makes does not allow trusted launch";
    return [azureDiagnostics.report("AZURE_SECURITY_FEATURE", { message, pointer })];
  });
