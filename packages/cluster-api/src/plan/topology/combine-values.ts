import { isSameJson, type JsonObject, type JsonValue } from "@imagewright/core";

import { hasVariable, overridesPointer, setVariable, variablesPointer } from "./set-variable.ts";
import type { GroupSolution } from "./solve-group.ts";

/** One value of one variable, and whose it is. */
interface OwnedValue {
  readonly solution: GroupSolution;
  readonly value: JsonValue;
}

/**
 * Clusters in which every group has the values it needs, the plainest first: what the control plane
 * needs for the whole cluster, and overrides for those that need something else; then overrides for
 * all. A group that has an override keeps having one.
 */
export function combineValues(
  cluster: JsonObject,
  solutions: readonly GroupSolution[],
): readonly JsonObject[] {
  const names = [...new Set(solutions.flatMap(({ values }) => [...values.keys()]))];
  return [byControlPlane, byNobody].map((shared) =>
    names.reduce((current, name) => withValues(current, name, solutions, shared), cluster),
  );
}

type SharedValue = (plain: readonly OwnedValue[]) => JsonValue | undefined;

function byControlPlane(plain: readonly OwnedValue[]): JsonValue | undefined {
  return plain.find(({ solution }) => solution.machines.entry.place === "controlPlane")?.value;
}

function byNobody(): undefined {
  return undefined;
}

function withValues(
  cluster: JsonObject,
  name: string,
  solutions: readonly GroupSolution[],
  shared: SharedValue,
): JsonObject {
  const owned = solutions.flatMap((solution) => {
    const value = solution.values.get(name);
    return value === undefined ? [] : [{ solution, value }];
  });
  const isOverridden = ({ solution }: OwnedValue): boolean =>
    hasVariable(cluster, overridesPointer(solution.machines.entry), name);
  const common = shared(owned.filter((one) => !isOverridden(one)));
  const base =
    common === undefined ? cluster : setVariable(cluster, variablesPointer, name, common);
  return owned
    .filter((one) => isOverridden(one) || !isSameJson(one.value, common))
    .reduce(
      (current, { solution, value }) =>
        setVariable(current, overridesPointer(solution.machines.entry), name, value),
      base,
    );
}
