import { readFileSync } from "node:fs";

import { judgeCreation, judgeUpdate } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { clusterApiWebhooks } from "@imagewright/cluster-api/lint";
import { type ObservedDocument, observeClusters } from "@imagewright/cluster-api/observe";
import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import {
  createImageCatalog,
  type ImageRecord,
  type TargetVersions,
} from "@imagewright/core";
import {
  coreGuards,
  createPlanner,
  planObjects,
  type Planner,
  type PlanStep,
  type StoredObject,
  type UpgradeGoal,
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

import { aws } from "../../plugin.ts";
import { awsWebhooks } from "../../webhooks/index.ts";
import { awsPlanning } from "../aws-planning.ts";

/** How a plan is asked for. */
export interface Asked {
  readonly goal: UpgradeGoal | string;
  readonly through?: readonly string[];
  readonly controlPlaneVersion?: string;
  readonly records?: readonly ImageRecord[];
  readonly targetVersions?: TargetVersions;
  readonly at?: string;
  /** Whether the guards of core are asked too. */
  readonly isGuarded?: boolean;
}

/** The documents of a file of this folder, with edits. */
export function documentsOf(file: string, edits: DocumentEdits = {}): readonly ObservedDocument[] {
  const read = readYaml(readFileSync(new URL(file, import.meta.url), "utf8"), { file });
  if (!read.ok) {
    throw new Error(`${file} cannot be read`);
  }
  return editDocuments(read.value, edits);
}

/** An AMI in eu-west-1 with a Kubernetes version on it. */
export function recordOf(
  kubernetesVersion: string,
  id: string,
  changes: Partial<ImageRecord> = {},
): ImageRecord {
  return {
    name: `ubuntu-${kubernetesVersion}`,
    kubernetesVersion,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture: "amd64",
    references: [{ kind: "ami", region: "eu-west-1", id }],
    components: { containerd: "2.1.5" },
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
    ...changes,
  };
}

/** An AMI of Amazon Linux 2, or of Amazon Linux 2023. */
export function amazonLinux(
  kubernetesVersion: string,
  release: "2" | "2023",
  id: string,
): ImageRecord {
  return recordOf(kubernetesVersion, id, {
    name: `al${release}-${kubernetesVersion}`,
    os: { distribution: "amazon-linux", release },
    userDataFormat: release === "2" ? "bootstrap.sh" : "nodeadm",
  });
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
    carriers: aws.carriers,
    readImages: aws.readManifest,
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
  if (aws.writeReference === undefined) {
    throw new Error("the plugin writes no images");
  }
  const { goal, through, controlPlaneVersion, records = [] } = asked;
  const { targetVersions, at, isGuarded = false } = asked;
  return createPlanner({
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: typeof goal === "string" ? { kubernetesVersion: goal } : goal,
      ...(through !== undefined && { through }),
      ...(controlPlaneVersion !== undefined && { controlPlaneVersion }),
    },
    catalog: createImageCatalog(records),
    contributions: [
      awsPlanning,
      { ...clusterApiPlanning, guards: [] },
      ...(isGuarded ? [{ upgraders: [], guards: coreGuards }] : []),
    ],
    writeReference: aws.writeReference,
    ...(targetVersions !== undefined && { targetVersions }),
    ...(at !== undefined && { at }),
  });
}

/** The codes of what forbids a plan, each once. */
export function blockersOf({ plan }: PlanTrial): readonly string[] {
  return [...new Set(plan.blockers.map(({ code }) => code))];
}

/** The steps of a plan that change anything or let time pass, as text. */
export function describeSteps({ plan }: PlanTrial): string {
  const steps = plan.steps.filter(({ class: kind }) => kind !== "read");
  return steps
    .map(({ hop, action, title, effects, check, rollback }) => {
      const proof =
        check === undefined ? "" : ` until ${check.subject.kind} ${intentOf(check.intended)}`;
      const changes = effects.map((effect) => changeText(effect).replaceAll(/^/gmu, "  "));
      return [`${hop} ${action}: ${title} (${rollback})${proof}`, ...changes];
    })
    .map((lines) => `${lines.join("\n")}\n`)
    .join("");
}

function intentOf({
  kubernetesVersion,
  record,
}: NonNullable<PlanStep["check"]>["intended"]): string {
  return [kubernetesVersion, record?.name].filter((text) => text !== undefined).join(" by ");
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
  const options = { webhooks: [...awsWebhooks, ...clusterApiWebhooks] };
  return refusedChanges(trial, (before, after) => {
    const judged =
      before === undefined
        ? judgeCreation(after, source, options)
        : judgeUpdate(before, after, source, options);
    return judged.diagnostics;
  });
}
