import { isSameJson, type JsonObject, type Parsed, toParsed, valueAt } from "@imagewright/core";
import { type FieldChange, fieldChanges, type UpgradeContext } from "@imagewright/core/plan";

import type { Evaluation } from "../../cluster-class/evaluation.ts";
import { foundIn } from "../plan-finding.ts";
import { unevaluated } from "./topology-fault.ts";
import {
  type MovedMachines,
  patchedTemplate,
  type TopologyScene,
  type TopologyTrial,
} from "./topology-scene.ts";

/** The versions of a step, as the topology writes them. */
interface TopologyVersions {
  readonly from: string;
  readonly to: string;
}

/** Everything a search for values needs. */
export interface ImageQuestion {
  readonly scene: TopologyScene;
  /** The cluster at its next version, with the class it will have. */
  readonly next: TopologyTrial;
  readonly versions: TopologyVersions;
  readonly context: UpgradeContext;
}

/** What a group's template has to become after all patches. */
export interface WantedTemplate {
  /** What the patches make of it for the present version. */
  readonly present: () => JsonObject;
  /** What they would make of it for the next one, if they can. */
  readonly patched: JsonObject;
  readonly wanted: JsonObject;
  /** What is different; empty where the group gets its image already. */
  readonly changes: readonly FieldChange[];
}

/**
 * The template of a group with its next image: what the patches make of it at the next version, or,
 * where they cannot yet, at the present one.
 */
export function wantedTemplate(
  moved: MovedMachines,
  { scene, next, versions, context }: ImageQuestion,
): Parsed<WantedTemplate> {
  const now = { cluster: scene.cluster.object, clusterClass: next.clusterClass };
  const before = (): Evaluation<JsonObject> => patchedTemplate(moved.machines, now, versions.from);
  const after = patchedTemplate(moved.machines, next, versions.to);
  const written = writeInto(after, moved, context);
  if (written?.ok === true) {
    const { patched, wanted } = written.value;
    const present = (): JsonObject => {
      const evaluated = before();
      return evaluated.outcome === "value" ? evaluated.value : patched;
    };
    return toParsed({ present, patched, wanted, changes: fieldChanges(patched, wanted) });
  }
  const old = writeInto(before(), moved, context);
  if (old?.ok === true) {
    const { patched, wanted } = old.value;
    const changes = fieldChanges(patched, wanted);
    return toParsed({
      present: () => patched,
      patched,
      wanted,
      changes: changes.length > 0 ? changes : unchanged(wanted, moved.pointer),
    });
  }
  const refused = written ?? old;
  return refused !== undefined && !refused.ok
    ? { ok: false, diagnostics: foundIn(refused.diagnostics, scene.clusterClass.source) }
    : { ok: false, diagnostics: [unevaluated(moved.machines, failure(after), versions.to)] };
}

/** Whether a template has the image it is to have: writing it again changes nothing. */
export function hasImage(
  template: JsonObject,
  moved: MovedMachines,
  context: UpgradeContext,
): boolean {
  const { pointer, reference } = moved;
  const written = context.writeReference(template, { pointer, reference });
  return written.ok && isSameJson(written.value, template);
}

function writeInto(
  evaluation: Evaluation<JsonObject>,
  { pointer, reference }: MovedMachines,
  { writeReference }: UpgradeContext,
): Parsed<Pick<WantedTemplate, "patched" | "wanted">> | undefined {
  if (evaluation.outcome !== "value") {
    return undefined;
  }
  const patched = evaluation.value;
  const written = writeReference(patched, { pointer, reference });
  return written.ok ? toParsed({ patched, wanted: written.value }) : written;
}

/** What the patches fail to write at the next version, though it is what stands there now. */
function unchanged(wanted: JsonObject, pointer: string): readonly FieldChange[] {
  const to = valueAt(wanted, pointer);
  return to === undefined ? [] : [{ pointer, to }];
}

function failure(
  evaluation: Evaluation<JsonObject>,
): Exclude<Evaluation<unknown>, { readonly outcome: "value" }> {
  return evaluation.outcome === "value"
    ? { outcome: "failed", reason: "no image stands where one is expected" }
    : evaluation;
}
