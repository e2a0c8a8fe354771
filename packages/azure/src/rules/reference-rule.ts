import {
  type Diagnostic,
  type NodeImage,
  parseImageReference,
  showValue,
  type TargetRule,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { type AzureReference, isAzureReference, referenceFaults } from "../azure-reference.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";
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
      ...checkForm(parsed.value, pointer),
      ...usageHints(parsed.value, () => pointer),
      ...checkKubernetesVersion(parsed.value, image, pointer),
      ...checkPlan(parsed.value, image, pointer),
    ];
  });

function checkForm(reference: AzureReference, pointer: string): readonly Diagnostic[] {
  return referenceFaults(reference).map(({ field, value, expected }) =>
    azureDiagnostics.report("AZURE_REFERENCE_FORM", {
      message: `Azure has no ${field} of this form`,
      pointer,
      found: showValue(value),
      expected,
    }),
  );
}

/** Versions of a gallery that carry the Kubernetes version: `1.34.1`, but not `0.3.1795254246`. */
const kubernetesLike = /^1\.\d{2}\.\d{1,3}$/u;

function checkKubernetesVersion(
  reference: AzureReference,
  { kubernetes }: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  const version = "version" in reference ? reference.version : "";
  if (!kubernetesLike.test(version) || version === kubernetes.version) {
    return [];
  }
  return [
    azureDiagnostics.report("AZURE_VERSION_KUBERNETES", {
      message: `the reference is to version ${version}, the image is for Kubernetes ${kubernetes.version}`,
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
