import { type Diagnostic, showValue, type TargetRule } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import type { AzureTarget } from "../options.ts";

const regionName = /^[a-z][a-z0-9]{1,49}$/u;

/** Regions are named as the API names them, each once. */
export const buildRegionsRule: TargetRule<AzureTarget> = ({ target }) => {
  const regions = target.build?.replicationRegions ?? [];
  return regions.flatMap((region, index): readonly Diagnostic[] => {
    const isTwice = regions.indexOf(region) < index;
    if (regionName.test(region) && !isTwice) {
      return [];
    }
    const message = isTwice ? "the region stands there twice" : "this is no name of a region";
    const pointer = `/build/replicationRegions/${index}`;
    const facts = { message, pointer, found: showValue(region) };
    return [azureDiagnostics.report("AZURE_BUILD_REGION", facts)];
  });
};
