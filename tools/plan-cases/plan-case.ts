import { observeClusters } from "@imagewright/cluster-api/observe";
import type { JsonValue, TargetVersions } from "@imagewright/core";
import {
  type ClusterPlan,
  coreGuards,
  createPlanner,
  isContentDigest,
  type ObjectChange,
  planObjects,
  type PlanStep,
  type UpgradeGoal,
  type UpgradeIntent,
} from "@imagewright/core/plan";
import { parseCatalog, readYaml } from "@imagewright/core/read";

import { allPlanning, writeReference } from "../fleet/plan-fleet.ts";
import { observeOptions } from "../observation/observe-text.ts";

/** One rule of upgrades, shown by a cluster and what is planned for it. */
export interface PlanCase {
  /** Where the rule stands. @example "cluster-api §8 KCP" */
  readonly rule: string;
  /** What the rule says here; with the rule, the name of the test. */
  readonly name: string;
  /** Manifests of one cluster. */
  readonly manifests: string;
  /** Catalog in its file form, without its header; the usual one where it is left out. */
  readonly catalog?: string;
  readonly goal: UpgradeGoal;
  readonly intent?: Omit<Partial<UpgradeIntent>, "goal">;
  readonly targetVersions?: TargetVersions;
  /** Moment of the plan. @default "2026-11-21T00:00:00Z" */
  readonly at?: string;
  /** Whether the manifests are everything there is. */
  readonly isWhole?: boolean;
  /** Steps in lines, see {@link stepLines}; empty where nothing is to be done. */
  readonly steps?: readonly string[];
  /** `CODE message` of everything that forbids the plan. */
  readonly blockers?: readonly string[];
  /** Codes of hazards that have to be among those found. */
  readonly hazards?: readonly string[];
  /** Codes of hazards that may not be. */
  readonly without?: readonly string[];
}

/** What is planned for a case. */
export function planCase(one: PlanCase, usualCatalog: string): ClusterPlan {
  const documents = readYaml(one.manifests, { file: "cluster.yaml" });
  const header = "apiVersion: imagewright/v1alpha1\nkind: ImageCatalog\n";
  const catalog = parseCatalog(header + (one.catalog ?? usualCatalog), { file: "catalog.yaml" });
  if (!documents.ok || !catalog.ok) {
    throw new Error(JSON.stringify([documents.diagnostics, catalog.diagnostics]));
  }
  const observation = observeClusters(documents.value, {
    ...observeOptions,
    poolCluster: { name: "prod" },
    ...(one.isWhole === true && { scope: "whole" }),
    ...(one.targetVersions !== undefined && { targetVersions: one.targetVersions }),
  });
  const [state] = observation.clusters;
  if (state === undefined || observation.clusters.length > 1) {
    throw new Error(`${observation.clusters.length} clusters were observed`);
  }
  const planner = createPlanner({
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: one.goal,
      ...one.intent,
    },
    catalog: catalog.value,
    contributions: [...allPlanning, { upgraders: [], guards: coreGuards }],
    writeReference,
    at: one.at ?? "2026-11-21T00:00:00Z",
    ...(one.targetVersions !== undefined && { targetVersions: one.targetVersions }),
  });
  return planner.plan({ state, objects: planObjects(observation.objects) });
}

/**
 * Steps as lines: `STAGE action KIND name`, and behind it each field that changes, as
 * `pointer: before -> after`. The look at the start is left out, and a star stands for the digest
 * in a name.
 */
export function stepLines({ steps }: ClusterPlan): readonly string[] {
  return steps
    .filter(({ action }) => action !== "verifyStart")
    .flatMap(linesOf)
    .map(withoutDigests);
}

function withoutDigests(line: string): string {
  return line.replaceAll(/\b[bcdfghjklmnpqrstvwxz2456789]{10}\b/gu, (text) =>
    isContentDigest(text) ? "*" : text,
  );
}

function linesOf({ stage, action, title, effects }: PlanStep): readonly string[] {
  return effects.length === 0
    ? [`${stage} ${action} ${title}`]
    : effects.map((change) => `${stage} ${action} ${changeLine(change)}`);
}

function changeLine(change: ObjectChange): string {
  const { kind, name } = change.object;
  switch (change.change) {
    case "copy":
      return `${kind} ${name} of ${change.of.name} ${fieldsText(change)}`;
    case "patch":
      return `${kind} ${name} ${fieldsText(change)}`;
    case "create":
      return `new ${kind} ${name}`;
    case "delete":
      return `delete ${kind} ${name}`;
  }
}

function fieldsText({ fields }: Extract<ObjectChange, { readonly fields: unknown }>): string {
  return fields
    .map(({ pointer, from, to }) => `${pointer}: ${show(from)} -> ${show(to)}`)
    .join(", ");
}

function show(value: JsonValue | undefined): string {
  return value === undefined
    ? "nothing"
    : typeof value === "string"
      ? value
      : JSON.stringify(value);
}
