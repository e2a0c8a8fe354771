import {
  type Diagnostic,
  isJsonObject,
  parseImageReference,
  type TargetRule,
  toJsonValue,
} from "@imagewright/core";

import { isAzureReference } from "../azure-reference.ts";
import { newestCapzVersion } from "../capz-version.ts";
import { fieldReleaseFaults } from "../field-releases.ts";
import { type MachineEntry, machineEntries } from "../machine-entries.ts";
import type { AzureTarget } from "../options.ts";
import { imageField } from "../render/image.ts";

/** A machine says nothing that the installed release of CAPZ does not know. */
export const capzReleaseRule: TargetRule<AzureTarget> = ({ target }) => {
  const { capzVersion = newestCapzVersion } = target;
  return machineEntries(target).flatMap((entry) => checkEntry(entry, capzVersion));
};

function checkEntry(entry: MachineEntry, capzVersion: string): readonly Diagnostic[] {
  const { at, kind, options } = entry;
  const part = toJsonValue(options);
  if (!isJsonObject(part)) {
    return [];
  }
  const own =
    kind === "AzureMachinePool"
      ? [
          ...fieldReleaseFaults(part, "pool", at, capzVersion),
          ...fieldReleaseFaults(part, "pool-machine", at, capzVersion),
        ]
      : fieldReleaseFaults(part, "machine", at, capzVersion);
  const place = kind === "AzureMachinePool" ? "pool-machine" : "machine";
  const image = fieldReleaseFaults(imagePart(entry), place, at, capzVersion);
  const pointer = options.reference === undefined ? at : `${at}/reference`;
  return [...own, ...image.map((found) => ({ ...found, pointer }))];
}

/** The image in the form it will have, as far as the target says. */
function imagePart({ options }: MachineEntry): { readonly image?: ReturnType<typeof imageField> } {
  const { reference, imageKind = "azure-gallery", galleryImageAsId } = options;
  const parsed = reference === undefined ? undefined : parseImageReference(reference);
  if (parsed?.ok === true && isAzureReference(parsed.value)) {
    return { image: imageField(parsed.value, options) };
  }
  const isGallery =
    imageKind === "azure-community-gallery" ||
    (imageKind === "azure-gallery" && galleryImageAsId !== true);
  return isGallery && options.capzDefaultImage !== true && reference === undefined
    ? { image: { computeGallery: {} } }
    : {};
}
