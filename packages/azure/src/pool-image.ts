import type { Diagnostic, ImageReference } from "@imagewright/core";

import { azureDiagnostics } from "./azure-diagnostics.ts";
import { isBeforeRelease, newestCapzVersion } from "./capz-version.ts";
import releases from "./data/capz-fields.json" with { type: "json" };

/** How the image of a pool is named. */
export interface PoolImage {
  readonly reference: ImageReference;
  /** Whether it stands in the deprecated `sharedGallery`. */
  readonly isShared: boolean;
}

/**
 * What becomes of a pool whose image has a form that CAPZ does not find again: it rebuilds the
 * image of a scale set from its id, as a `computeGallery` without a plan.
 *
 * @param pointer - JSON Pointer of the image
 */
export function poolImageFaults(
  { reference, isShared }: PoolImage,
  pointer: string,
  capzVersion: string = newestCapzVersion,
): readonly Diagnostic[] {
  const hasPlan = "plan" in reference;
  const { poolPlanSince } = releases;
  if (hasPlan && !isShared && isBeforeRelease(capzVersion, poolPlanSince)) {
    const message = `CAPZ before ${poolPlanSince} sends no plan of a pool's gallery image to Azure`;
    return [azureDiagnostics.report("AZURE_POOL_PLAN", { message, pointer })];
  }
  if (!hasPlan && !isShared) {
    return [];
  }
  const form = isShared ? "`sharedGallery`" : "a plan";
  const message = `no instance of a pool with ${form} ever counts as up to date`;
  return [azureDiagnostics.report("AZURE_POOL_IMAGE", { message, pointer })];
}
