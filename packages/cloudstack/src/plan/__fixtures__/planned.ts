import { readFileSync } from "node:fs";

import { judgeCreation, judgeUpdate } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { clusterApiWebhooks } from "@imagewright/cluster-api/lint";
import { type ObservedDocument, observeClusters } from "@imagewright/cluster-api/observe";
import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import {
  createImageCatalog,
  type ImageRecord,
  type ImageReference,
  type ManifestRule,
  parseImageReference,
  type TargetVersions,
} from "@imagewright/core";
import {
  guardByRules,
  planObjects,
  type Planner,
  type PlanStep,
  createPlanner,
  type StoredObject,
  type UpgradeIntent,
} from "@imagewright/core/plan";
import { readYaml } from "@imagewright/core/read";
import {
  changeText,
  type DocumentEdits,
  editDocuments,
  endsOfPrefixes as endsOf,
  type PlanTrial,
  refusedChanges,
} from "@imagewright/core/testing";

import { cloudstack } from "../../plugin.ts";
import { cloudstackWebhooks } from "../../webhooks/cloudstack-webhooks.ts";
import { cloudstackPlanning } from "../cloudstack-planning.ts";

/** How a plan is asked for. */
export interface Asked {
  readonly goal?: string;
  readonly through?: readonly string[];
  readonly pace?: "lockstep" | "fewer";
  readonly records: readonly ImageRecord[];
  /** Whether what rules say of the objects is a hazard too. */
  readonly rules?: readonly ManifestRule[];
  readonly targetVersions?: TargetVersions;
}

/** The documents of a file, with edits. */
export function documentsOf(url: URL, edits: DocumentEdits = {}): readonly ObservedDocument[] {
  const file = url.pathname.split("/").at(-1) ?? "";
  const read = readYaml(readFileSync(url, "utf8"), { file });
  if (!read.ok) {
    throw new Error(`${file} cannot be read`);
  }
  return editDocuments(read.value, edits);
}

/** A record of an image, by its version and canonical references. */
export function recordOf(
  kubernetesVersion: string,
  references: readonly (ImageReference | string)[],
  changes: Partial<ImageRecord> = {},
): ImageRecord {
  return {
    name: `ubuntu-2404-${kubernetesVersion}`,
    kubernetesVersion,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture: "amd64",
    references: references.map(referenceOf),
    components: {},
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
    ...changes,
  };
}

function referenceOf(reference: ImageReference | string): ImageReference {
  if (typeof reference !== "string") {
    return reference;
  }
  const parsed = parseImageReference(reference);
  if (!parsed.ok) {
    throw new Error(`${reference} is no reference`);
  }
  return parsed.value;
}

/** What is planned for the first cluster of some documents. */
export function planned(documents: readonly ObservedDocument[], asked: Asked): PlanTrial {
  const [first] = plannedAll(documents, asked);
  if (first === undefined) {
    throw new Error("there is no cluster");
  }
  return first;
}

/**
 * What is planned for every cluster of some documents.
 *
 * @param changed - the objects as they stand when the plan is made
 */
export function plannedAll(
  documents: readonly ObservedDocument[],
  asked: Asked,
  changed: (objects: readonly StoredObject[]) => readonly StoredObject[] = (objects) => objects,
): readonly PlanTrial[] {
  const observed = observeClusters(documents, {
    carriers: cloudstack.carriers,
    readImages: cloudstack.readManifest,
  });
  const objects = changed(observed.objects);
  const planner = plannerOf(asked);
  return observed.clusters.map((state) => ({
    state,
    plan: planner.plan({ state, objects: planObjects(objects) }),
    objects,
  }));
}

function plannerOf(asked: Asked): Planner {
  if (cloudstack.writeReference === undefined) {
    throw new Error("the plugin writes no images");
  }
  const { goal = "1.34", through, pace, records, rules, targetVersions } = asked;
  const intent: UpgradeIntent = {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: { kubernetesVersion: goal },
    ...(through !== undefined && { through }),
    ...(pace !== undefined && { pace }),
  };
  return createPlanner({
    intent,
    catalog: createImageCatalog(records),
    contributions: [
      cloudstackPlanning,
      {
        ...clusterApiPlanning,
        guards: rules === undefined ? [] : [guardByRules(rules, cloudstackPlanning.guardedRules)],
      },
    ],
    writeReference: cloudstack.writeReference,
    ...(targetVersions !== undefined && { targetVersions }),
  });
}

/** Every change of a plan, step by step. */
export function describeSteps(steps: readonly PlanStep[]): readonly string[] {
  return steps.flatMap(({ effects }) => effects.map(changeText));
}

/**
 * Where the cluster ends when the plan is made anew after each of its steps: once for each prefix.
 */
export function endsOfPrefixes(
  documents: readonly ObservedDocument[],
  asked: Asked,
): readonly string[] {
  return endsOf(planned(documents, asked), (objects) =>
    planned(
      objects.map((value) => ({ value })),
      asked,
    ),
  );
}

/** What definitions and webhooks say of every change of a plan. */
export function refusalsOf(trial: PlanTrial, definitions: string): readonly string[] {
  const source = folderSource(definitions);
  const options = { webhooks: [...cloudstackWebhooks, ...clusterApiWebhooks] };
  return refusedChanges(trial, (before, after) => {
    const judged =
      before === undefined
        ? judgeCreation(after, source, options)
        : judgeUpdate(before, after, source, options);
    return judged.diagnostics;
  });
}
