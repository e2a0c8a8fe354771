import {
  type Diagnostic,
  type FoundReference,
  type ImageMatch,
  type ImageReference,
  isSameJson,
  type JsonObject,
  type RolloutIntent,
} from "@imagewright/core";
import type {
  GroupUpgrade,
  PlanObjects,
  StoredObject,
  UpgradeContext,
} from "@imagewright/core/plan";

import { referenceOfTerms } from "../ami-terms.ts";
import { classGroup, type ClassView, classView } from "../lint/class-view.ts";
import { readKarpenterManifest } from "../parse/read-manifest.ts";
import { imagesOf, isSameSelector, termsOfImages } from "./class-images.ts";
import { placedFinding, planFinding } from "./plan-finding.ts";
import type { PlannedPool } from "./planned-pool.ts";

/** A node class, and the pools that share it, while their upgrade is planned. */
export interface PlannedClass {
  readonly name: string;
  readonly stored: StoredObject;
  readonly view: ClassView;
  /** By their names. */
  readonly pools: readonly PlannedPool[];
  /** What its nodes are to boot; empty where the class follows the control plane. */
  readonly images: readonly ImageMatch[];
  /** The class as it is to be; itself where nothing changes. */
  readonly wanted: JsonObject;
  /** Whether the class has to change. */
  readonly isSwitched: boolean;
  /** Whether its images change with the version of the control plane, by themselves. */
  readonly follows: boolean;
  /** What its nodes are to run when all is done. */
  readonly intended: RolloutIntent;
  /** What writing the images found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The class of a pool on AWS, where it is among the objects. */
export function classOf({ view }: PlannedPool, objects: PlanObjects): StoredObject | undefined {
  const { group, kind, name } = view.nodeClass?.nodeClass ?? {};
  return group === classGroup && kind !== undefined && name !== undefined
    ? objects.find({ group, version: "", kind, name })
    : undefined;
}

/** Whether the images of a class are those of the control plane's version. */
export function followsControlPlane({ terms }: ClassView): boolean {
  return terms === undefined || terms.some(({ alias }) => alias !== undefined);
}

/** The image a class names now; undefined where it leaves that to Karpenter. */
export function namedImage(nodeClass: JsonObject): FoundReference | undefined {
  const read = readKarpenterManifest(nodeClass);
  return read.ok ? read.value[0] : undefined;
}

/** @param upgrades - of the pools that share the class, as far as they are asked for */
export function plannedClass(
  stored: StoredObject,
  pools: readonly PlannedPool[],
  upgrades: readonly GroupUpgrade[],
  context: UpgradeContext,
): PlannedClass | undefined {
  const view = classView(stored.object);
  if (view === undefined) {
    return undefined;
  }
  const follows = followsControlPlane(view);
  const images = follows ? [] : imagesOf(upgrades);
  const { wanted, reference, diagnostics } = wantedClass(stored, images, context);
  return {
    name: stored.address.name,
    stored,
    view,
    pools,
    images,
    wanted,
    isSwitched: !isSameJson(wanted, stored.object),
    follows,
    intended: intendedOf(images, reference, follows, context),
    diagnostics,
  };
}

interface WantedClass {
  readonly wanted: JsonObject;
  readonly reference?: ImageReference;
  readonly diagnostics: readonly Diagnostic[];
}

/** The class with the images its pools are to have; all written at once. */
function wantedClass(
  stored: StoredObject,
  images: readonly ImageMatch[],
  { writeReference }: UpgradeContext,
): WantedClass {
  const { object } = stored;
  const named = namedImage(object);
  const kept = {
    wanted: object,
    ...(named !== undefined && { reference: named.reference }),
    diagnostics: [],
  };
  if (images.length === 0 || named === undefined) {
    return kept;
  }
  const terms = termsOfImages(images, named.reference);
  if (terms === undefined) {
    const message = `node class ${stored.address.name} cannot select an image by this reference`;
    const found = images.map(({ reference }) => reference.kind).join(", ");
    const facts = { message, pointer: named.pointer, found };
    return { ...kept, diagnostics: [planFinding("KARPENTER_PLAN_UNREADABLE", stored, facts)] };
  }
  const now = classView(object)?.terms ?? [];
  if (isSameSelector(now, terms)) {
    return kept;
  }
  const reference = referenceOfTerms(terms);
  const written = writeReference(object, { pointer: named.pointer, reference });
  const diagnostics = written.diagnostics.map((found) => placedFinding(found, stored));
  return { wanted: written.ok ? written.value : object, reference, diagnostics };
}

function intendedOf(
  images: readonly ImageMatch[],
  reference: ImageReference | undefined,
  follows: boolean,
  { version }: UpgradeContext,
): RolloutIntent {
  if (follows) {
    return { kubernetesVersion: version.split(".").slice(0, 2).join(".") };
  }
  const [first, ...others] = images;
  if (first === undefined) {
    return reference === undefined ? {} : { image: reference };
  }
  const { kubernetesVersion } = first.record;
  const isOne = others.every(({ record }) => record.kubernetesVersion === kubernetesVersion);
  return {
    kubernetesVersion: isOne ? kubernetesVersion : version,
    ...(reference !== undefined && { image: reference }),
    ...(others.length === 0 && { record: first.record }),
  };
}
