import type { Diagnostic, Parsed } from "../../diagnostic.ts";
import { isImagewrightError } from "../../error.ts";
import { formatImageReference, locationOf } from "../../image/format-image-reference.ts";
import type { ImageCatalog, ImageMatch, ImageQuery } from "../../image/image-catalog.ts";
import type { ImageRecord } from "../../image/image-record.ts";
import type { ImageReference, ImageReferenceKind } from "../../image/image-reference.ts";
import type { Architecture } from "../../image/node-image.ts";

/** What the image of a group has to be, whatever its version. */
export interface ImageProfile {
  readonly kinds: readonly ImageReferenceKind[];
  /** Every one of them has to have the image; empty where no location is known. */
  readonly locations: readonly string[];
  readonly distribution?: ImageRecord["os"]["distribution"];
  readonly osRelease?: string;
  readonly architecture?: Architecture;
  readonly userDataFormat?: ImageRecord["userDataFormat"];
  readonly form: WrittenForm;
  /** The same for equal profiles. */
  readonly key: string;
}

/**
 * How references are written where the image is named.
 *
 * - `whole`: with their location
 * - `local`: without it, as the cluster knows it
 * - `id`, `name`: without it, and by this alone; a name can mean an image in several locations, in
 *   each of which it has another id
 */
export type WrittenForm = "whole" | "local" | "id" | "name";

/** What became of a search for an image. */
export type ImageChoice =
  | {
      readonly outcome: "found";
      readonly match: ImageMatch;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly outcome: "missing"; readonly location?: string; readonly detail?: Diagnostic }
  | { readonly outcome: "several"; readonly found: string };

/** Which images are usable. */
export interface ImagePolicy {
  /** Names of records that win where several fit. */
  readonly preferred: readonly string[];
  /** Whether deprecated images are no choice. */
  readonly supportedOnly: boolean;
  readonly at?: string;
}

/** Answers each question about images once: a fleet asks the same ones again and again. */
export interface ImageResolver {
  /** Records that a reference of a manifest may mean, with the reference of each. */
  readonly currentOf: (reference: ImageReference) => readonly ImageMatch[];
  readonly resolve: (profile: ImageProfile, version: string) => ImageChoice;
  readonly records: readonly ImageRecord[];
  /** Whether a record may be used. */
  readonly isUsable: (record: ImageRecord) => boolean;
  /** Whether some records win where several fit, and whether this is one of them. */
  readonly hasPreferred: boolean;
  readonly isPreferred: (record: ImageRecord) => boolean;
}

export function createImageResolver(catalog: ImageCatalog, policy: ImagePolicy): ImageResolver {
  const byReference = indexReferences(catalog.records);
  /** By the profile, then by the version. */
  const answers = new Map<string, Map<string, ImageChoice>>();
  const currents = new Map<string, readonly ImageMatch[]>();
  return {
    records: catalog.records,
    hasPreferred: policy.preferred.length > 0,
    isPreferred: ({ name }) => policy.preferred.includes(name),
    isUsable: ({ lifecycle }) =>
      lifecycle.state !== "revoked" &&
      !(policy.supportedOnly && lifecycle.state === "deprecated") &&
      !(
        policy.at !== undefined &&
        lifecycle.expires !== undefined &&
        lifecycle.expires <= policy.at
      ),
    currentOf(reference) {
      const keys = keysOf(reference);
      const known = currents.get(keys[0] ?? "");
      if (known !== undefined) {
        return known;
      }
      const own = locationOf(reference);
      const matches = [...new Set(keys.flatMap((key) => byReference.get(key) ?? []))].filter(
        (match) => own === undefined || [own, undefined].includes(locationOf(match.reference)),
      );
      currents.set(keys[0] ?? "", matches);
      return matches;
    },
    resolve(profile, version) {
      const known = answers.get(profile.key) ?? new Map<string, ImageChoice>();
      const answer = known.get(version) ?? resolveEverywhere(catalog, profile, version, policy);
      known.set(version, answer);
      answers.set(profile.key, known);
      return answer;
    },
  };
}

/** A profile with its key. */
export function imageProfile(parts: Omit<ImageProfile, "key">): ImageProfile {
  const { kinds, locations, distribution, osRelease, architecture, userDataFormat } = parts;
  const os = `${distribution}|${osRelease}|${architecture}|${userDataFormat}`;
  return { ...parts, key: `${kinds.join(",")}|${locations.join(",")}|${os}|${parts.form}` };
}

/** The same image has to be in all locations, by a name that means it in each. */
function resolveEverywhere(
  catalog: ImageCatalog,
  profile: ImageProfile,
  version: string,
  policy: ImagePolicy,
): ImageChoice {
  const places = profile.locations.length === 0 ? [undefined] : profile.locations;
  const choices = places.map((location) => resolveAt(catalog, profile, version, policy, location));
  const failed = choices.find(({ outcome }) => outcome !== "found");
  if (failed !== undefined) {
    return failed;
  }
  const found = choices.filter((choice) => choice.outcome === "found");
  const texts = new Set(found.map(({ match }) => formatImageReference(match.reference)));
  const [first] = found;
  return first === undefined || texts.size > 1
    ? { outcome: "several", found: [...texts].toSorted().join(", ") }
    : first;
}

