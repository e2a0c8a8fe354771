import { parseKubernetesMinor, parseKubernetesVersion, type VersionFact } from "@imagewright/core";

import { expandPointer } from "../json/expand-pointer.ts";
import { finding, placeOf, type PlacedObject } from "./placed-object.ts";
import type { World } from "./world.ts";

/** Where a version that machines are to run is read: the EKS forms, or those of everybody. */
export type VersionReading = "any" | "kubernetes";

/** The version at a pointer, as it is written; undefined where there is none. */
export function versionAt(
  placed: PlacedObject,
  pointer: string,
  text: string,
  reading: VersionReading = "kubernetes",
): VersionFact {
  return { text, form: versionForm(text, reading), place: placeOf(placed, pointer) };
}

/** A version that a plan needs to know; what is none is found. */
export function requiredVersion(
  world: World,
  placed: PlacedObject,
  pointer: string,
  text: string,
  reading: VersionReading = "kubernetes",
): VersionFact {
  const fact = versionAt(placed, pointer, text, reading);
  if (fact.form === "invalid") {
    const message = "this is no Kubernetes version";
    world.findings.push(
      finding("CLUSTER_VERSION_INVALID", placed, { message, pointer, found: text }),
    );
  }
  if (fact.form === "variable") {
    const message = "the version is a variable without value";
    world.findings.push(finding("CLUSTER_VALUE_OPEN", placed, { message, pointer, found: text }));
  }
  return fact;
}

/** Versions that a status reports, each once. */
export function runningVersions(
  placed: PlacedObject,
  patterns: readonly string[],
): readonly VersionFact[] {
  return patterns.flatMap((pattern) =>
    expandPointer(placed.object, pattern).flatMap(({ pointer, value }) =>
      typeof value === "string" && value !== "" ? [versionAt(placed, pointer, value, "any")] : [],
    ),
  );
}

/** Whether a text holds a variable of clusterctl that nobody filled in. */
export function hasVariable(text: string): boolean {
  const start = text.indexOf("${");
  return start >= 0 && text.includes("}", start);
}

function versionForm(text: string, reading: VersionReading): VersionFact["form"] {
  if (parseKubernetesVersion(text, "either") !== undefined) {
    return "version";
  }
  if (hasVariable(text)) {
    return "variable";
  }
  const isMinor = reading === "any" && parseKubernetesMinor(text.replace(/^v/u, "")) !== undefined;
  return isMinor ? "minor" : "invalid";
}
