import type { Diagnostic } from "@imagewright/core";

import type { ClassTemplate } from "../cluster-class/class-templates.ts";
import { isClassNamed, type PatchSelector } from "../cluster-class/patch-selector.ts";
import { invalid } from "./webhook-findings.ts";

/** A selector has to select something, in every part of the class it names. */
export function checkPatchSelector(
  selector: PatchSelector,
  templates: readonly ClassTemplate[],
  at: string,
): readonly Diagnostic[] {
  const { infrastructureCluster, controlPlane } = selector;
  const { machineDeploymentClasses, machinePoolClasses } = selector;
  const isNone =
    !infrastructureCluster &&
    !controlPlane &&
    machineDeploymentClasses.length === 0 &&
    machinePoolClasses.length === 0;
  if (isNone) {
    return [invalid(at, undefined, "no selector enabled")];
  }
  const fitting = templates.filter(
    ({ apiVersion, kind }) => apiVersion === selector.apiVersion && kind === selector.kind,
  );
  const has = (...places: readonly ClassTemplate["place"][]): boolean =>
    fitting.some(({ place }) => places.includes(place));
  const match = `${at}/matchResources`;
  return [
    ...(infrastructureCluster && !has("infrastructureCluster")
      ? [
          invalid(
            `${match}/infrastructureCluster`,
            true,
            "selector is enabled but does not match the infrastructure ref",
          ),
        ]
      : []),
    ...(controlPlane && !has("controlPlane", "controlPlaneMachines")
      ? [
          invalid(
            `${match}/controlPlane`,
            true,
            "selector is enabled but matches neither the controlPlane ref nor the controlPlane machineInfrastructure ref",
          ),
        ]
      : []),
    ...checkNames(machineDeploymentClasses, "machineDeployment", fitting, match),
    ...checkNames(machinePoolClasses, "machinePool", fitting, match),
  ];
}

function checkNames(
  names: readonly string[],
  place: "machineDeployment" | "machinePool",
  fitting: readonly ClassTemplate[],
  match: string,
): readonly Diagnostic[] {
  const kind = place === "machineDeployment" ? "MachineDeployment" : "MachinePool";
  return names.flatMap((name, index) => {
    const at = `${match}/${place}Class/names/${index}`;
    const fault = nameFault(name);
    if (fault !== undefined) {
      return [invalid(at, name, fault)];
    }
    const isFound = fitting.some(
      (template) => template.place === place && isClassNamed(name, template.className ?? ""),
    );
    return isFound
      ? []
      : [
          invalid(
            at,
            name,
            `selector is enabled but matches neither the bootstrap ref nor the infrastructure ref of a ${kind} class`,
          ),
        ];
  });
}

function nameFault(name: string): string | undefined {
  const stars = name.split("*").length - 1;
  if (stars > 1) {
    return 'selector can at most contain a single "*" rune';
  }
  return stars === 1 && !name.startsWith("*") && !name.endsWith("*")
    ? '"*" rune can only appear at the beginning, or ending of the selector'
    : undefined;
}
