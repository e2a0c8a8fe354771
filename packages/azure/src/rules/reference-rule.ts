import {
  type Diagnostic,
  type NodeImage,
  parseImageReference,
  type TargetRule,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { type AzureReference, isAzureReference } from "../azure-reference.ts";
import { decodeImageVersion } from "../image-version.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";
import { referenceFindings } from "../reference-findings.ts";
import { usageHints } from "../usage-hints.ts";

/** A reference that is given names something Azure can have, and what the image is. */
export const referenceRule: TargetRule<AzureTarget> = ({ image, target }) =>
  eachMachine(target, ({ reference }, at) => {
    const parsed = reference === undefined ? undefined : parseImageReference(reference);
    if (parsed?.ok !== true || !isAzureReference(parsed.value)) {
      return [];
    }
    const pointer = `${at}/reference`;
    return [
      ...referenceFindings(parsed.value, "AZURE_REFERENCE_FORM", () => pointer),
      ...usageHints(parsed.value, () => pointer),
      ...checkKubernetesVersion(parsed.value, image, pointer),
      ...checkPlan(parsed.value, image, pointer),
    ];
  });

function checkKubernetesVersion(
  reference: AzureReference,
  { kubernetes }: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  const version = "version" in reference ? reference.version : "";
  const facts = decodeImageVersion(version);
  if (facts.kind !== "kubernetes" || facts.kubernetesVersion === kubernetes.version) {
    return [];
  }
  return [
    azureDiagnostics.report("AZURE_VERSION_KUBERNETES", {
      message: `the reference is to an image for Kubernetes ${facts.kubernetesVersion}, the image is for ${kubernetes.version}`,
      pointer,
      found: version,
      expected: kubernetes.version,
    }),
  ];
}

function checkPlan(
  reference: AzureReference,
  { os }: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  const hasPlan = "plan" in reference || "thirdParty" in reference;
  if (os.distribution !== "flatcar" || hasPlan) {
    return [];
  }
  const message = "an image made from Flatcar's marketplace image needs its plan";
  if (reference.kind === "azure-managed-image") {
    const hint = "Refer to the gallery version, with its plan: an id has no place for one.";
    return [azureDiagnostics.report("AZURE_PLAN_MISSING", { message, pointer, hint })];
  }
  const expected = "?plan=kinvolk/flatcar-container-linux-free/CHANNEL[-gen2]";
  return [azureDiagnostics.report("AZURE_PLAN_MISSING", { message, pointer, expected })];
}
