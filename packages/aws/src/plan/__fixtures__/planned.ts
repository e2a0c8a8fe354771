import { readFileSync } from "node:fs";

import { judgeCreation, judgeUpdate } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { clusterApiWebhooks } from "@imagewright/cluster-api/lint";
import { type ObservedDocument, observeClusters } from "@imagewright/cluster-api/observe";
import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import type { ImageRecord } from "@imagewright/core";
import { coreGuards, type PlanStep } from "@imagewright/core/plan";
import { readYaml } from "@imagewright/core/read";
import {
  changeText,
  type DocumentEdits,
  editDocuments,
  exampleRecord,
  planTrials,
  type PlanTrial,
  refusedChanges,
  type TrialRequest,
} from "@imagewright/core/testing";

import { aws } from "../../plugin.ts";
import { awsWebhooks } from "../../webhooks/index.ts";
import { awsPlanning } from "../aws-planning.ts";

/** How a plan is asked for. */
export interface Asked extends TrialRequest {
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
  return exampleRecord(kubernetesVersion, [{ kind: "ami", region: "eu-west-1", id }], {
    name: `ubuntu-${kubernetesVersion}`,
    components: { containerd: "2.1.5" },
    ...changes,
  });
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

/** What is planned for the clusters of some documents. */
export const plans = planTrials<Asked>({
  observe: (documents) =>
    observeClusters(documents, { carriers: aws.carriers, readImages: aws.readManifest }),
  contributions: ({ isGuarded = false }) => [
    awsPlanning,
    { ...clusterApiPlanning, guards: [] },
    ...(isGuarded ? [{ upgraders: [], guards: coreGuards }] : []),
  ],
  writeReference: aws.writeReference,
});
export const { planned, endsOf } = plans;

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
