import type { Artifact } from "../../artifact.ts";
import { renderTemplate } from "../../template/render-template.ts";
import type { ClusterPlan, UpgradePlan } from "../upgrade-plan.ts";
import { clusterFolder, clusterLabel } from "./plan-paths.ts";
import { type PlanScriptOptions, renderClusterScript } from "./plan-script.ts";
import type { ObjectsOf } from "./plan-stages.ts";
import { upgradeWavesTemplate } from "./templates/compiled.ts";
import type { ScriptWave } from "./upgrade-waves-model.ts";

/**
 * The scripts of a plan: one for each cluster, see {@link renderClusterScript}, and `upgrade.sh`,
 * which calls them wave by wave, as many at once and with as many failures as the waves allow.
 *
 * @param objectsOf - the objects of a cluster as they stand before the plan
 * @returns the scripts as they are asked for
 * @throws {ImagewrightError} `VALUE_REFUSED` like the scripts of the clusters
 * @example
 * ```ts
 * import { planObjects, renderPlanScripts, type UpgradePlan } from "@imagewright/core/plan";
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
 * const scripts = [...renderPlanScripts(plan, () => planObjects([]))];
 * scripts.map(({ path }) => path); // => ["upgrade.sh"]
 * ```
 */
export function* renderPlanScripts(
  plan: UpgradePlan,
  objectsOf: ObjectsOf,
  options: PlanScriptOptions = {},
): Generator<Artifact> {
  const waves = scriptWaves(plan);
  const text = renderTemplate(upgradeWavesTemplate, { waves }, { overrides: options.overrides });
  yield { path: "upgrade.sh", mediaType: "text/x-shellscript", text };
  for (const cluster of plan.clusters) {
    yield renderClusterScript(cluster, objectsOf(cluster), options);
  }
}

/** The waves of a plan; one of all clusters where it has none. */
function scriptWaves({ waves, clusters }: UpgradePlan): readonly ScriptWave[] {
  const byLabel = new Map(clusters.map((plan) => [clusterLabel(plan.cluster), plan]));
  if (waves.length === 0 && clusters.length > 0) {
    const folders = clusters.map(folderOf);
    const wave = { concurrency: 1, maxFailures: 0, approve: false, soakSeconds: 0 };
    return [{ ...wave, name: "all", folders }];
  }
  return waves.map(({ clusters: labels, ...wave }) => ({
    ...wave,
    folders: labels.flatMap((label) => {
      const cluster = byLabel.get(label);
      return cluster === undefined ? [] : [folderOf(cluster)];
    }),
  }));
}

function folderOf({ cluster }: ClusterPlan): string {
  return clusterFolder(cluster);
}
