import { type Architecture, type Diagnostic, nearestName } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import table from "../data/instance-families.json" with { type: "json" };

/** Whether an instance type runs images of an architecture, as far as its family is known. */
export function checkInstanceType(
  instanceType: string,
  architecture: Architecture,
  pointer: string,
): readonly Diagnostic[] {
  const [family = ""] = instanceType.split(".");
  if (table[architecture].includes(family)) {
    return [];
  }
  const other: Architecture = architecture === "amd64" ? "arm64" : "amd64";
  const facts = { pointer, found: instanceType, expected: `a family of ${architecture}` };
  if (table[other].includes(family)) {
    const message = `${instanceType} is ${other}, the image is ${architecture}`;
    return [awsDiagnostics.report("AWS_INSTANCE_ARCHITECTURE", { ...facts, message })];
  }
  const nearest = nearestName(family.slice(0, 32), [...table.amd64, ...table.arm64]);
  const message = `the family ${family} is not known`;
  const hint =
    nearest === undefined
      ? undefined
      : `Make sure that it runs ${architecture}, unless you meant \`${nearest}\`.`;
  return [awsDiagnostics.report("AWS_INSTANCE_FAMILY_UNKNOWN", { ...facts, message, hint })];
}
