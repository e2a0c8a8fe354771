import type { Diagnostic, SourceLocation } from "../../diagnostic.ts";
import type { ImageMatch } from "../../image/image-catalog.ts";
import type { ImageReference } from "../../image/image-reference.ts";
import { parseKubernetesMinor } from "../../version/kubernetes-minor.ts";
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
  /** What its image has to be; undefined where it finds its own. */
  readonly profile: ImageProfile | undefined;
  /** The image it has, where the catalog knows it. */
  readonly current: ImageMatch | undefined;
  /** What it asks for; undefined where nobody says. */
  readonly version: KnownVersion | undefined;
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
  const matches =
    need.by === "catalog" && need.current !== undefined ? resolver.currentOf(need.current) : [];
  const current = currentMatch(need, matches);
  return {
    group,
    isControlPlane,
    upgrader,
    need,
    profile: need.by === "catalog" ? profileOf(group, need, matches) : undefined,
    current,
    version: groupVersion(group, current, controlPlane),
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

/** Of records that mean the same image elsewhere, the one of the group's own place. */
function currentMatch(need: ImageNeed, matches: readonly ImageMatch[]): ImageMatch | undefined {
  if (need.by !== "catalog") {
    return undefined;
  }
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
  need: Extract<ImageNeed, { readonly by: "catalog" }>,
  matches: readonly ImageMatch[],
): ImageProfile {
  const record = currentMatch(need, matches)?.record;
  const found = matches.flatMap(({ reference }) => placeOf(reference) ?? []);
  const architecture = record?.architecture ?? hintedArchitecture(group);
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

/** A group without a version of its own runs what its image holds, or what the control plane does. */
function groupVersion(
  group: MachineGroup,
  current: ImageMatch | undefined,
  controlPlane: KnownVersion | undefined,
): KnownVersion | undefined {
  if (group.version.by === "field") {
    return knownVersion(group.version.version);
  }
  if (group.version.by === "none") {
    return undefined;
  }
  const onImage = current && parseKubernetesVersion(current.record.kubernetesVersion);
  return current !== undefined && onImage !== undefined
    ? { text: current.record.kubernetesVersion, parsed: onImage, isMinor: false }
    : controlPlane;
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
