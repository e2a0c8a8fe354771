import {
  type ImageMatch,
  type ImageRecord,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type TargetVersions,
  valueAt,
} from "@imagewright/core";
import {
  changeObjects,
  type GuardContext,
  type GuardedHop,
  type MachineGroup,
  type ObjectChange,
  type PlanGuard,
  planObjects,
  type PlanObjects,
} from "@imagewright/core/plan";

import { observe } from "../../../__fixtures__/observed-clusters.ts";
import { withValueAt } from "../../../json/write-field.ts";
import { observeClusters } from "../../../observe/observe-clusters.ts";

/** One hop of a plan. */
export interface GivenHop {
  readonly version: string;
  /** Whether the nodes follow. */
  readonly nodes?: boolean;
  readonly controlPlane?: boolean;
  /** Changes besides those of versions. */
  readonly changes?: readonly ObjectChange[];
  /** What is on the image of the control plane before. */
  readonly components?: ImageRecord["components"];
}

const file = "all.yaml";

/** What a guard sees of a plan that takes the cluster of some objects through some versions. */
export function planFor(
  objects: readonly JsonValue[],
  given: readonly GivenHop[],
  targetVersions: TargetVersions = {},
): GuardContext {
  const observation = observeClusters(
    objects.map((value, index) => ({ value, file, index, locate: () => ({ file, line: 7, column: 1 }) })),
    observe.options,
  );
  const cluster = observation.clusters[0];
  if (cluster === undefined) {
    throw new Error("there is no cluster");
  }
  let before: PlanObjects = planObjects(observation.objects);
  let from = "1.33.4";
  const hops = given.map((one, index): GuardedHop => {
    const { controlPlane: movesControlPlane = true, nodes = true, version } = one;
    const leading =
      movesControlPlane && cluster.controlPlane !== undefined ? [cluster.controlPlane] : [];
    const groups: readonly MachineGroup[] = [...leading, ...(nodes ? cluster.nodeGroups : [])];
    const changes = [...(one.changes ?? []), ...versionChanges(groups, before, version)];
    const after = changeObjects(before);
    for (const change of changes) {
      if (!after.apply(change)) {
        throw new Error(`a change of ${change.object.name} cannot be made`);
      }
    }
    const hop = {
      number: index + 1,
      from,
      version,
      movesControlPlane,
      groups: groups.map((group) => ({
        group,
        from,
        image: imageOf(version),
        ...(one.components !== undefined && {
          currentRecord: { ...imageOf(from).record, components: one.components },
        }),
      })),
      behind: nodes ? [] : cluster.nodeGroups,
      before,
      after,
      changes,
    };
    before = after;
    from = movesControlPlane ? version : from;
    return hop;
  });
  const intent = {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: { kubernetesVersion: "1.34" },
  } as const;
  return { cluster, intent, hops, targetVersions };
}

/** One patch for each place that names a version. */
function versionChanges(
  groups: readonly MachineGroup[],
  objects: PlanObjects,
  version: string,
): readonly ObjectChange[] {
  const places = groups.flatMap((group) =>
    group.version.by === "field" ? [group.version.version.place] : [],
  );
  const distinct = new Map(places.map((place) => [JSON.stringify(place.object), place]));
  return [...distinct.values()].map(({ object, pointer }) => {
    const stored = objects.find(object)?.object ?? {};
    const from: JsonValue = valueAt(stored, pointer) ?? "";
    return { change: "patch", object, fields: [{ pointer, from, to: `v${version}` }] };
  });
}

function imageOf(version: string): ImageMatch {
  const reference = { kind: "ami", id: `ami-${version}` } as const;
  return {
    reference,
    record: {
      name: `ubuntu-${version}`,
      kubernetesVersion: version,
      os: { distribution: "ubuntu", release: "24.04" },
      architecture: "amd64",
      references: [reference],
      components: {},
      created: "2026-11-03T10:00:00Z",
      lifecycle: { state: "supported" },
      parents: [],
    },
  };
}

/** The objects with a value put into those of a kind. */
export function withValue(
  objects: readonly JsonObject[],
  kind: string,
  pointer: string,
  value: JsonValue,
): readonly JsonObject[] {
  return objects.map((object) =>
    object["kind"] === kind ? withValueAt(object, pointer, value) : object,
  );
}

/** The objects with an annotation on those of a kind. */
export function annotated(
  objects: readonly JsonObject[],
  kind: string,
  name: string,
  text: string,
): readonly JsonObject[] {
  return objects.map((object) => {
    const { metadata } = { metadata: {}, ...object };
    return object["kind"] === kind && isJsonObject(metadata)
      ? { ...object, metadata: { ...metadata, annotations: { [name]: text } } }
      : object;
  });
}

/** Codes and messages of what guards find. */
export function told(guards: readonly PlanGuard[], context: GuardContext): readonly string[] {
  return guards
    .flatMap((guard) => guard(context))
    .map(({ code, message }) => `${code} ${message}`);
}
