import type { Diagnostic, SourceLocation } from "../../diagnostic.ts";
import type { ImageMatch } from "../../image/image-catalog.ts";
import type { ImageReference } from "../../image/image-reference.ts";
import type { Architecture } from "../../image/node-image.ts";
import { compareKubernetesVersions } from "../../version/compare-versions.ts";
import {
  compareKubernetesMinors,
  type KubernetesMinor,
  parseKubernetesMinor,
} from "../../version/kubernetes-minor.ts";
import {
  type KubernetesVersion,
  parseKubernetesVersion,
} from "../../version/kubernetes-version.ts";
import type { ClusterState, FactPlace, MachineGroupState, VersionFact } from "../cluster-state.ts";
import { hintedArchitecture } from "../hinted-architecture.ts";
import type { ImageNeed, MachineGroup, PlanObjects, Upgrader } from "../plan-contribution.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import {
  imageProfile,
  type ImageProfile,
  type ImageResolver,
  writtenForm,
} from "./image-resolver.ts";

/** A Kubernetes version as far as a place says it: the patch may be open. */
export interface KnownVersion {
  /** Without `v`; two numbers where the patch is open. */
  readonly text: string;
  readonly parsed: KubernetesVersion;
  readonly isMinor: boolean;
}

/** A group, and everything a plan has found out about it. */
export interface PlanGroup {
  readonly group: MachineGroup;
  readonly isControlPlane: boolean;
  /** Undefined where nobody knows how it is upgraded. */
  readonly upgrader: Upgrader | undefined;
  readonly need: ImageNeed;
  /** The images it needs, one of each architecture; empty where it finds its own. */
  readonly images: readonly NeededImage[];
  /** What it asks for; undefined where nobody says. */
  readonly version: KnownVersion | undefined;
  /** What its nodes run at worst: the older of what it asks for and what its images hold. */
  readonly runs: KnownVersion | undefined;
}

/** One image that a group needs. */
export interface NeededImage {
  readonly profile: ImageProfile;
  /** What it has to be from some minor release on, where images of its kind end. */
  readonly successor?: { readonly since: KubernetesMinor; readonly profile: ImageProfile };
  /** The one it has, where the catalog knows it. */
  readonly current: ImageMatch | undefined;
}

/** How groups are read. */
export interface GroupReading {
  readonly state: ClusterState;
  readonly objects: PlanObjects;
  readonly upgraders: readonly Upgrader[];
  readonly resolver: ImageResolver;
  /** What the control plane asks for. */
  readonly controlPlane: KnownVersion | undefined;
}

export function readGroup(group: MachineGroup, reading: GroupReading): PlanGroup {
  const { state, objects, upgraders, resolver, controlPlane } = reading;
  const isControlPlane = group === state.controlPlane;
  const upgrader = upgraders.find(({ handles }) => handles(group, state, objects));
  const need = upgrader?.imageNeed?.(group, state, objects) ?? defaultNeed(group, state);
  const images = need.by === "catalog" ? neededImages(group, need, resolver) : [];
  const held = heldVersions(images);
  const version = groupVersion(group, held, controlPlane);
  return {
    group,
    isControlPlane,
    upgrader,
    need,
    images,
    version,
    runs: oldestOf([...(version === undefined ? [] : [version]), ...held]),
  };
}

/** What a version fact says; undefined for variables and what is no version. */
export function knownVersion(fact: VersionFact): KnownVersion | undefined {
  const bare = fact.text.replace(/^v/u, "");
  const parsed = parseKubernetesVersion(bare);
  if (parsed !== undefined) {
    return { text: bare, parsed, isMinor: false };
  }
  return minorVersion(bare);
}

/** A version of which only the minor is known. */
export function minorVersion(text: string): KnownVersion | undefined {
  const minor = parseKubernetesMinor(text);
  return (
    minor && {
      text,
      parsed: { ...minor, patch: 0, prerelease: [], build: [] },
      isMinor: true,
    }
  );
}

/** Where a fact stands, for a diagnostic. */
export function locationAt({ source }: FactPlace): SourceLocation | undefined {
  return source?.line === undefined
    ? undefined
    : { file: source.file, line: source.line, column: 1 };
}

/**
 * How a group comes to its image: by the first it names, or by the version where it looks one up
 * or names none.
 */
function defaultNeed(group: MachineGroupState, state: ClusterState): ImageNeed {
  const [use] = group.images;
  if (use === undefined || use.reference.kind === "ami-lookup") {
    return { by: "version" };
  }
  return {
    by: "catalog",
    kinds: [use.reference.kind],
    locations: locationsFor(use.reference, state),
    current: use.reference,
  };
}

/** Locations of the cluster, for references that mean something in one place only. */
function locationsFor(reference: ImageReference, state: ClusterState): readonly string[] {
  if (reference.kind === "ami" && reference.region !== undefined) {
    return [reference.region];
  }
  if (reference.kind === "cloudstack-template" && reference.zone !== undefined) {
    return [reference.zone];
  }
  const isLocal = ["ami", "cloudstack-template", "ssm-parameter"].includes(reference.kind);
  const texts = state.locations.map(({ text }) => text).filter((text) => !text.includes("$"));
  return isLocal ? [...new Set(texts)] : [];
}

