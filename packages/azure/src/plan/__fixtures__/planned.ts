import { readFileSync } from "node:fs";

import { judgeCreation, judgeUpdate } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { clusterApiWebhooks } from "@imagewright/cluster-api/lint";
import { type ObservedDocument, observeClusters } from "@imagewright/cluster-api/observe";
import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import type { ImageRecord } from "@imagewright/core";
import type { PlanStep } from "@imagewright/core/plan";
import { readYaml } from "@imagewright/core/read";
import {
  changeText,
  type DocumentEdits,
  editDocuments,
  planTrials,
  type PlanTrial,
  refusedChanges,
  type TrialRequest,
} from "@imagewright/core/testing";

import { azure } from "../../plugin.ts";
import { azureWebhooks } from "../../webhooks/azure-webhooks.ts";
import { azurePlanning } from "../azure-planning.ts";

/** How a plan is asked for. */
export interface Asked extends TrialRequest {
  readonly records: readonly ImageRecord[];
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

/** What is planned for the clusters of some documents. */
export const plans = planTrials<Asked>({
  observe: (documents) =>
    observeClusters(documents, { carriers: azure.carriers, readImages: azure.readManifest }),
  contributions: () => [azurePlanning, { ...clusterApiPlanning, guards: [] }],
  writeReference: azure.writeReference,
});
export const { planned, endsOf } = plans;

/** Every change of a plan, step by step. */
export function describeSteps(steps: readonly PlanStep[]): readonly string[] {
  return steps.flatMap(({ effects }) => effects.map(changeText));
}

/** What definitions and webhooks say of every change of a plan. */
export function refusalsOf(trial: PlanTrial, definitions: string): readonly string[] {
  const source = folderSource(definitions);
  const options = { webhooks: [...azureWebhooks, ...clusterApiWebhooks] };
  return refusedChanges(trial, (before, after) => {
    const judged =
      before === undefined
        ? judgeCreation(after, source, options)
        : judgeUpdate(before, after, source, options);
    return judged.diagnostics;
  });
}