function resolveAt(
  catalog: ImageCatalog,
  profile: ImageProfile,
  version: string,
  policy: ImagePolicy,
  location: string | undefined,
): ImageChoice {
  const place: ImageQuery = {
    kubernetesVersion: version,
    kinds: profile.kinds,
    ...(profile.architecture !== undefined && { architecture: profile.architecture }),
    ...(location !== undefined && { location }),
    ...(policy.at !== undefined && { at: policy.at }),
  };
  for (const name of policy.preferred) {
    const named = catalog.resolve({ ...place, name });
    if (named.ok) {
      return foundChoice(named.value, named.diagnostics, profile);
    }
  }
  const query: ImageQuery = {
    ...place,
    ...(profile.distribution !== undefined && { distribution: profile.distribution }),
    ...(profile.osRelease !== undefined && { osRelease: profile.osRelease }),
    ...(profile.userDataFormat !== undefined && { userDataFormat: profile.userDataFormat }),
  };
  const resolved = resolveKind(catalog, query, profile.kinds);
  if (resolved.ok) {
    return policy.supportedOnly && resolved.value.record.lifecycle.state === "deprecated"
      ? missing(location)
      : foundChoice(resolved.value, resolved.diagnostics, profile);
  }
  const [refusal] = resolved.diagnostics;
  return refusal?.code === "IMAGE_AMBIGUOUS"
    ? { outcome: "several", found: refusal.found ?? "" }
    : missing(location, refusal);
}

/** One image may be named in several ways: the kind of reference that comes first is written. */
function resolveKind(
  catalog: ImageCatalog,
  query: ImageQuery,
  kinds: ImageProfile["kinds"],
): Parsed<ImageMatch> {
  const resolved = catalog.resolve(query);
  const [name, ...others] = resolved.ok
    ? []
    : [...new Set(catalog.list(query).map(({ record }) => record.name))];
  if (name === undefined || others.length > 0) {
    return resolved;
  }
  const choices = kinds.map((kind) => catalog.resolve({ ...query, kinds: [kind] }));
  return choices.find(({ ok }) => ok) ?? resolved;
}

function missing(location: string | undefined, detail?: Diagnostic): ImageChoice {
  return {
    outcome: "missing",
    ...(location !== undefined && { location }),
    ...(detail !== undefined && { detail }),
  };
}

function foundChoice(
  match: ImageMatch,
  diagnostics: readonly Diagnostic[],
  { form }: ImageProfile,
): ImageChoice {
  const reference = writtenReference(match.reference, form);
  return { outcome: "found", match: { record: match.record, reference }, diagnostics };
}

function writtenReference(reference: ImageReference, form: WrittenForm): ImageReference {
  if (form === "whole") {
    return reference;
  }
  if (reference.kind === "ami") {
    return { kind: reference.kind, id: reference.id };
  }
  if (reference.kind !== "cloudstack-template") {
    return reference;
  }
  const { kind, id, name } = reference;
  if (form === "id" && id !== undefined) {
    return { kind, id };
  }
  return form === "name" && name !== undefined
    ? { kind, name }
    : { kind, ...(id !== undefined && { id }), ...(name !== undefined && { name }) };
}

/** The form in which a place names its image now; of one that names none, without a location. */
export function writtenForm(current: ImageReference | undefined): WrittenForm {
  if (current?.kind === "ami") {
    return current.region === undefined ? "local" : "whole";
  }
  if (current?.kind !== "cloudstack-template") {
    return "local";
  }
  const { zone, id, name } = current;
  if (zone !== undefined) {
    return "whole";
  }
  return id === undefined ? "name" : name === undefined ? "id" : "local";
}

function indexReferences(
  records: readonly ImageRecord[],
): ReadonlyMap<string, readonly ImageMatch[]> {
  const index = new Map<string, ImageMatch[]>();
  for (const record of records) {
    for (const reference of record.references) {
      const match = { record, reference };
      for (const key of keysOf(reference)) {
        const matches = index.get(key) ?? [];
        matches.push(match);
        index.set(key, matches);
      }
    }
  }
  return index;
}

/** Texts by which two references can be found to mean one image, whatever they leave out. */
function keysOf(reference: ImageReference): readonly string[] {
  switch (reference.kind) {
    case "ami":
      return [`ami ${reference.id}`];
    case "cloudstack-template":
      return [
        ...(reference.id === undefined ? [] : [`template id ${reference.id}`]),
        ...(reference.name === undefined ? [] : [`template ${reference.name}`]),
      ];
    case "karpenter-ami-selector":
      return [
        textOf(reference),
        ...reference.terms.flatMap(({ id }) => (id === undefined ? [] : [`ami ${id}`])),
      ];
    case "azure-gallery":
    case "azure-community-gallery":
    case "azure-shared-gallery":
    case "azure-marketplace":
    case "azure-managed-image":
      return [textOf(reference).toLowerCase()];
    default:
      return [textOf(reference)];
  }
}

/** A manifest may name an image in a way that has no canonical text: no record is of that name. */
function textOf(reference: ImageReference): string {
  try {
    return formatImageReference(reference);
  } catch (error) {
    if (isImagewrightError(error)) {
      return `unwritable ${JSON.stringify(reference)}`;
    }
    throw error;
  }
}
