import {
  checkImageChoice,
  type Diagnostic,
  formatImageReference,
  parseImageReference,
  type TargetRule,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { azureReferenceKinds } from "../azure-reference.ts";
import { parseUrn } from "../convert/urn.ts";
import { parseImageId } from "../image-id.ts";
import { eachMachine } from "../machine-entries.ts";
import type { AzureMachineFields } from "../machine-options.ts";
import type { AzureTarget } from "../options.ts";
import { directShared } from "../reference-findings.ts";

/** A machine template says which image it means, once, and in a form CAPZ has a field for. */
export const imageChoiceRule: TargetRule<AzureTarget> = ({ target }) =>
  eachMachine(target, (template, at) => [
    ...checkReferenceKind(template, at),
    ...checkContradictions(template, at),
  ]);

function checkReferenceKind(template: AzureMachineFields, at: string): readonly Diagnostic[] {
  const { reference } = template;
  const parsed = reference === undefined ? undefined : parseImageReference(reference);
  if (parsed?.ok === true && parsed.value.kind === "azure-shared-gallery") {
    return [directShared(`${at}/reference`, reference ?? "")];
  }
  const written = parsed?.ok === false ? canonicalForm(reference ?? "") : undefined;
  return checkImageChoice(template, azureReferenceKinds, at).map((found) =>
    written === undefined ? found : { ...found, hint: `Write \`${written}\`.` },
  );
}

/** What somebody means who gives an ARM id, or a URN of the marketplace. */
function canonicalForm(text: string): string | undefined {
  const id = parseImageId(text.replace(/^azure:\/\//u, ""));
  if (id.ok) {
    return formatImageReference(id.value);
  }
  const urn = parseUrn(text);
  return urn.ok ? formatImageReference(urn.value) : undefined;
}

function checkContradictions(
  { reference, imageRecord, imageKind, galleryImageAsId, capzDefaultImage }: AzureMachineFields,
  at: string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (field: string, message: string): void => {
    const pointer = `${at}/${field}`;
    found.push(azureDiagnostics.report("AZURE_IMAGE_CHOICE", { message, pointer }));
  };
  if (reference !== undefined && imageRecord !== undefined) {
    report("imageRecord", "the reference is given, and no record is looked up");
  }
  if (reference !== undefined && imageKind !== undefined) {
    report("imageKind", "the reference is given, and its kind with it");
  }
  if (capzDefaultImage === true) {
    const given = { reference, imageRecord, imageKind, galleryImageAsId };
    for (const [field, value] of Object.entries(given)) {
      if (value !== undefined) {
        report(field, "the image is left to CAPZ by capzDefaultImage");
      }
    }
    return found;
  }
  const parsed = reference === undefined ? undefined : parseImageReference(reference);
  const kind = parsed?.ok === true ? parsed.value.kind : (imageKind ?? "azure-gallery");
  if (galleryImageAsId !== undefined && kind !== "azure-gallery") {
    report("galleryImageAsId", `an image of kind ${kind} is written in one way only`);
  }
  if (galleryImageAsId === true && parsed?.ok === true && "plan" in parsed.value) {
    report("galleryImageAsId", "an id has no place for the plan of the image");
  }
  return found;
}
