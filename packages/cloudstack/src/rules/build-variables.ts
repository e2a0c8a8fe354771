import { type Diagnostic, formatPointer, type NodeImage, type TargetRule } from "@imagewright/core";
import { checkImageBuilderVariables, type PackerVariables } from "@imagewright/packer";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import type { CloudStackTarget } from "../options.ts";

/** Variables that a field of the build decides, by the field. */
const owned: ReadonlyMap<string, string> = new Map([
  ["ansible_user_vars", "ansibleVariables"],
  ["artifact_name", "namePrefix"],
  ["output_directory", "namePrefix"],
  ["vm_name", "namePrefix"],
]);

/** Free variables do not contradict a field, and reach what reads them unaltered. */
export const buildVariablesRule: TargetRule<CloudStackTarget> = ({ image, target }) => {
  const { variables, ansibleVariables } = target.build ?? {};
  return [
    ...(variables === undefined ? [] : checkVariables(variables, image)),
    ...(ansibleVariables === undefined ? [] : checkAnsibleVariables(ansibleVariables)),
  ];
};

function checkVariables(variables: PackerVariables, image: NodeImage): readonly Diagnostic[] {
  const at = "/build/variables";
  const others = Object.entries(variables).filter(([name]) => !owned.has(name));
  const refused = Object.keys(variables).flatMap((name): readonly Diagnostic[] => {
    const field = owned.get(name);
    return field === undefined
      ? []
      : [refusal(`${name} follows from \`${field}\` of the build`, at, name)];
  });
  return [...refused, ...checkImageBuilderVariables("qemu", Object.fromEntries(others), at, image)];
}

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/u;

function checkAnsibleVariables(variables: PackerVariables): readonly Diagnostic[] {
  const at = "/build/ansibleVariables";
  const refused = Object.entries(variables).flatMap(([name, value]): readonly Diagnostic[] => {
    const fault = ansibleFault(name, value);
    return fault === undefined ? [] : [refusal(fault, at, name)];
  });
  if (refused.length > 0) {
    return refused;
  }
  const text = { ansible_user_vars: JSON.stringify(variables) };
  const carried = checkImageBuilderVariables("qemu", text, "");
  return carried.map((found) => ({ ...found, pointer: at }));
}

function ansibleFault(name: string, value: string): string | undefined {
  if (name === "provider") {
    return "provider is always cloudstack here";
  }
  if (!variableName.test(name)) {
    return `${name} is no name of an Ansible variable`;
  }
  return /\{[{%#]/u.test(value)
    ? "Packer or Ansible would evaluate the braces of the value"
    : undefined;
}

function refusal(message: string, at: string, name: string): Diagnostic {
  const pointer = `${at}${formatPointer([name])}`;
  return cloudstackDiagnostics.report("CLOUDSTACK_BUILD_VARIABLE", { message, pointer });
}
