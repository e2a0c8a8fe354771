import { type ClusterState, type ControlPlaneState, objectKind } from "@imagewright/core";
import type { PlanObjects, StoredObject } from "@imagewright/core/plan";

import { classTemplates } from "../../cluster-class/class-templates.ts";

/** The control plane of a cluster that kubeadm sets up, and the object with its configuration. */
export interface KubeadmView {
  readonly controlPlane: ControlPlaneState;
  /** Of a topology, the template of its class, or what was made from that; absent if unknown. */
  readonly stored?: StoredObject;
}

/** @returns undefined if something else than kubeadm sets the control plane up */
export function kubeadmView(cluster: ClusterState, objects: PlanObjects): KubeadmView | undefined {
  const { controlPlane } = cluster;
  if (controlPlane === undefined) {
    return undefined;
  }
  if (controlPlane.kind === "kubeadm") {
    return { controlPlane, ...found(objects.find(controlPlane.place.object)) };
  }
  return controlPlane.kind === "topology"
    ? topologyView(cluster, controlPlane, objects)
    : undefined;
}

function topologyView(
  { topology }: ClusterState,
  controlPlane: ControlPlaneState,
  objects: PlanObjects,
): KubeadmView | undefined {
  const target = topology?.class?.target;
  const clusterClass = target && objects.find(target)?.object;
  const template =
    clusterClass && classTemplates(clusterClass).find(({ place }) => place === "controlPlane");
  if (target === undefined || template === undefined) {
    const made = controlPlane.members.find(({ kind }) => kind === "KubeadmControlPlane");
    return { controlPlane, ...found(made && objects.find(made)) };
  }
  const { apiVersion, kind, name } = template;
  const type = objectKind({ apiVersion, kind });
  return kind !== "KubeadmControlPlaneTemplate" || type === undefined
    ? undefined
    : {
        controlPlane,
        ...found(
          objects.find({
            ...type,
            ...(target.namespace !== undefined && { namespace: target.namespace }),
            name,
          }),
        ),
      };
}

function found(stored: StoredObject | undefined): Pick<KubeadmView, "stored"> {
  return stored === undefined ? {} : { stored };
}