/** What a group needs, of each architecture. */
function neededImages(
  group: MachineGroup,
  need: CatalogNeed,
  resolver: ImageResolver,
): readonly NeededImage[] {
  const matches = need.current === undefined ? [] : resolver.currentOf(need.current);
  const architectures = need.architectures ?? [];
  return architectures.length === 0
    ? [neededImage(group, need, matches, undefined)]
    : architectures.map((architecture) =>
        neededImage(
          group,
          need,
          matches.filter(({ record }) => record.architecture === architecture),
          architecture,
        ),
      );
}

function neededImage(
  group: MachineGroup,
  need: CatalogNeed,
  matches: readonly ImageMatch[],
  architecture: Architecture | undefined,
): NeededImage {
  const profile = profileOf(group, need, matches, architecture);
  const successor = successorOf(profile, need);
  return {
    profile,
    ...(successor !== undefined && { successor }),
    current: currentMatch(need, matches),
  };
}

type CatalogNeed = Extract<ImageNeed, { readonly by: "catalog" }>;

/** What follows images of this kind; a profile that is not known to be of it has no successor. */
function successorOf(profile: ImageProfile, { succession }: CatalogNeed): NeededImage["successor"] {
  const since = succession && parseKubernetesMinor(succession.since);
  if (succession === undefined || since === undefined) {
    return undefined;
  }
  const { from, to } = succession;
  const isOf =
    (from.distribution === undefined || from.distribution === profile.distribution) &&
    (from.osRelease === undefined || from.osRelease === profile.osRelease) &&
    (from.userDataFormat === undefined || from.userDataFormat === profile.userDataFormat);
  return isOf ? { since, profile: imageProfile({ ...profile, ...to }) } : undefined;
}

/** Of records that mean the same image elsewhere, the one of the group's own place. */
function currentMatch(need: CatalogNeed, matches: readonly ImageMatch[]): ImageMatch | undefined {
  const [location] = need.locations;
  const local = matches.find(({ reference }) => location === placeOf(reference));
  const match = local ?? matches[0];
  return match && need.current && { record: match.record, reference: need.current };
}

function placeOf(reference: ImageReference): string | undefined {
  return reference.kind === "ami"
    ? reference.region
    : reference.kind === "cloudstack-template"
      ? reference.zone
      : undefined;
}

function profileOf(
  group: MachineGroup,
  need: CatalogNeed,
  matches: readonly ImageMatch[],
  wanted: Architecture | undefined,
): ImageProfile {
  const record = currentMatch(need, matches)?.record;
  const found = matches.flatMap(({ reference }) => placeOf(reference) ?? []);
  const architecture = wanted ?? record?.architecture ?? hintedArchitecture(group);
  return imageProfile({
    kinds: need.kinds,
    locations: need.locations.length > 0 ? need.locations : [...new Set(found)],
    ...(record !== undefined && {
      distribution: record.os.distribution,
      osRelease: record.os.release,
    }),
    ...(record?.userDataFormat !== undefined && { userDataFormat: record.userDataFormat }),
    ...(architecture !== undefined && { architecture }),
    form: writtenForm(need.current),
  });
}

/** A group without a version of its own runs what its images hold, or what the control plane does. */
function groupVersion(
  group: MachineGroup,
  held: readonly KnownVersion[],
  controlPlane: KnownVersion | undefined,
): KnownVersion | undefined {
  if (group.version.by === "field") {
    return knownVersion(group.version.version);
  }
  return group.version.by === "none" ? undefined : (oldestOf(held) ?? controlPlane);
}

/** The Kubernetes versions that the images of a group hold. */
function heldVersions(images: readonly NeededImage[]): readonly KnownVersion[] {
  return images.flatMap(({ current }) => {
    const parsed = current && parseKubernetesVersion(current.record.kubernetesVersion);
    return current === undefined || parsed === undefined
      ? []
      : [{ text: current.record.kubernetesVersion, parsed, isMinor: false }];
  });
}

/** Of two in one minor release, the one of which the patch is known. */
function oldestOf(versions: readonly KnownVersion[]): KnownVersion | undefined {
  return versions.toSorted(
    (a, b) =>
      compareKubernetesMinors(a.parsed, b.parsed) ||
      Number(a.isMinor) - Number(b.isMinor) ||
      compareKubernetesVersions(a.parsed, b.parsed, "precedence"),
  )[0];
}

/** What keeps the version of a group from being known. */
export function unknownVersion({ group }: PlanGroup): Diagnostic {
  const fact = group.version.by === "field" ? group.version.version : undefined;
  const place = fact?.place ?? group.place;
  const message =
    fact === undefined
      ? `${group.name} names no Kubernetes version`
      : `the Kubernetes version of ${group.name} is not known`;
  return planDiagnostics.report("PLAN_VERSION_UNKNOWN", {
    message,
    pointer: place.pointer,
    source: locationAt(place),
    ...(fact !== undefined && { found: fact.text }),
  });
}
