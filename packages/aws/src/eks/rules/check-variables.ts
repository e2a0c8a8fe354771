import { type Diagnostic, nearestName, showValue, type TargetRule } from "@imagewright/core";

import { eksDiagnostics } from "../eks-diagnostics.ts";
import { type Era, eraOf, eras, type EraSystem, systemOf } from "../era.ts";
import type { EksBuildTarget } from "../options.ts";
import { type EksVariable, eksVariables } from "../render/eks-variables.ts";
import { splitVariables } from "../render/split-variables.ts";

const known: ReadonlySet<string> = new Set(
  eras.flatMap(({ systems }) => systems.flatMap(({ variables }) => variables)),
);
const secrets = new Set(["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]);

/** What neither make nor the shell of its recipes changes. */
const plainText = /^[A-Za-z0-9_./@:+,-]+$/u;

/** Whether every variable arrives: once, in a template that has it, exactly as it is. */
export const checkVariables: TargetRule<EksBuildTarget> = ({ image, target }) => {
  const era = eraOf(target.build);
  const system = systemOf(era, image.os.release);
  if (system === undefined) {
    return [];
  }
  const variables = eksVariables(image, target.build);
  const unusable = variables.flatMap((variable) => checkName(variable, era, system));
  const pointers = new Set(unusable.map(({ pointer }) => pointer));
  const { line } = splitVariables(variables, era, system);
  return [
    ...unusable,
    ...checkTwice(variables),
    ...variables.flatMap(checkBraces),
    ...line.filter(({ pointer }) => !pointers.has(pointer)).flatMap(checkMakeValue),
  ];
};

function checkName(
  { name, pointer }: EksVariable,
  era: Era,
  { release, variables }: EraSystem,
): readonly Diagnostic[] {
  if (variables.includes(name)) {
    return [];
  }
  if (secrets.has(name)) {
    const message = `${name} does not belong into a file`;
    return [eksDiagnostics.report("EKS_VARIABLE_SECRET", { message, pointer })];
  }
  if (known.has(name)) {
    const message = `era ${era.id} drops ${name} for Amazon Linux ${release}`;
    const having = eras.filter((other) => systemOf(other, release)?.variables.includes(name));
    const expected = having.map(({ id }) => id).join(", ");
    const facts = { message, pointer, ...(expected !== "" && { expected: `era ${expected}` }) };
    return [eksDiagnostics.report("EKS_VARIABLE_DROPPED", facts)];
  }
  const nearest = nearestName(name.slice(0, 64), known);
  const message = `there is no variable ${showValue(name)}`;
  const hint = nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
  return [eksDiagnostics.report("EKS_VARIABLE_UNKNOWN", { message, pointer, found: name, hint })];
}

function checkTwice(variables: readonly EksVariable[]): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return variables.flatMap(({ name, pointer }) => {
    const owner = first.get(name);
    if (owner === undefined) {
      first.set(name, pointer);
      return [];
    }
    const message = `${name} is written from ${owner} already`;
    return [eksDiagnostics.report("EKS_VARIABLE_OWNED", { message, pointer })];
  });
}

function checkBraces({ name, value, pointer }: EksVariable): readonly Diagnostic[] {
  const message = `Packer evaluates the braces in ${name}`;
  return value.includes("{{")
    ? [
        eksDiagnostics.report("EKS_VARIABLE_TEMPLATE", {
          message,
          pointer,
          found: showValue(value),
        }),
      ]
    : [];
}

function checkMakeValue({ name, value, pointer }: EksVariable): readonly Diagnostic[] {
  if (plainText.test(value)) {
    return [];
  }
  const message = `make cannot hand over ${name} exactly`;
  return [eksDiagnostics.report("EKS_MAKE_VALUE", { message, pointer, found: showValue(value) })];
}
