import { type Diagnostic, formatImageReference, hasErrors, ownValue } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { capzVersionOf } from "../capz-version.ts";
import type { DefaultImageQuestion } from "../default-image/default-image-question.ts";
import { defaultImage } from "../default-image/default-image.ts";
import { objectAt, textAt } from "../json-fields.ts";
import { machineRule, type MachineRuleContext } from "./machine-rule.ts";
import { usersOf } from "./machine-users.ts";

/**
 * What CAPZ takes where no image is named: an error where it finds none, a hint to pin where it
 * does. The Kubernetes version is that of whoever makes the machines.
 */
export const defaultImageRule = machineRule((context) => {
  const { machine, at, manifests, object } = context;
  if ((ownValue(machine, "image") ?? null) !== null) {
    return [];
  }
  const versions = usersOf(manifests, object).flatMap((user) => user.kubernetesVersion ?? []);
  if (versions.length === 0) {
    const message = "no image is named: CAPZ takes its default";
    return [azureDiagnostics.report("AZURE_DEFAULT_IMAGE", { message, pointer: at })];
  }
  return [...new Set(versions)].flatMap((version) => judge(questionOf(context, version), at));
});

function questionOf(context: MachineRuleContext, kubernetesVersion: string): DefaultImageQuestion {
  const { kind, machine, object, targetVersions } = context;
  const place = kind === "AzureMachineTemplate" ? "/spec/template/metadata" : "/metadata";
  const annotations = objectAt(object, `${place}/annotations`) ?? {};
  const runtime = textAt(annotations, "/runtime");
  const windowsServerVersion = textAt(annotations, "/windowsServerVersion");
  return {
    kubernetesVersion,
    osType: textAt(machine, "/osDisk/osType") === "Windows" ? "Windows" : "Linux",
    capzVersion: capzVersionOf(targetVersions),
    ...(runtime !== undefined && { runtime }),
    ...(windowsServerVersion !== undefined && { windowsServerVersion }),
  };
}

function judge(question: DefaultImageQuestion, pointer: string): readonly Diagnostic[] {
  const image = defaultImage(question);
  if (!image.ok || hasErrors(image.diagnostics)) {
    return image.diagnostics.map((found) => ({ ...found, pointer }));
  }
  const { value } = image;
  const text =
    value.kind === "resolved"
      ? `CAPZ takes ${formatImageReference(value.reference)}`
      : `CAPZ takes an image of SKU ${value.query.sku} that only a listing shows`;
  const message = `no image is named: for Kubernetes ${question.kubernetesVersion} ${text}`;
  return [azureDiagnostics.report("AZURE_DEFAULT_IMAGE", { message, pointer })];
}
