import type { Diagnostic } from "../../../diagnostic.ts";
import type { ImageMatch } from "../../../image/image-catalog.ts";
import type { ImageRecord } from "../../../image/image-record.ts";
import type { JsonObject } from "../../../json-value.ts";
import { cluster, group } from "../../__fixtures__/group-states.ts";
import type { ClusterState, ControlPlaneState, FactPlace, TextFact } from "../../cluster-state.ts";
import type {
  GroupUpgrade,
  GuardContext,
  GuardedHop,
  MachineGroup,
  PlanGuard,
  StoredObject,
} from "../../plan-contribution.ts";
import { planObjects } from "../../plan-objects.ts";
import type { UpgradeIntent } from "../../upgrade-intent.ts";

export const intent: UpgradeIntent = {
  apiVersion: "imagewright/v1alpha1",
  kind: "UpgradeIntent",
  goal: { kubernetesVersion: "1.34" },
};

/** A place in an object of cluster `orders`, at line 7 of its file. */
export function placeAt(pointer: string, kind = "MachineDeployment", name = "workers"): FactPlace {
  const object = { group: "cluster.x-k8s.io", version: "v1beta2", kind, namespace: "shop", name };
  return { object, pointer, source: { file: "orders.yaml", document: 0, pointer, line: 7 } };
}

export function textAt(pointer: string, text: string): TextFact {
  return { text, place: placeAt(pointer) };
}

/** A supported image of Ubuntu 24.04 for amd64, with containerd 2.2.1. */
export function record(kubernetesVersion: string, changes: Partial<ImageRecord> = {}): ImageRecord {
  return {
    name: `ubuntu-2404-${kubernetesVersion}`,
    kubernetesVersion,
    os: { distribution: "ubuntu", release: "24.04" },
    architecture: "amd64",
    references: [{ kind: "ami", region: "eu-west-1", id: `ami-${kubernetesVersion}` }],
    components: { containerd: "2.2.1" },
    userDataFormat: "cloud-init",
    created: "2026-11-03T10:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
    ...changes,
  };
}

export function match(found: ImageRecord): ImageMatch {
  const reference = found.references[0];
  if (reference === undefined) {
    throw new Error("the record has no reference");
  }
  return { record: found, reference };
}

/** A kubeadm control plane of three machines at 1.33.4. */
export function controlPlane(changes: Partial<ControlPlaneState> = {}): ControlPlaneState {
  const { kind: _, role: __, ...shared } = group();
  return {
    ...shared,
    kind: "kubeadm",
    name: "orders",
    place: placeAt("", "KubeadmControlPlane", "orders"),
    replicas: { count: 3, place: placeAt("/spec/replicas", "KubeadmControlPlane"), managers: [] },
    components: [],
    ...changes,
  };
}

/** What differs in an upgrade; an image that is undefined is none. */
export type UpgradeChanges = Omit<Partial<GroupUpgrade>, "image"> & {
  readonly image?: ImageMatch | undefined;
};

/** What a group runs next: from 1.33.4 to another version, with an image of that. */
export function upgrade(
  to: string,
  changes: UpgradeChanges = {},
  before: MachineGroup = group(),
): GroupUpgrade {
  const { image: _, ...others } = changes;
  const image = "image" in changes ? changes.image : match(record(to));
  return { group: before, from: "1.33.4", ...(image !== undefined && { image }), ...others };
}

/** A hop to a version that changes nothing of any object. */
export function hop(version: string, changes: Partial<GuardedHop> = {}): GuardedHop {
  return {
    number: 1,
    from: "1.33.4",
    version,
    movesControlPlane: true,
    groups: [upgrade(version)],
    behind: [],
    before: planObjects([]),
    after: planObjects([]),
    changes: [],
    ...changes,
  };
}

/** What a guard sees of a plan for `orders`. */
export function context(
  hops: readonly GuardedHop[],
  changes: Partial<GuardContext> & { readonly state?: Partial<ClusterState> } = {},
): GuardContext {
  const { state, ...rest } = changes;
  return {
    cluster: cluster(group(), { controlPlane: controlPlane(), ...state }),
    intent,
    hops,
    targetVersions: {},
    ...rest,
  };
}

/** Codes and messages that guards have for a plan. */
export function told(guards: readonly PlanGuard[], given: GuardContext): readonly string[] {
  return guards
    .flatMap((guard) => guard(given))
    .map(({ code, message }: Diagnostic) => `${code} ${message}`);
}

/** An object with its address. */
export function stored(object: JsonObject, name: string, kind = "Widget"): StoredObject {
  const address = { group: "example.com", version: "v1", kind, namespace: "shop", name };
  const metadata = { name, namespace: "shop" };
  return { address, object: { apiVersion: "example.com/v1", kind, metadata, ...object } };
}
