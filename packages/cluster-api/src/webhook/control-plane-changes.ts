import { type JsonObject, mapAt } from "@imagewright/core";

import data from "../data/control-plane-mutable-fields.json" with { type: "json" };
import { changedPaths } from "../json/changed-paths.ts";
import { byVersion } from "./object-shape.ts";

/**
 * Pointers to changes of a control plane that the webhook refuses. Fields of v1beta1 that the
 * conversion drops may change: nobody sees it.
 */
export function controlPlaneChanges(oldObject: JsonObject, object: JsonObject): readonly string[] {
  const isOld = byVersion(object, { v1beta1: true, v1beta2: false });
  const allowed = [
    ...byVersion<readonly string[]>(object, data.mutable),
    ...[...data.kubeadm, ...(isOld ? data.lostInV1beta1 : [])].map(
      (path) => `/kubeadmConfigSpec${path}`,
    ),
  ].map((path) => path.slice(1).split("/"));
  const [before, after] = [mapAt(oldObject, "/spec") ?? {}, mapAt(object, "/spec") ?? {}];
  return changedPaths(before, after)
    .filter((path) => !allowed.some((pattern) => fits(pattern, path.slice(1).split("/"))))
    .map((path) => `/spec${path}`);
}

/** A star stands for everything below; a path that ends early fits no longer pattern. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  for (const [index, segment] of path.entries()) {
    const wanted = pattern[index];
    if (wanted === "*") {
      return true;
    }
    if (wanted !== segment) {
      return false;
    }
  }
  return path.length >= pattern.length;
}
