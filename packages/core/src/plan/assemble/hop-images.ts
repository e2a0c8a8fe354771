import type { Diagnostic } from "../../diagnostic.ts";
import type { ImageMatch } from "../../image/image-catalog.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import { isUnpinned } from "../unpinned-reference.ts";
import type { RequiredImage } from "../upgrade-plan.ts";
import { type CurrentImages, type GroupImage, imageAt, profileAt } from "./group-image.ts";
import type { PathHop } from "./hop-path.ts";
import type { ImageProfile, ImageResolver } from "./image-resolver.ts";
import { locationAt, type NeededImage, type PlanGroup } from "./plan-group.ts";
import { isSameVersion } from "./version-distance.ts";

/** The images of one hop. */
export interface HopImages {
  /** What each group gets; absent where it finds its own, or keeps what nobody knows. */
  readonly images: ReadonlyMap<NeededImage, ImageMatch>;
  readonly required: readonly RequiredImage[];
  /** Those that the catalog has not. */
  readonly missing: readonly RequiredImage[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the images of a hop: of each kind of group once. */
export function hopImages(
  hop: PathHop,
  number: number,
  current: CurrentImages,
  options: { readonly resolver: ImageResolver; readonly buildMissing: boolean },
): HopImages {
  const images = new Map<NeededImage, ImageMatch>();
  const shared = new Map<string, SharedImage>();
  const diagnostics: Diagnostic[] = [];
  for (const group of hop.groups) {
    for (const needed of group.images) {
      const has = current.get(needed);
      const image = imageAt(needed, hop.version, has, options.resolver);
      if (image.outcome === "kept" || image.outcome === "found") {
        images.set(needed, image.match);
        if (has === undefined && namesImage(group)) {
          // What it gets may be of another system: nobody knows what it has.
          diagnostics.push(keepsImage(group, has));
        }
      } else if (isThere(group, hop)) {
        // It runs the version already: what cannot be told of its image stops nobody.
        diagnostics.push(keepsImage(group, has));
        continue;
      }
      const profile = profileAt(needed, hop.version);
      const name = image.outcome === "kept" ? image.match.record.name : image.outcome;
      const key = `${profile.key}|${name}`;
      const entry = shared.get(key);
      if (entry === undefined) {
        shared.set(key, { groups: [group], profile, image });
      } else {
        entry.groups.push(group);
      }
    }
  }
  const required: RequiredImage[] = [];
  const missing: RequiredImage[] = [];
  for (const one of shared.values()) {
    const { groups, image } = one;
    const need = requiredImage(one, hop, number);
    required.push(need);
    if (image.outcome === "missing") {
      missing.push(need);
    }
    diagnostics.push(...findings(groups, image, need, options.buildMissing));
  }
  return { images, required, missing, diagnostics };
}

/** An image that several groups need. */
interface SharedImage {
  readonly groups: PlanGroup[];
  readonly profile: ImageProfile;
  readonly image: GroupImage;
}

function namesImage({ group }: PlanGroup): boolean {
  return group.images.some(({ reference }) => !isUnpinned(reference));
}

function isThere({ version }: PlanGroup, hop: PathHop): boolean {
  return version !== undefined && !hop.movesControlPlane && isSameVersion(version, hop.version);
}

function requiredImage(
  { groups, profile, image }: SharedImage,
  hop: PathHop,
  number: number,
): RequiredImage {
  const match = "match" in image ? image.match : undefined;
  return {
    hop: number,
    groups: groups.map(({ group }) => group.name),
    kubernetesVersion: hop.version.text,
    kinds: profile.kinds,
    ...locationOf(profile, image),
    ...(profile.distribution !== undefined && { distribution: profile.distribution }),
    ...(profile.osRelease !== undefined && { osRelease: profile.osRelease }),
    ...(profile.architecture !== undefined && { architecture: profile.architecture }),
    ...(profile.userDataFormat !== undefined && { userDataFormat: profile.userDataFormat }),
    ...(match !== undefined && { record: match.record.name, reference: match.reference }),
  };
}

function locationOf(profile: ImageProfile, image: GroupImage): Pick<RequiredImage, "location"> {
  const location = image.outcome === "missing" ? image.location : profile.locations.join(",");
  return location === undefined || location === "" ? {} : { location };
}

function findings(
  groups: readonly PlanGroup[],
  image: GroupImage,
  need: RequiredImage,
  buildMissing: boolean,
): readonly Diagnostic[] {
  const place = groups[0]?.group.place;
  const facts = { pointer: place?.pointer, source: place && locationAt(place) };
  const names = groups.map(({ group }) => group.name).join(", ");
  if (image.outcome === "missing") {
    const message = `there is no image of ${describeRequired(need)}, which ${names} needs`;
    const hint = `Build one of ${describeRequired(need)}, and add its record to the catalog.`;
    return buildMissing
      ? []
      : [planDiagnostics.report("PLAN_IMAGE_MISSING", { ...facts, message, hint })];
  }
  if (image.outcome === "several") {
    const message = `several images of ${describeRequired(need)} fit ${names}`;
    return [planDiagnostics.report("PLAN_IMAGE_CHOICE", { ...facts, message, found: image.found })];
  }
  if (image.outcome === "found" && image.match.record.lifecycle.state === "deprecated") {
    const message = `${image.match.record.name}, which ${names} gets, is deprecated`;
    return [planDiagnostics.report("PLAN_IMAGE_DEPRECATED", { ...facts, message })];
  }
  return [];
}

/** Exactly what has to be built. */
export function describeRequired(need: RequiredImage): string {
  const os =
    need.distribution === undefined ? [] : [`${need.distribution} ${need.osRelease ?? ""}`.trim()];
  return [
    `Kubernetes ${need.kubernetesVersion}`,
    ...os,
    ...(need.architecture === undefined ? [] : [need.architecture]),
    ...(need.userDataFormat === undefined ? [] : [`user data ${need.userDataFormat}`]),
    `as ${need.kinds.join(" or ")}`,
    ...(need.location === undefined ? [] : [`in ${need.location.replaceAll(",", " and ")}`]),
  ].join(", ");
}

function keepsImage(group: PlanGroup, has: ImageMatch | undefined): Diagnostic {
  const [use] = group.group.images;
  const place = use?.place ?? group.group.place;
  const facts = { pointer: place.pointer, source: locationAt(place) };
  const { name } = group.group;
  return has === undefined
    ? planDiagnostics.report("PLAN_IMAGE_UNKNOWN", {
        ...facts,
        message: `the image of ${name} is not in the catalog`,
      })
    : planDiagnostics.report("PLAN_IMAGE_VERSION", {
        ...facts,
        message: `${name} asks for ${group.version?.text ?? "no version"}, and its image ${has.record.name} holds ${has.record.kubernetesVersion}`,
        found: has.record.kubernetesVersion,
      });
}
