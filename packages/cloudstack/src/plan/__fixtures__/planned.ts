import { readFileSync } from "node:fs";

import { judgeCreation, judgeUpdate } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { clusterApiWebhooks } from "@imagewright/cluster-api/lint";
import { type ObservedDocument, observeClusters } from "@imagewright/cluster-api/observe";
import { clusterApiPlanning } from "@imagewright/cluster-api/plan";
import type { ImageRecord, ManifestRule } from "@imagewright/core";
import { guardByRules, type PlanStep } from "@imagewright/core/plan";
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

import { cloudstack } from "../../plugin.ts";
import { cloudstackWebhooks } from "../../webhooks/cloudstack-webhooks.ts";
import { cloudstackPlanning } from "../cloudstack-planning.ts";

/** How a plan is asked for. */
export interface Asked extends TrialRequest {
  readonly records: readonly ImageRecord[];
  /** Whether what rules say of the objects is a hazard too. */
  readonly rules?: readonly ManifestRule[];
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
    observeClusters(documents, { carriers: cloudstack.carriers, readImages: cloudstack.readManifest }),
  contributions: ({ rules }) => [
    cloudstackPlanning,
    {
      ...clusterApiPlanning,
      guards: rules === undefined ? [] : [guardByRules(rules, cloudstackPlanning.guardedRules)],
    },
  ],
  writeReference: cloudstack.writeReference,
});
export const { planned, endsOf } = plans;

/** Every change of a plan, step by step. */
export function describeSteps(steps: readonly PlanStep[]): readonly string[] {
  return steps.flatMap(({ effects }) => effects.map(changeText));
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
