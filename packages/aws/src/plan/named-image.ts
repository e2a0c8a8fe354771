import { type JsonObject, type Parsed, textAt, toParsed } from "@imagewright/core";
import type { GroupUpgrade, UpgradeContext } from "@imagewright/core/plan";

import { eksMinor } from "../lookup/eks-parameter.ts";
import { fieldOf, type GroupObjects } from "./group-objects.ts";
import { type ImageSource, isByMinor } from "./image-source.ts";
import { capaPlanDiagnostics } from "./plan-diagnostics.ts";
import { versionLike } from "./version-form.ts";

/** What decides on the AMI of a group. */
export interface ImageQuestion {
  readonly upgrade: GroupUpgrade;
  readonly parts: GroupObjects;
  readonly source: ImageSource;
  readonly context: UpgradeContext;
}

/**
 * A template or pool with the AMI that its group gets; as it is where none is named in it, or the
 * group runs the version already and nobody knows a better image.
 *
 * @param pointer - where the fields of the machine stand
 */
export function withNamedImage(
  { upgrade, parts, source, context }: ImageQuestion,
  pointer: string,
): Parsed<JsonObject> {
  const { object } = parts.infrastructure;
  if (source.by !== "id") {
    return toParsed(object);
  }
  const place = `${pointer}/ami/id`;
  const reference = upgrade.image?.reference;
  if (reference !== undefined) {
    const written = context.writeReference(object, { pointer: place, reference });
    // What is a note about the object as it stands is no news here.
    return written.ok
      ? toParsed(written.value)
      : {
          ok: false,
          diagnostics: written.diagnostics.map((found) => ({
            ...found,
            ...fieldOf(parts.infrastructure, found.pointer),
          })),
        };
  }
  const before = textAt(parts.owner.object, versionPointer(upgrade));
  if (before !== undefined && versionLike(before, context.version) === before) {
    return toParsed(object);
  }
  const message = `the AMI of ${upgrade.group.name} at Kubernetes ${context.version} is not known`;
  const facts = { message, ...fieldOf(parts.infrastructure, place) };
  return { ok: false, diagnostics: [capaPlanDiagnostics.report("CAPA_PLAN_IMAGE_OPEN", facts)] };
}

/** What can be proved of the version: no more than its minor where the patch is not chosen here. */
export function provenVersion({
  source,
  context: { version },
}: Pick<ImageQuestion, "context" | "source">): string {
  return isByMinor(source) ? (eksMinor(version) ?? version) : version;
}

/** Where the version of a group stands, or has to. */
export function versionPointer({ group }: GroupUpgrade): string {
  return group.version.by === "field"
    ? group.version.version.place.pointer
    : "/spec/template/spec/version";
}
