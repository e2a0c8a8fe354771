import type { Artifact } from "../../artifact.ts";
import { emitYaml } from "../../emit/yaml.ts";
import type { JsonObject } from "../../json-value.ts";
import { isSameAddress, type ObjectAddress } from "../object-address.ts";
import type { PlanObjects } from "../plan-contribution.ts";
import type { ClusterPlan, UpgradePlan } from "../upgrade-plan.ts";
import { manifestPath } from "./plan-paths.ts";
import { type ObjectsOf, planStages } from "./plan-stages.ts";

/**
 * What every stage of a plan adds or changes: whole objects as they stand after the stage, without
 * what a server adds to them, as `CLUSTER/stage-1/KIND-NAME.yaml`.
 *
 * @param objectsOf - the objects of a cluster as they stand before the plan
 * @throws {ImagewrightError} `VALUE_REFUSED` where a change cannot be made to the objects, and for
 * what YAML readers would alter
 * @example
 * ```ts
 * import { planObjects, renderPlanManifests, type UpgradePlan } from "@imagewright/core/plan";
 *
 * const plan: UpgradePlan = {
 *   formatVersion: 1,
 *   intent: {
 *     apiVersion: "imagewright/v1alpha1",
 *     kind: "UpgradeIntent",
 *     goal: { images: "supported" },
 *   },
 *   waves: [],
 *   clusters: [],
 *   diagnostics: [],
 *   applyable: true,
 * };
 * renderPlanManifests(plan, () => planObjects([])); // => []
 * ```
 */
export function renderPlanManifests(plan: UpgradePlan, objectsOf: ObjectsOf): readonly Artifact[] {
  return plan.clusters.flatMap((cluster) => renderClusterManifests(cluster, objectsOf(cluster)));
}

/**
 * {@link renderPlanManifests} for one cluster.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` likewise
 * @example
 * ```ts
 * import { type ClusterPlan, planObjects, renderClusterManifests } from "@imagewright/core/plan";
 *
 * const plan: ClusterPlan = {
 *   formatVersion: 1,
 *   cluster: { name: "orders" },
 *   hops: [],
 *   steps: [],
 *   images: [],
 *   garbage: [],
 *   hazards: [],
 *   blockers: [],
 *   applyable: true,
 * };
 * renderClusterManifests(plan, planObjects([])); // => []
 * ```
 */
export function renderClusterManifests(
  plan: ClusterPlan,
  objects: PlanObjects,
): readonly Artifact[] {
  return planStages(plan, objects).flatMap(({ number, steps }) => {
    const files = new Map<string, StagedObject>();
    for (const { change, after } of steps.flatMap(({ changes }) => changes)) {
      const path = freePath(
        files,
        manifestPath(plan.cluster, number, change.object),
        change.object,
      );
      files.delete(path);
      if (after !== undefined) {
        files.set(path, { address: change.object, after });
      }
    }
    return [...files].map(([path, { after }]) => ({
      path,
      mediaType: "application/yaml",
      text: emitYaml(after),
    }));
  });
}

interface StagedObject {
  readonly address: ObjectAddress;
  readonly after: JsonObject;
}

/** Two groups may have a kind of one name: the file of the second names its group. */
function freePath(
  files: ReadonlyMap<string, StagedObject>,
  path: string,
  address: ObjectAddress,
): string {
  const other = files.get(path)?.address;
  return other === undefined || isSameAddress(other, address)
    ? path
    : path.replace(/\.yaml$/u, `.${address.group}.yaml`);
}
