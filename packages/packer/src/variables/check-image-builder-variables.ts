import {
  type Diagnostic,
  type DiagnosticFacts,
  formatPointer,
  nearestName,
  type NodeImage,
  showValue,
} from "@imagewright/core";

import {
  type ImageBuilderSystem,
  type VariableGroup,
  variableGroup,
} from "../image-builder-system.ts";
import { packerDiagnostics } from "../packer-diagnostics.ts";
import { ansibleVarsFindings } from "./ansible-user-vars.ts";
import { carriageFault } from "./carried-text.ts";
import type { PackerVariables } from "./var-file.ts";
import {
  type ImageBuilderVariable,
  imageBuilderVariable,
  imageBuilderVariableCatalogue,
} from "./variable-catalogue.ts";
import { type BuiltImage, combinationFindings } from "./variable-combinations.ts";

/**
 * What is wrong with variables that a user adds to those of the image: names nothing reads, values
 * that would arrive altered, secrets, and what already follows from the image.
 *
 * @param pointer - where the variables stand in the target, e.g. `/build/variables`
 * @param image - tells variables of Windows images from those of the others, and what the variables
 * of the image switch on
 * @example
 * ```ts
 * checkImageBuilderVariables("ami", { vpc_ib: "vpc-1" }, "/build/variables").map(
 *   ({ code, pointer, hint }) => `${code} ${pointer}: ${hint}`,
 * );
 * // => ["PACKER_VARIABLE_UNKNOWN /build/variables/vpc_ib: Did you mean vpc_id?"]
 * ```
 */
export function checkImageBuilderVariables(
  system: ImageBuilderSystem,
  variables: PackerVariables,
  pointer: string,
  image?: BuiltImage,
): readonly Diagnostic[] {
  const place: Place = { group: variableGroup(system), system, os: osOf(image) };
  const findings = Object.entries(variables).flatMap(([name, value]) => {
    const at = `${pointer}${formatPointer([name])}`;
    const variable = imageBuilderVariable(name);
    const found = variable === undefined ? [] : [...valueFindings(variable, value, at)];
    return [...nameFindings(name, variable, place, at), ...found, ...textFindings(value, at)];
  });
  return [...findings, ...combinationFindings(place.group, variables, pointer, image)];
}

interface Place {
  readonly system: ImageBuilderSystem;
  readonly group: VariableGroup;
  readonly os: "linux" | "windows" | undefined;
}

function osOf(image: Pick<NodeImage, "os"> | undefined): "linux" | "windows" | undefined {
  return image && (image.os.distribution === "windows" ? "windows" : "linux");
}

function nameFindings(
  name: string,
  variable: ImageBuilderVariable | undefined,
  place: Place,
  pointer: string,
): readonly Diagnostic[] {
  if (variable === undefined) {
    return [unknownName(name, place.group, pointer)];
  }
  const { groups, dead = [], instead, removed, reserved = false, model, os } = variable;
  const facts = (message: string, hint?: string): DiagnosticFacts => ({ message, pointer, hint });
  if (removed !== undefined) {
    const message = `${name} is gone from image-builder since ${removed}`;
    return [packerDiagnostics.report("PACKER_VARIABLE_REMOVED", facts(message))];
  }
  if (dead.includes(place.group)) {
    const message = `nothing reads ${name} in a build for ${place.system}`;
    const hint = instead && `Set ${instead} instead.`;
    return [packerDiagnostics.report("PACKER_VARIABLE_DEAD", facts(message, hint))];
  }
  if (!groups.includes(place.group) || (os !== undefined && os !== (place.os ?? os))) {
    const here = groups.includes(place.group) ? `images of ${place.os}` : place.system;
    const message = `${name} exists, but not for ${here}`;
    return [packerDiagnostics.report("PACKER_VARIABLE_OTHER_SYSTEM", facts(message))];
  }
  if (reserved) {
    const message = `${name} is image-builder's own`;
    return [packerDiagnostics.report("PACKER_VARIABLE_RESERVED", facts(message))];
  }
  if (model !== undefined) {
    const message = `${name} follows from the image's ${model}`;
    const hint = `Set ${model} of the image instead.`;
    return [packerDiagnostics.report("PACKER_VARIABLE_DERIVED", facts(message, hint))];
  }
  return [];
}

function unknownName(name: string, group: VariableGroup, pointer: string): Diagnostic {
  const known = imageBuilderVariableCatalogue
    .filter(({ groups }) => groups.includes(group))
    .map((variable) => variable.name);
  const near = nearestName(name, known);
  return packerDiagnostics.report("PACKER_VARIABLE_UNKNOWN", {
    message: `image-builder reads no variable ${showValue(name)}`,
    pointer,
    hint: near === undefined ? undefined : `Did you mean ${near}?`,
  });
}

function* valueFindings(
  { name, form, secret = false, required = false, values, pattern }: ImageBuilderVariable,
  value: string,
  pointer: string,
): Generator<Diagnostic> {
  const shown = secret ? undefined : showValue(value);
  const fault = carriageFault(form, value);
  if (fault !== undefined) {
    const message = `the value of ${name} ${fault}`;
    yield packerDiagnostics.report("PACKER_VARIABLE_VALUE", { message, pointer, found: shown });
  } else if (value === "" && required) {
    const message = `${name} cannot be empty`;
    yield packerDiagnostics.report("PACKER_VARIABLE_VALUE", { message, pointer, found: shown });
  } else if (value !== "" && values?.includes(value) === false) {
    const message = `${name} does not take this value`;
    const facts = { message, pointer, found: shown, expected: values.join(", ") };
    yield packerDiagnostics.report("PACKER_VARIABLE_VALUE", facts);
  } else if (value !== "" && pattern !== undefined && !new RegExp(pattern, "u").test(value)) {
    const message = `${name} does not take a value of this form`;
    const facts = { message, pointer, found: shown, expected: pattern };
    yield packerDiagnostics.report("PACKER_VARIABLE_VALUE", facts);
  }
  if (secret && value !== "") {
    const message = `${name} is a secret, and would stand in clear in the variable file`;
    yield packerDiagnostics.report("PACKER_VARIABLE_SECRET", { message, pointer });
  }
  if (name === "ansible_user_vars") {
    yield* ansibleVarsFindings(value, pointer);
  }
  if (name === "ansible_extra_vars") {
    const message = "setting ansible_extra_vars discards what image-builder puts there itself";
    yield packerDiagnostics.report("PACKER_EXTRA_VARS_OVERWRITTEN", { message, pointer });
  }
}

function textFindings(value: string, pointer: string): readonly Diagnostic[] {
  const message = "the value is not in Unicode's form NFC";
  return value.normalize("NFC") === value
    ? []
    : [packerDiagnostics.report("PACKER_VARIABLE_NOT_NFC", { message, pointer })];
}
