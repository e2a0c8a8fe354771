import type { Artifact } from "../../artifact.ts";
import { emitJson } from "../../emit/json.ts";
import { emitYaml } from "../../emit/yaml.ts";
import { toJsonValue } from "../../to-json-value.ts";
import type { UpgradePlan } from "../upgrade-plan.ts";

/**
 * A plan as a JSON file: {@link parsePlan} reads the same plan back.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for what JSON cannot carry
 * @example
 * ```ts
 * import { renderPlanJson, type UpgradePlan } from "@imagewright/core/plan";
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
 * renderPlanJson(plan).path; // => "plan.json"
 * ```
 */
export function renderPlanJson(plan: UpgradePlan): Artifact {
  const text = emitJson(toJsonValue(plan));
  return { path: "plan.json", mediaType: "application/json", text };
}

/**
 * A plan as a YAML file: {@link parsePlan} reads the same plan back.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for what YAML readers would alter
 * @example
 * ```ts
 * import { renderPlanYaml, type UpgradePlan } from "@imagewright/core/plan";
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
 * renderPlanYaml(plan).text.split("\n")[0]; // => "formatVersion: 1"
 * ```
 */
export function renderPlanYaml(plan: UpgradePlan): Artifact {
  const text = emitYaml(toJsonValue(plan));
  return { path: "plan.yaml", mediaType: "application/yaml", text };
}
