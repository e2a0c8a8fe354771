import { type HealthCheckState, numberAt, textAt, type TextFact, valueAt } from "@imagewright/core";

import { isDefined, textsAt } from "../json/read-field.ts";
import { durationSeconds } from "../webhook/duration.ts";
import { readSelector, selects } from "../webhook/label-rules.ts";
import { textFact } from "./object-facts.ts";
import { isControlPlane } from "./observed-kinds.ts";
import { placeOf, type PlacedObject } from "./placed-object.ts";

/** A health check, and the machines it is about. */
export interface ReadHealthCheck {
  readonly state: HealthCheckState;
  readonly selects: (labels: ReadonlyMap<string, string>) => boolean;
}

/** A health check as it is asked about every group; none if its selector is none. */
export function readHealthCheck(check: PlacedObject): readonly ReadHealthCheck[] {
  const selector = readSelector(check.object, "/spec/selector");
  if ("fault" in selector || !isDefined(check.object, "/spec/selector")) {
    return [];
  }
  const { requirements } = selector;
  return [
    {
      state: healthCheckAt(check, { place: "", checks: "/spec" }),
      selects: (labels) => selects(requirements, labels),
    },
  ];
}

/** The health checks whose selector fits machines with these labels. */
export function healthChecksFor(
  checks: readonly ReadHealthCheck[],
  labels: ReadonlyMap<string, string> | undefined,
): readonly HealthCheckState[] {
  return labels === undefined
    ? []
    : checks.filter((check) => check.selects(labels)).map(({ state }) => state);
}

/**
 * Labels that machines of a group bear: those of its template, and what its controller adds.
 * Undefined for pools, whose machines health checks do not act on.
 */
export function machineLabels(
  group: PlacedObject,
  clusterName: string,
): ReadonlyMap<string, string> | undefined {
  const { kind, name } = group.address;
  const own: readonly (readonly [string, string])[] = [
    ["cluster.x-k8s.io/cluster-name", clusterName],
  ];
  if (kind === "Machine") {
    return new Map([...textsAt(group.object, "/metadata/labels"), ...own]);
  }
  const made = setLabels.get(kind);
  if (made !== undefined) {
    return new Map([
      ...textsAt(group.object, "/spec/template/metadata/labels"),
      ...own,
      [made, name],
    ]);
  }
  return isControlPlane(group)
    ? new Map([
        ...textsAt(group.object, "/spec/machineTemplate/metadata/labels"),
        ...own,
        ["cluster.x-k8s.io/control-plane", ""],
        ["cluster.x-k8s.io/control-plane-name", name],
      ])
    : undefined;
}

const setLabels: ReadonlyMap<string, string> = new Map([
  ["MachineDeployment", "cluster.x-k8s.io/deployment-name"],
  ["MachineSet", "cluster.x-k8s.io/set-name"],
]);

/** A health check that a topology, or the class of it, describes. */
export function healthCheckOfTopology(
  placed: PlacedObject,
  pointer: string,
): readonly HealthCheckState[] {
  const at = ["/healthCheck", "/machineHealthCheck"]
    .map((path) => `${pointer}${path}`)
    .find((path) => isDefined(placed.object, path));
  const isOff =
    valueAt(placed.object, `${at}/enabled`) === false ||
    valueAt(placed.object, `${at}/enable`) === false;
  return at === undefined || isOff ? [] : [healthCheckAt(placed, { place: at, checks: at })];
}

/** Both API versions: v1beta1 keeps limits beside the checks, v1beta2 below `remediation`. */
function healthCheckAt(
  placed: PlacedObject,
  { place, checks }: { readonly place: string; readonly checks: string },
): HealthCheckState {
  const limits = [
    `${checks}/remediation/triggerIf/unhealthyInRange`,
    `${checks}/unhealthyRange`,
    `${checks}/remediation/triggerIf/unhealthyLessThanOrEqualTo`,
    `${checks}/maxUnhealthy`,
  ];
  const limit = limits
    .map((pointer): TextFact | undefined => textFact(placed, pointer))
    .find((fact) => fact !== undefined);
  const seconds =
    numberAt(placed.object, `${checks}/checks/nodeStartupTimeoutSeconds`) ??
    durationSeconds(textAt(placed.object, `${checks}/nodeStartupTimeout`));
  return {
    place: placeOf(placed, place),
    ...(limit !== undefined && { limit }),
    ...(seconds !== undefined && { nodeStartupSeconds: seconds }),
  };
}
