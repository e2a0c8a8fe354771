import type { Diagnostic } from "../diagnostic.ts";
import { formatImageReference } from "../image/format-image-reference.ts";
import type { ImageRecord } from "../image/image-record.ts";
import { isIntendedVersion } from "../rollout/intended-version.ts";
import { knownVersion, locationAt } from "./assemble/plan-group.ts";
import type { ImageProblem } from "./checked-image.ts";
import type { FactPlace, ImageUse } from "./cluster-state.ts";
import { hintedArchitecture } from "./hinted-architecture.ts";
import { type ImageUseCode, imageUseDiagnostics } from "./image-use-diagnostics.ts";
import type { MachineGroup } from "./plan-contribution.ts";
import { isUnpinned } from "./unpinned-reference.ts";

/** One thing that is wrong with an image in use. */
export interface ImageFinding {
  readonly problem: ImageProblem;
  readonly diagnostic: Diagnostic;
}

/** What a reference says by itself, and that no record has it. */
export function judgeReference(
  { reference, place }: ImageUse,
  group: MachineGroup,
  records: readonly ImageRecord[],
): readonly ImageFinding[] {
  const found = formatImageReference(reference);
  if (isUnpinned(reference)) {
    const message = `${group.name} looks its image up`;
    return [finding("unpinned", "IMAGE_USE_UNPINNED", place, { message, found })];
  }
  if (records.length > 0) {
    return [];
  }
  const message = found.includes("%24%7B")
    ? `the image of ${group.name} is named by a variable`
    : `the image of ${group.name} is not in the catalog`;
  return [finding("unknown", "IMAGE_USE_UNKNOWN", place, { message, found })];
}

/** What the record of an image says of it, and whether the image fits the group. */
export function judgeRecord(
  record: ImageRecord,
  { place }: ImageUse,
  group: MachineGroup,
  at: string | undefined,
): readonly ImageFinding[] {
  return [
    ...judgeLifecycle(record, place, group, at),
    ...judgeVersion(record, place, group),
    ...judgeArchitecture(record, place, group),
  ];
}

/** Nothing names the image of a group. */
export function unseenImage(group: MachineGroup): ImageFinding {
  const message = `nothing that was read names the image of ${group.name}`;
  const place = group.infrastructure?.place ?? group.place;
  return finding("unseen", "IMAGE_USE_UNSEEN", place, { message });
}

function judgeLifecycle(
  { name, lifecycle }: ImageRecord,
  place: FactPlace,
  group: MachineGroup,
  at: string | undefined,
): readonly ImageFinding[] {
  const { state, expires } = lifecycle;
  const used = `${name}, the image of ${group.name},`;
  return [
    ...(state === "revoked"
      ? [finding("revoked", "IMAGE_USE_REVOKED", place, { message: `${used} is revoked` })]
      : []),
    ...(at !== undefined && expires !== undefined && expires <= at
      ? [
          finding("expired", "IMAGE_USE_EXPIRED", place, {
            message: `${used} may not be used since ${expires}`,
          }),
        ]
      : []),
    ...(state === "deprecated"
      ? [finding("deprecated", "IMAGE_USE_DEPRECATED", place, { message: `${used} is deprecated` })]
      : []),
  ];
}

function judgeVersion(
  { name, kubernetesVersion }: ImageRecord,
  place: FactPlace,
  group: MachineGroup,
): readonly ImageFinding[] {
  const asked = group.version.by === "field" ? knownVersion(group.version.version) : undefined;
  if (asked === undefined || isIntendedVersion(kubernetesVersion, asked.text)) {
    return [];
  }
  const message = `${group.name} asks for Kubernetes ${asked.text}, ${name} holds ${kubernetesVersion}`;
  const facts = { message, found: kubernetesVersion, expected: asked.text };
  return [finding("mismatched", "IMAGE_USE_VERSION", place, facts)];
}

function judgeArchitecture(
  { name, architecture }: ImageRecord,
  place: FactPlace,
  group: MachineGroup,
): readonly ImageFinding[] {
  const wanted = hintedArchitecture(group);
  if (wanted === undefined || wanted === architecture) {
    return [];
  }
  const message = `machines of ${group.name} are ${wanted}, ${name} is ${architecture}`;
  const facts = { message, found: architecture, expected: wanted };
  return [finding("mismatched", "IMAGE_USE_ARCHITECTURE", place, facts)];
}

function finding(
  problem: ImageProblem,
  code: ImageUseCode,
  place: FactPlace,
  facts: { readonly message: string; readonly found?: string; readonly expected?: string },
): ImageFinding {
  const source = locationAt(place);
  return {
    problem,
    diagnostic: imageUseDiagnostics.report(code, {
      ...facts,
      pointer: place.source?.pointer ?? place.pointer,
      source,
    }),
  };
}
