import { observeClusters } from "@imagewright/cluster-api/observe";
import {
  type Architecture,
  createImageCatalog,
  emitYaml,
  formatImageReference,
  formatObjectAddress,
  type ImageRecord,
  type ImageReference,
  type JsonObject,
  type ObjectAddress,
  objectKind,
  type TargetVersions,
  textAt,
} from "@imagewright/core";
import {
  changeObjects,
  type ClusterPlan,
  createPlanner,
  planObjects,
  type PlanInput,
  type PlanStep,
  type UpgradeIntent,
} from "@imagewright/core/plan";

import { karpenter } from "../../index.ts";
import { karpenterPlanning } from "../karpenter-planning.ts";

/** A cluster of the workload kind: its objects, and what its control plane runs. */
export interface World {
  readonly objects: readonly JsonObject[];
  readonly controlPlane: string;
}

/** How it is planned. */
export interface Planning {
  /** @default 1.34 */
  readonly goal?: UpgradeIntent["goal"];
  readonly records?: readonly ImageRecord[];
  readonly targetVersions?: TargetVersions;
  readonly intent?: Partial<UpgradeIntent>;
}

/** A record of an AMI in the one region there is. */
export function record(
  version: string,
  {
    id,
    architecture = "amd64",
    references = [{ kind: "ami", region: "eu-west-1", id: id ?? amiOf(version, architecture) }],
    format = "nodeadm",
    distribution = "amazon-linux",
  }: {
    readonly id?: string;
    readonly architecture?: Architecture;
    readonly references?: readonly ImageReference[];
    readonly format?: ImageRecord["userDataFormat"];
    readonly distribution?: ImageRecord["os"]["distribution"];
  } = {},
): ImageRecord {
  return {
    name: `nodes-${version}-${architecture}`,
    kubernetesVersion: version,
    os: { distribution, release: "2023" },
    architecture,
    references,
    components: {},
    ...(format !== undefined && { userDataFormat: format }),
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  };
}

/** The AMI of a version in these tests. */
export function amiOf(version: string, architecture: Architecture = "amd64"): string {
  const digits = version.replaceAll(".", "").padStart(4, "0").slice(0, 6);
  return `ami-0${architecture === "amd64" ? "a" : "b"}${digits}`.padEnd(21, "0");
}

/** Images of every minor on the way, of both architectures. */
export const records: readonly ImageRecord[] = ["1.32.9", "1.33.5", "1.34.1", "1.35.0"].flatMap(
  (version) => [record(version), record(version, { architecture: "arm64" })],
);

/** What is read in objects: one cluster. */
export function observed(objects: readonly JsonObject[]): PlanInput {
  const observation = observeClusters(
    objects.map((value) => ({ value })),
    {
      carriers: karpenter.carriers,
      readImages: karpenter.readManifest,
      poolCluster: { name: "orders" },
    },
  );
  const [state] = observation.clusters;
  if (state === undefined) {
    throw new Error("no cluster was observed");
  }
  return { state, objects: planObjects(observation.objects) };
}

/** The plan of a world. */
export function planOf({ objects, controlPlane }: World, planning: Planning = {}): ClusterPlan {
  const { goal = { kubernetesVersion: "1.34" }, targetVersions, intent } = planning;
  const planner = createPlanner({
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal,
      controlPlaneVersion: controlPlane,
      ...intent,
    },
    catalog: createImageCatalog(planning.records ?? records),
    contributions: [karpenterPlanning],
    writeReference: karpenter.writeReference ?? ((object) => ({ ok: true, value: object, diagnostics: [] })),
    ...(targetVersions !== undefined && { targetVersions }),
  });
  return planner.plan(observed(objects));
}

/** The world after some steps of a plan. */
export function after(world: World, plan: ClusterPlan, steps: readonly PlanStep[]): World {
  const there = new Map(
    world.objects.map((object) => [keyOf(addressOf(object)), { address: addressOf(object), object }]),
  );
  const objects = changeObjects(planObjects(there.values()));
  let { controlPlane } = world;
  for (const { action, effects, hop, title } of steps) {
    if (action === "upgradeByHand") {
      controlPlane = plan.hops[hop - 1]?.version ?? controlPlane;
    }
    for (const effect of effects) {
      if (!objects.apply(effect)) {
        throw new Error(`${title} cannot be applied`);
      }
      const stored = objects.find(effect.object);
      if (stored === undefined) {
        there.delete(keyOf(effect.object));
      } else {
        there.set(keyOf(effect.object), stored);
      }
    }
  }
  return { objects: [...there.values()].map(({ object }) => object), controlPlane };
}

/** Objects in an order of their own, to be compared. */
export function sortedObjects({ objects }: World): readonly JsonObject[] {
  return objects.toSorted((a, b) => (keyOf(addressOf(a)) < keyOf(addressOf(b)) ? -1 : 1));
}

export function addressOf(object: JsonObject): ObjectAddress {
  const kind = objectKind(object);
  const namespace = textAt(object, "/metadata/namespace");
  if (kind === undefined) {
    throw new Error("an object without kind");
  }
  return {
    ...kind,
    ...(namespace !== undefined && { namespace }),
    name: textAt(object, "/metadata/name") ?? "",
  };
}

function keyOf(address: ObjectAddress): string {
  return formatObjectAddress({ ...address, version: "" });
}

/** A step in words: what it is called, and every field it changes. */
export function stepLines({ action, title, effects, seconds, check }: PlanStep): readonly string[] {
  const wait = seconds === undefined ? "" : ` (${seconds} s)`;
  const asked = check === undefined ? "" : ` ? ${check.subject.kind} ${intentText(check)}`;
  return [
    `${action}: ${title}${wait}${asked}`,
    ...effects.flatMap((effect) => {
      const what = `  ${effect.change} ${effect.object.kind} ${effect.object.name}`;
      return effect.change === "patch"
        ? effect.fields.map(
            ({ pointer, from, to }) =>
              `${what} ${pointer}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
          )
        : effect.change === "create"
          ? [what, ...emitYaml(effect.manifest).trimEnd().split("\n").map((line) => `    ${line}`)]
          : [what];
    }),
  ];
}

function intentText({ intended }: NonNullable<PlanStep["check"]>): string {
  const { kubernetesVersion = "-", image, record: fact } = intended;
  const text = image === undefined ? "-" : formatImageReference(image);
  return [kubernetesVersion, text, ...(fact === undefined ? [] : [fact.name])].join(" ");
}
