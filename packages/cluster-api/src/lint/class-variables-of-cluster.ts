import { type Diagnostic, type ManifestRuleContext, nearestName } from "@imagewright/core";

import { classPatches } from "../cluster-class/class-patches.ts";
import {
  type ClassVariable,
  classVariables,
  type VariableValue,
  variableValues,
  withSchemaDefaults,
} from "../cluster-class/class-variables.ts";
import { judgeVariable } from "../cluster-class/judge-variable.ts";
import { topologyGroups } from "../cluster-class/topology-groups.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { classOf } from "./find-referenced.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** Values of variables that the class does not define, demands, or refuses. */
export const classVariablesOfClusterRules = rulesFor({ [coreGroup]: ["Cluster"] }, check);

const list = "/spec/topology/variables";

function check({ object, manifests }: ManifestRuleContext): readonly Diagnostic[] {
  const clusterClass = classOf(manifests, object);
  if (clusterClass === undefined) {
    return [];
  }
  const defined = classVariables(clusterClass);
  const given = variableValues(object, list);
  const overrides = topologyGroups(object).flatMap(({ pointer }) =>
    variableValues(object, `${pointer}/variables/overrides`),
  );
  const isOpen = classPatches(clusterClass).some(({ isExternal }) => isExternal);
  return [
    ...[...given, ...overrides].flatMap((value) => checkValue(value, defined, isOpen)),
    ...checkMissing(defined, given),
  ];
}

/** Extensions bring variables of their own, which are not in the class itself. */
function checkValue(
  { name, value, pointer }: VariableValue,
  defined: readonly ClassVariable[],
  isOpen: boolean,
): readonly Diagnostic[] {
  const variable = defined.find((entry) => entry.name === name);
  if (variable === undefined) {
    const nearest = nearestName(
      name,
      defined.map((entry) => entry.name),
    );
    const message = `the class defines no variable ${name}`;
    const hint = nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
    const facts = { message, pointer: `${pointer}/name`, found: name, hint };
    return isOpen ? [] : [clusterApiDiagnostics.report("CAPI_CLASS_VARIABLE_UNDEFINED", facts)];
  }
  const filled = withSchemaDefaults(value, variable.schema) ?? value;
  return judgeVariable(variable.schema, filled).map((found) =>
    clusterApiDiagnostics.report("CAPI_CLASS_VARIABLE_VALUE", {
      message: `variable ${name}: ${found.message}`,
      pointer: `${pointer}/value${found.pointer}`,
      found: found.found,
      expected: found.expected,
    }),
  );
}

function checkMissing(
  defined: readonly ClassVariable[],
  given: readonly VariableValue[],
): readonly Diagnostic[] {
  return defined
    .filter(
      ({ name, isRequired, schema }) =>
        isRequired &&
        !given.some((value) => value.name === name) &&
        withSchemaDefaults(undefined, schema) === undefined,
    )
    .map(({ name }) =>
      clusterApiDiagnostics.report("CAPI_CLASS_VARIABLE_MISSING", {
        message: `the class demands variable ${name}`,
        pointer: "/spec/topology",
      }),
    );
}
