import type { ImageReference } from "../../image/image-reference.ts";
import type { ClusterState, FactPlace, ImageUse, NodeGroupState } from "../cluster-state.ts";

/** Where everything of these states stands. */
export const place: FactPlace = {
  object: { group: "", version: "v1", kind: "Template", name: "workers" },
  pointer: "/spec/ami/id",
  source: { file: "a.yaml", document: 1, pointer: "/items/0/spec/ami/id", line: 7 },
};

/** A use of an image. */
export function use(reference: ImageReference): ImageUse {
  return { reference, place, update: "rotate", isEditable: true };
}

/** A group of nodes of Kubernetes 1.33.4 that boots `ami-1`. */
export function group(changes: Partial<NodeGroupState> = {}): NodeGroupState {
  return {
    kind: "machineDeployment",
    role: "worker",
    name: "workers",
    place,
    version: { by: "field", version: { text: "v1.33.4", form: "version", place } },
    running: [],
    replicas: { place, managers: [] },
    paused: [],
    images: [use({ kind: "ami", id: "ami-1" })],
    imageChoices: [],
    hints: [],
    writers: [],
    healthChecks: [],
    rollout: {},
    controls: [],
    members: [],
    isTopologyOwned: false,
    ...changes,
  };
}

/** A cluster with one group of nodes. */
export function cluster(nodeGroup: NodeGroupState, changes: Partial<ClusterState> = {}): ClusterState {
  return {
    name: "orders",
    namespace: "shop",
    paused: [],
    locations: [],
    images: [],
    nodeGroups: [nodeGroup],
    controls: [],
    writers: [],
    unreferenced: [],
    diagnostics: [],
    ...changes,
  };
}
