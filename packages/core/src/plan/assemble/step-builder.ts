import { canonicalJson } from "../canonical-json.ts";
import { ContentDigest } from "../content-digest.ts";
import type { ObjectChange } from "../object-change.ts";
import type { StepDraft } from "../plan-contribution.ts";
import type { PlanStep, RequiredImage } from "../upgrade-plan.ts";

/** Where a step belongs. */
interface StepPlace {
  readonly hop: number;
  /** Kubernetes version of the hop: the same change for two versions is two steps. */
  readonly version: string;
  readonly group?: string;
}

/** Puts drafts into an order, and gives them their ids and stages. */
export interface StepBuilder {
  readonly steps: readonly PlanStep[];
  /**
   * Adds drafts of one unit, each after the one before it; the first ones after some steps. What
   * only creates something does not wait.
   *
   * @returns what has to be finished before anything that follows the unit
   */
  readonly chain: (
    drafts: readonly StepDraft[],
    place: StepPlace,
    after: readonly string[],
  ) => readonly string[];
  /** Adds a step that builds an image; nothing in the plan can follow it. */
  readonly build: (image: RequiredImage, place: StepPlace, title: string) => void;
}

/** @param cluster - what tells the cluster from all others */
export function stepBuilder(cluster: string): StepBuilder {
  const steps: PlanStep[] = [];
  const ends = new Map<string, number>();
  /** Steps that add an object, by its name: what names it later has to wait for them. */
  const creators = new Map<string, string>();
  const add = (step: PlanStep): void => {
    steps.push(step);
    for (const change of step.effects) {
      if (change.change === "copy" || change.change === "create") {
        creators.set(change.object.name, step.id);
      }
    }
    const isAwaited =
      step.action !== "verifyStart" && (step.check !== undefined || awaited.has(step.class));
    ends.set(step.id, step.stage + (isAwaited ? 1 : 0));
  };
  const stageAfter = (after: readonly string[]): number =>
    after.reduce((latest, id) => Math.max(latest, ends.get(id) ?? 1), 1);
  return {
    steps,
    chain(drafts, place, after) {
      let before = after;
      let created: string[] = [];
      let stage = stageAfter(after);
      for (const draft of drafts) {
        const isCreation = draft.class === "create";
        const named = creatorsOf(draft, creators);
        const needed = isCreation ? named : union(before, created, named);
        stage = Math.max(stage, stageAfter(isCreation ? before : needed));
        const id = idOf(cluster, draft, place);
        add(placedStep(draft, place, { id, after: needed, stage }));
        if (isCreation) {
          created.push(id);
        } else {
          before = [id];
          created = [];
        }
      }
      return created.length === 0 ? before : [...before, ...created];
    },
    build(image, place, title) {
      const draft = {
        class: "create",
        action: "buildImage",
        title,
        reason: "The catalog has no image that fits.",
        effects: [],
        rollback: "none",
      } as const;
      const id = idOf(cluster, draft, place);
      add({ ...placedStep(draft, place, { id, after: [], stage: 1 }), image });
    },
  };
}

/** Steps that add what a draft copies or refers to. */
function creatorsOf(
  { effects }: StepDraft,
  creators: ReadonlyMap<string, string>,
): readonly string[] {
  let ids = nothing;
  for (const change of effects) {
    if (change.change === "copy") {
      ids = withCreator(ids, creators.get(change.of.name));
    } else if (change.change === "patch") {
      for (const { to } of change.fields) {
        ids = typeof to === "string" ? withCreator(ids, creators.get(to)) : ids;
      }
    }
  }
  return ids;
}

const nothing: readonly string[] = [];

function withCreator(ids: readonly string[], id: string | undefined): readonly string[] {
  return id === undefined || ids.includes(id) ? ids : [...ids, id];
}

/** Each id once. Most steps wait for one other, or two. */
function union(...lists: readonly (readonly string[])[]): readonly string[] {
  const ids: string[] = [];
  for (const list of lists) {
    for (const id of list) {
      if (!ids.includes(id)) {
        ids.push(id);
      }
    }
  }
  return ids;
}

const awaited: ReadonlySet<PlanStep["class"]> = new Set(["wait", "approve"]);

function placedStep(
  draft: StepDraft,
  { hop, group }: StepPlace,
  order: { readonly id: string; readonly after: readonly string[]; readonly stage: number },
): PlanStep {
  const { action, title, reason, effects, check, seconds, rollback } = draft;
  return {
    id: order.id,
    class: draft.class,
    action,
    title,
    reason,
    hop,
    stage: order.stage,
    ...(group !== undefined && { group }),
    after: order.after,
    effects,
    ...(check !== undefined && { check }),
    ...(seconds !== undefined && { seconds }),
    rollback,
  };
}

/** The same for the same deed to the same cluster, whenever it is planned. */
function idOf(cluster: string, draft: StepDraft, { version, group = "" }: StepPlace): string {
  const digest = new ContentDigest();
  for (const part of [cluster, version, group]) {
    digest.add(part);
    digest.add("|");
  }
  digest.add(draft.action);
  if (draft.effects.length === 0) {
    digest.add("|");
    digest.add(draft.title);
  }
  for (const change of draft.effects) {
    digest.add("|");
    addChange(digest, change);
  }
  return digest.signs();
}

function addChange(digest: ContentDigest, change: ObjectChange): void {
  const { group, kind, namespace = "", name } = change.object;
  digest.add(change.change);
  digest.add(" ");
  digest.add(group);
  for (const part of [kind, namespace, name]) {
    digest.add("/");
    digest.add(part);
  }
  // A copy is named by what it says.
  if (change.change === "patch") {
    for (const { pointer, to } of change.fields) {
      digest.add(" ");
      digest.add(pointer);
      digest.add("=");
      digest.add(typeof to === "string" ? to : to === undefined ? "" : canonicalJson(to));
    }
  }
}
