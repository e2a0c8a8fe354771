import { azureDiagnostics } from "../azure-diagnostics.ts";
import { capzVersionOf, isBeforeRelease } from "../capz-version.ts";
import releases from "../data/capz-fields.json" with { type: "json" };
import { parseManifest } from "../parse/manifest.ts";
import { machineRule } from "./machine-rule.ts";

/** Definitions of image-builder's Flatcar images, which are made from an image with a plan. */
const flatcarDefinition = /^capi-flatcar-/u;

/** An image that needs a plan has one, in a form that the release of CAPZ sends to Azure. */
export const planRule = machineRule(({ object, at, isPool, targetVersions }) => {
  const read = parseManifest(object);
  const [found] = read.ok ? read.value : [];
  if (found === undefined || !("definition" in found.reference)) {
    return [];
  }
  const hasPlan = "plan" in found.reference;
  const { pointer, reference } = found;
  if (!hasPlan && flatcarDefinition.test(reference.definition)) {
    const message = "an image made from Flatcar's marketplace image needs its plan";
    const facts = { message, pointer, found: reference.definition };
    return [azureDiagnostics.report("AZURE_PLAN_MISSING", facts)];
  }
  const { poolPlanSince } = releases;
  if (isPool && hasPlan && isBeforeRelease(capzVersionOf(targetVersions), poolPlanSince)) {
    const message = `CAPZ before ${poolPlanSince} sends no plan of a pool's gallery image to Azure`;
    const facts = { message, pointer: `${at}/image` };
    return [azureDiagnostics.report("AZURE_POOL_PLAN", facts)];
  }
  return [];
});
