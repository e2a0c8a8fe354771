import type { Diagnostic } from "../../diagnostic.ts";
import type { ClusterState } from "../cluster-state.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import type { UpgradeIntent } from "../upgrade-intent.ts";
import { knownText } from "./pick-version.ts";
import { knownVersion, type KnownVersion, locationAt } from "./plan-group.ts";

/** What a cluster's control plane asks for: the manifests say it, or the intent does. */
export function startVersion(
  state: ClusterState,
  { controlPlaneVersion }: UpgradeIntent,
): { readonly version?: KnownVersion; readonly diagnostics: readonly Diagnostic[] } {
  const { controlPlane } = state;
  if (controlPlane?.version.by === "field") {
    const fact = controlPlane.version.version;
    const version = knownVersion(fact);
    return version === undefined
      ? {
          diagnostics: [
            planDiagnostics.report("PLAN_VERSION_UNKNOWN", {
              message: `the Kubernetes version of control plane ${controlPlane.name} is not known`,
              found: fact.text,
              pointer: fact.place.pointer,
              source: locationAt(fact.place),
            }),
          ],
        }
      : { version, diagnostics: [] };
  }
  const version = controlPlaneVersion === undefined ? undefined : knownText(controlPlaneVersion);
  if (version !== undefined) {
    return { version, diagnostics: [] };
  }
  const place = controlPlane?.place ?? state.place ?? state.nodeGroups[0]?.place;
  const facts = { pointer: place?.pointer, source: place && locationAt(place) };
  const name = state.name === "" ? "without name" : state.name;
  return {
    diagnostics: [
      controlPlane === undefined
        ? planDiagnostics.report("PLAN_CONTROL_PLANE_MISSING", {
            ...facts,
            message: `the control plane of cluster ${name} is not among the manifests`,
          })
        : planDiagnostics.report("PLAN_VERSION_UNKNOWN", {
            ...facts,
            message: `control plane ${controlPlane.name} names no Kubernetes version`,
          }),
    ],
  };
}
