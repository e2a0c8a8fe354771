import { type Diagnostic, type Parsed, toParsed } from "../../diagnostic.ts";
import type { YamlEdit } from "../../edit/edit.ts";
import { nearestName } from "../../text/nearest.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";
import { chooseSteps, clusterKey } from "./chosen-steps.ts";
import { createCommentMentions } from "./comment-mentions.ts";
import { createKustomizeHazards, type KustomizeHazards } from "./kustomize-hazards.ts";
import { createChangeCollection, type FileChanges } from "./merge-clusters.ts";
import { objectKey } from "./net-changes.ts";
import { type NetChange, netChanges } from "./net-changes.ts";
import { objectEdits } from "./object-edits.ts";
import type { PlanWriteOptions } from "./plan-write-options.ts";
import { createRawFiles, type RawFiles } from "./raw-files.ts";
import { planWriteDiagnostics } from "./write-diagnostics.ts";

/**
 * The edits of a team's files that carry out the next stage of plans: fields that change, copies of
 * templates behind the originals, and nothing that is in the files already. Edits name documents by
 * what they are, so that making them twice changes nothing.
 *
 * What stands in a file is compared with what the plan was made from: where it differs, nothing is
 * edited. A variable of clusterctl is never replaced by a value. Its value belongs to whoever fills
 * it in, and a template in which it is fixed would be right for one cluster alone.
 *
 * A comment on the line of a changed value that names the old value, or the record of the old image
 * or its Kubernetes version, names the new one afterwards.
 *
 * @param plans - of any number of clusters; edits of one file are gathered
 * @param sources - texts by the names the plans know them under; kustomizations, if there are any,
 *   tell what patches the objects
 * @returns edits by file, in the order of the names; files without edits are left out
 * @example
 * ```ts
 * import { planFileEdits } from "@imagewright/core/plan";
 *
 * const plans: readonly ClusterPlan[] = [];
 * const edits = planFileEdits(plans, new Map([["orders.yaml", "kind: Cluster\n"]]));
 * edits.ok && edits.value.size; // => 0
 * ```
 */
export function planFileEdits(
  plans: Iterable<ClusterPlan>,
  sources: ReadonlyMap<string, string>,
  options: PlanWriteOptions = {},
): Parsed<ReadonlyMap<string, readonly YamlEdit[]>> {
  const diagnostics: Diagnostic[] = [];
  const collection = createChangeCollection();
  const raws = createRawFiles(sources, options.limits);
  const clusters = new Set<string>();
  const mentions = createCommentMentions(options.catalog);
  for (const plan of plans) {
    const chosen = chooseSteps(plan, options);
    const { changes, diagnostics: found } = netChanges(chosen.steps);
    clusters.add(clusterKey(plan));
    mentions.add(plan.images);
    diagnostics.push(...chosen.diagnostics, ...found);
    const wanted = chosen.isFinal ? withoutPassing(changes, plan) : changes;
    collection.add(clusterKey(plan), raws.placed(wanted));
  }
  diagnostics.push(...unknownClusters(clusters, options), ...collection.diagnostics);
  const hazards = createKustomizeHazards(sources);
  const edits = new Map<string, readonly YamlEdit[]>();
  const files = [...collection.files.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1));
  for (const changes of files) {
    const own = editsOf(changes, raws, hazards, sources.keys());
    diagnostics.push(...own.diagnostics);
    if (own.edits.length > 0) {
      const renewing = mentions.in(sources.get(changes.file) ?? "");
      edits.set(changes.file, own.edits.map(renewing));
    }
  }
  return toParsed(edits, diagnostics);
}

/** Templates that are in use only on the way are not needed where the way is skipped. */
function withoutPassing(
  changes: readonly NetChange[],
  { garbage }: ClusterPlan,
): readonly NetChange[] {
  const passing = new Set(garbage.map(({ object }) => objectKey(object)));
  return changes.filter(
    ({ change, object }) =>
      !(change === "copy" || change === "create") || !passing.has(objectKey(object)),
  );
}

function unknownClusters(
  known: ReadonlySet<string>,
  { stages }: PlanWriteOptions,
): readonly Diagnostic[] {
  const named = typeof stages === "object" ? Object.keys(stages) : [];
  return named
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = nearestName(name, known);
      return planWriteDiagnostics.report("PLAN_WRITE_CLUSTER_UNKNOWN", {
        message: `no plan of a cluster ${name} is given`,
        found: name,
        ...(near !== undefined && { hint: `Did you mean ${near}?` }),
      });
    });
}

interface Edits {
  readonly edits: readonly YamlEdit[];
  readonly diagnostics: readonly Diagnostic[];
}

function editsOf(
  { file, changes }: FileChanges,
  raws: RawFiles,
  hazards: KustomizeHazards,
  names: Iterable<string>,
): Edits {
  const raw = raws.read(file);
  if (raw === undefined) {
    return { edits: [], diagnostics: [withoutText(file, names)] };
  }
  if (!raw.ok) {
    return { edits: [], diagnostics: raw.diagnostics };
  }
  const edits: YamlEdit[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { change } of changes.values()) {
    const own = objectEdits(raw.value, change);
    edits.push(...own.edits);
    diagnostics.push(...own.diagnostics);
    if (own.edits.length > 0) {
      diagnostics.push(...hazards.of(file, change));
    }
  }
  return { edits: inOrder(edits), diagnostics };
}

function withoutText(file: string, names: Iterable<string>): Diagnostic {
  const near = nearestName(file, names);
  return planWriteDiagnostics.report("PLAN_WRITE_NO_TEXT", {
    message: `the text of ${file} is not given`,
    found: file,
    ...(near !== undefined && { hint: `Did you mean ${near}?` }),
  });
}

/** Items that are taken out move those behind them: the last one goes first, and after all else. */
function inOrder(edits: readonly YamlEdit[]): readonly YamlEdit[] {
  const items = edits.filter((edit) => edit.action === "remove" && isItem.test(edit.pointer));
  const others = edits.filter((edit) => !items.includes(edit));
  return [...others, ...items.toSorted(byPositionDown)];
}

const isItem = /^(?:\/items\/\d+)+$/u;

function byPositionDown(a: YamlEdit, b: YamlEdit): number {
  const [one, other] = [positionsOf(a), positionsOf(b)];
  const index = one.findIndex((position, at) => position !== other[at]);
  return index === -1 ? other.length - one.length : (other[index] ?? -1) - (one[index] ?? -1);
}

function positionsOf(edit: YamlEdit): readonly number[] {
  return "pointer" in edit ? edit.pointer.split("/items/").slice(1).map(Number) : [];
}
