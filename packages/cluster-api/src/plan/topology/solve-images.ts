import { type Diagnostic, hasErrors, isSameJson, type JsonObject } from "@imagewright/core";

import { checkValues } from "./check-values.ts";
import { combineValues } from "./combine-values.ts";
import { withImageVariables } from "./image-variables.ts";
import { type GroupSolution, solveGroup, withSolution } from "./solve-group.ts";
import { groupFault, unevaluated } from "./topology-fault.ts";
import {
  type MovedMachines,
  patchedTemplate,
  type TopologyMachines,
  type TopologyTrial,
} from "./topology-scene.ts";
import { hasImage, type ImageQuestion } from "./wanted-template.ts";

/** A cluster, and its class, that give every group its image; or why there are none. */
export interface ImageSolution extends TopologyTrial {
  /** Variables that the class has to get first. */
  readonly added: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Values of the cluster's variables, and if there is no other way variables of its class, that give
 * every group its image. What is found is tried: the patches of the class are resolved again for
 * all groups.
 */
export function solveImages(
  moved: readonly MovedMachines[],
  question: ImageQuestion,
): ImageSolution {
  const first = oneByOne(moved, question);
  if (first.solutions.every(({ unpatched }) => unpatched.length === 0)) {
    return settle(moved, first, question, []);
  }
  const extended = withImageVariables(question.scene, first.solutions, question.context.objects);
  if (!extended.ok) {
    return { ...question.next, added: [], diagnostics: extended.diagnostics };
  }
  const { clusterClass, added } = extended.value;
  const later = { ...question, next: { ...question.next, clusterClass } };
  return settle(moved, oneByOne(moved, later), later, added);
}

/** Solutions of groups, and the cluster that all of them come to where none contradicts another. */
interface Attempt {
  readonly cluster: JsonObject;
  readonly solutions: readonly GroupSolution[];
}

/** Each group begins with what the ones before it have changed: mostly nothing is left to do. */
function oneByOne(moved: readonly MovedMachines[], question: ImageQuestion): Attempt {
  let { cluster } = question.next;
  const solutions = moved.map((one) => {
    const solution = solveGroup(one, { ...question, next: { ...question.next, cluster } });
    cluster = withSolution(cluster, solution);
    return solution;
  });
  return { cluster, solutions };
}

function settle(
  moved: readonly MovedMachines[],
  { cluster, solutions }: Attempt,
  question: ImageQuestion,
  added: readonly string[],
): ImageSolution {
  const { next, scene } = question;
  const { clusterClass } = next;
  const diagnostics = faultsOf(solutions);
  if (hasErrors(diagnostics)) {
    return { ...next, added, diagnostics };
  }
  const refused = checkGroups(moved, { cluster, clusterClass }, question);
  const fitting =
    refused.length === 0
      ? cluster
      : apart(moved, question).find(
          (trial) => checkGroups(moved, { cluster: trial, clusterClass }, question).length === 0,
        );
  return fitting === undefined
    ? { ...next, added, diagnostics: refused }
    : {
        cluster: fitting,
        clusterClass,
        added,
        diagnostics: checkValues(scene, { cluster: fitting, clusterClass }),
      };
}

/** Clusters in which groups that need different values of a variable each have their own. */
function apart(moved: readonly MovedMachines[], question: ImageQuestion): readonly JsonObject[] {
  const solutions = moved.map((one) => solveGroup(one, question));
  return hasErrors(faultsOf(solutions)) ? [] : combineValues(question.next.cluster, solutions);
}

function faultsOf(solutions: readonly GroupSolution[]): readonly Diagnostic[] {
  return solutions.flatMap(({ diagnostics, unpatched, machines }) =>
    unpatched.length === 0
      ? diagnostics
      : [
          ...diagnostics,
          groupFault("CAPI_PLAN_CLASS_PLACE", machines, {
            message: `no variable can carry the image of ${machines.group.name}`,
          }),
        ],
  );
}

/** Groups that do not get what they are to have, or get what they are not to. */
function checkGroups(
  moved: readonly MovedMachines[],
  trial: TopologyTrial,
  question: ImageQuestion,
): readonly Diagnostic[] {
  return question.scene.machines.flatMap((machines) => {
    const wanted = moved.find((one) => one.machines === machines);
    return wanted === undefined
      ? checkUnmoved(machines, trial, question)
      : checkMoved(wanted, trial, question);
  });
}

function checkMoved(
  moved: MovedMachines,
  trial: TopologyTrial,
  { scene, versions, context }: ImageQuestion,
): readonly Diagnostic[] {
  const { machines } = moved;
  const evaluated = patchedTemplate(machines, trial, versions.to);
  if (evaluated.outcome !== "value") {
    return [unevaluated(machines, evaluated, versions.to)];
  }
  if (!hasImage(evaluated.value, moved, context)) {
    const message = `${machines.group.name} would not get its image, for another group needs another`;
    return [groupFault("CAPI_PLAN_VARIABLE_SHARED", machines, { message })];
  }
  // Nodes wait for the control plane, and their templates are made for the old version until then.
  const waiting = patchedTemplate(machines, trial, versions.from);
  if (waiting.outcome === "value") {
    return [];
  }
  const now = { cluster: scene.cluster.object, clusterClass: scene.clusterClass.object };
  const before = patchedTemplate(machines, now, versions.from);
  return before.outcome === "value" ? [unevaluated(machines, waiting, versions.from)] : [];
}

/** A group that finds its own image, or stays behind, is what it would be without new values. */
function checkUnmoved(
  machines: TopologyMachines,
  trial: TopologyTrial,
  { next, scene, versions }: ImageQuestion,
): readonly Diagnostic[] {
  const plain = { cluster: next.cluster, clusterClass: scene.clusterClass.object };
  const [before, after] = [plain, trial].map((one) => patchedTemplate(machines, one, versions.to));
  if (before?.outcome !== "value" || after?.outcome !== "value") {
    return after?.outcome === "failed" ? [unevaluated(machines, after, versions.to)] : [];
  }
  const isSame = isSameJson(specOf(before.value), specOf(after.value));
  const message = `${machines.group.name} would change too, though it is to stay as it is`;
  return isSame ? [] : [groupFault("CAPI_PLAN_VARIABLE_SHARED", machines, { message })];
}

function specOf(object: JsonObject): JsonObject["spec"] {
  return object["spec"] ?? null;
}
