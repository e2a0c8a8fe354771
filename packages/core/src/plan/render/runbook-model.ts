import type { MarkdownText } from "../../template/safe-text.ts";

/** What the template `runbook` prints from. */
export interface RunbookModel {
  /** What the plan is for, as a phrase behind "to". */
  readonly goal: string;
  readonly applyable: boolean;
  readonly clusters: readonly RunbookRow[];
  readonly waves: readonly RunbookWave[];
  readonly findings: readonly RunbookFinding[];
  /** The plan as a picture. */
  readonly picture: MarkdownText;
  /** Whether the clusters follow in the same file. */
  readonly isWhole: boolean;
}

/** A cluster at a glance. */
export interface RunbookRow {
  readonly name: string;
  readonly wave: string;
  readonly from: string;
  readonly to: string;
  readonly hops: string;
  readonly steps: number;
  readonly state: string;
  /** Path of the cluster's runbook. */
  readonly path: string;
}

/** Clusters that are upgraded before those of the next wave. */
export interface RunbookWave {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  /** Sentences. */
  readonly rules: readonly string[];
  readonly clusters: readonly string[];
}

/** A hazard, or what forbids a plan. */
export interface RunbookFinding {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  /** Where it was found, and what. */
  readonly where: string;
  readonly remedy: string;
}

/** What the template `cluster-runbook` prints from. */
export interface ClusterRunbookModel {
  readonly name: string;
  readonly way: string;
  readonly blockers: readonly RunbookFinding[];
  readonly hazards: readonly RunbookFinding[];
  readonly images: readonly RunbookImage[];
  readonly hops: readonly RunbookHop[];
  readonly garbage: readonly RunbookGarbage[];
}

/** An image that is needed. */
export interface RunbookImage {
  readonly hop: number;
  readonly groups: string;
  readonly version: string;
  readonly what: string;
  /** The record and the reference, or what is missing. */
  readonly choice: string;
}

/** Steps that lead to one version, or that belong to none. */
export interface RunbookHop {
  readonly title: string;
  /** What has to be known of it; empty where there is nothing. */
  readonly notes: readonly string[];
  readonly steps: readonly RunbookStep[];
}

/** One step that a person carries out. */
export interface RunbookStep {
  readonly number: number;
  readonly title: string;
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9._-]*$ */
  readonly id: string;
  readonly stage: number;
  readonly reason: string;
  /** Numbers of the steps before it. */
  readonly after: string;
  readonly changes: readonly string[];
  /** Commands that make the changes. */
  readonly commands?: MarkdownText;
  readonly finished: string;
  readonly looks: readonly RunbookLook[];
  readonly failure: string;
  /** What can be undone and what cannot. */
  readonly rollback: string;
  readonly rollbackCommands?: MarkdownText;
}

/** A command that shows something, and what it has to show. */
export interface RunbookLook {
  readonly command?: MarkdownText;
  readonly expected: string;
  readonly answer?: MarkdownText;
}

/** An object that nothing refers to at the end. */
export interface RunbookGarbage {
  readonly object: string;
  readonly keep?: string;
  readonly command?: MarkdownText;
}
