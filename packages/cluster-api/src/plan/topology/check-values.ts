import {
  type Diagnostic,
  isSameJson,
  type JsonObject,
  type JsonValue,
  showValue,
} from "@imagewright/core";
import { canonicalJson } from "@imagewright/core/plan";

import { classVariables, variableValues } from "../../cluster-class/class-variables.ts";
import { judgeVariable } from "../../cluster-class/judge-variable.ts";
import { planFinding } from "../plan-finding.ts";
import { overridesPointer, variablesPointer } from "./set-variable.ts";
import type { TopologyScene } from "./topology-scene.ts";

/** What speaks against a value, by schema: clusters of a class are given the same ones. */
const judged = new WeakMap<JsonObject, Map<string, readonly Diagnostic[]>>();

/** Values that changed and that the schemas of their variables do not allow. */
export function checkValues(
  { cluster, machines }: TopologyScene,
  next: { readonly cluster: JsonObject; readonly clusterClass: JsonObject },
): readonly Diagnostic[] {
  const lists = [variablesPointer, ...machines.map(({ entry }) => overridesPointer(entry))];
  const schemas = new Map(
    classVariables(next.clusterClass).map(({ name, schema }) => [name, schema]),
  );
  return lists.flatMap((list) => {
    const before = new Map(
      variableValues(cluster.object, list).map(({ name, value }) => [name, value]),
    );
    return variableValues(next.cluster, list).flatMap(({ name, value, pointer }) => {
      const schema = schemas.get(name);
      if (schema === undefined || isSameJson(before.get(name), value)) {
        return [];
      }
      return judge(schema, value).map(({ message }) =>
        planFinding(
          "CAPI_PLAN_VARIABLE_REFUSED",
          {
            object: cluster.address,
            pointer,
            ...(cluster.source !== undefined && { source: cluster.source }),
          },
          {
            message: `variable ${name} cannot have this value: ${message}`,
            found: showValue(value),
          },
        ),
      );
    });
  });
}

function judge(schema: JsonObject, value: JsonValue): readonly Diagnostic[] {
  const answers = judged.get(schema) ?? new Map<string, readonly Diagnostic[]>();
  judged.set(schema, answers);
  const key = canonicalJson(value);
  const answer = answers.get(key) ?? judgeVariable(schema, value);
  answers.set(key, answer);
  return answer;
}
