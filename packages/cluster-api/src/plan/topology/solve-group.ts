import {
  type Diagnostic,
  isSameJson,
  type JsonObject,
  type JsonValue,
  valueAt,
} from "@imagewright/core";
import type { FieldChange } from "@imagewright/core/plan";

import type { ClassJsonPatch } from "../../cluster-class/class-patches.ts";
import { patchData } from "../../cluster-class/patch-data.ts";
import { planFinding } from "../plan-finding.ts";
import { decidingPatches } from "./deciding-patches.ts";
import { hasVariable, overridesPointer, setVariable, variablesPointer } from "./set-variable.ts";
import { type MovedMachines, patchedTemplate, type TopologyMachines } from "./topology-scene.ts";
import { type VariableCandidate, variableCandidates } from "./variable-candidates.ts";
import { type ImageQuestion, wantedTemplate } from "./wanted-template.ts";

/** What one group needs, were it alone. */
export interface GroupSolution {
  readonly machines: TopologyMachines;
  /** Values of variables. */
  readonly values: ReadonlyMap<string, JsonValue>;
  /** The template as it is to be; absent where that cannot be told. */
  readonly wanted?: JsonObject;
  /** What no patch of the class writes: the template itself says it. */
  readonly unpatched: readonly FieldChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The values of variables that give one group its image. */
export function solveGroup(moved: MovedMachines, question: ImageQuestion): GroupSolution {
  const { machines } = moved;
  const wanted = wantedTemplate(moved, question);
  const values = new Map<string, JsonValue>();
  const unpatched: FieldChange[] = [];
  const diagnostics: Diagnostic[] = [];
  if (!wanted.ok) {
    return { machines, values, unpatched, diagnostics: wanted.diagnostics };
  }
  let { cluster } = question.next;
  for (const change of wanted.value.changes) {
    const patches = decidingPatches(question.next.clusterClass, machines.reference, change.pointer);
    const found = firstFit(patches, { ...wanted.value, change, machines, cluster, question });
    if (found !== undefined) {
      cluster = withCandidate(cluster, machines, found);
      values.set(found.name, found.value);
    } else if (patches.length === 0) {
      unpatched.push(change);
    } else {
      diagnostics.push(unsolved(patches, machines, question));
    }
  }
  return { machines, values, wanted: wanted.value.wanted, unpatched, diagnostics };
}

/** A cluster in which a group has the values it needs. */
export function withSolution(cluster: JsonObject, { machines, values }: GroupSolution): JsonObject {
  return [...values].reduce(
    (current, [name, value]) => withCandidate(current, machines, { name, value }),
    cluster,
  );
}

interface Search {
  readonly present: () => JsonObject;
  readonly patched: JsonObject;
  readonly wanted: JsonObject;
  readonly change: FieldChange;
  readonly machines: TopologyMachines;
  readonly cluster: JsonObject;
  readonly question: ImageQuestion;
}

/** The last patch that writes a place decides on it, so that it is asked first. */
function firstFit(
  patches: readonly ClassJsonPatch[],
  search: Search,
): VariableCandidate | undefined {
  const { present, patched, wanted, machines, cluster, question } = search;
  const { clusterClass } = question.next;
  const { values } = patchData({ clusterClass, cluster, group: machines.entry });
  const [from, to] = [bare(question.versions.from), bare(question.versions.to)];
  for (const { path, source } of patches.toReversed()) {
    const whole = valueAt(wanted, path);
    const candidates =
      whole === undefined
        ? []
        : variableCandidates({
            source,
            currents: (source.from === "template" ? [present(), patched] : [patched]).flatMap(
              (one) => valueAt(one, path) ?? [],
            ),
            wanted: whole,
            values,
            versions: { from, to },
          });
    const found = candidates.find((candidate) => leadsTo(candidate, search));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function leadsTo(
  candidate: VariableCandidate,
  { machines, cluster, change, question }: Search,
): boolean {
  const { clusterClass } = question.next;
  const trial = { cluster: withCandidate(cluster, machines, candidate), clusterClass };
  const evaluated = patchedTemplate(machines, trial, question.versions.to);
  return (
    evaluated.outcome === "value" && isSameJson(valueAt(evaluated.value, change.pointer), change.to)
  );
}

/** A group that has a value of its own would not see another one. */
function withCandidate(
  cluster: JsonObject,
  { entry }: TopologyMachines,
  { name, value }: VariableCandidate,
): JsonObject {
  const own = overridesPointer(entry);
  const list = hasVariable(cluster, own, name) ? own : variablesPointer;
  return setVariable(cluster, list, name, value);
}

function unsolved(
  patches: readonly ClassJsonPatch[],
  { group }: TopologyMachines,
  { scene: { clusterClass } }: ImageQuestion,
): Diagnostic {
  const [patch] = patches.slice(-1);
  const { address, source } = clusterClass;
  const place = {
    object: address,
    pointer: patch?.pointer ?? "",
    ...(source !== undefined && { source }),
  };
  const isLiteral = patches.every((one) => one.source.from === "value");
  return isLiteral
    ? planFinding("CAPI_PLAN_CLASS_LITERAL", place, {
        message: `ClusterClass ${address.name} writes the image of ${group.name} itself`,
      })
    : planFinding("CAPI_PLAN_VARIABLE_UNCLEAR", place, {
        message: `no value was found for the variables that ClusterClass ${address.name} makes the image of ${group.name} from`,
      });
}

function bare(version: string): string {
  return version.replace(/^v/u, "");
}
