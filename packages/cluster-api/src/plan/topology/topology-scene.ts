import type { ClusterState, Diagnostic, ImageReference, JsonObject } from "@imagewright/core";
import {
  type MachineGroup,
  objectText,
  type PlanObjects,
  type StoredObject,
} from "@imagewright/core/plan";

import { applyClassPatches } from "../../cluster-class/apply-class-patches.ts";
import { type ClassTemplate, classTemplates } from "../../cluster-class/class-templates.ts";
import type { Evaluation } from "../../cluster-class/evaluation.ts";
import { isTemplateOf } from "../../cluster-class/resolve-class-images.ts";
import { type TopologyGroup, topologyGroups } from "../../cluster-class/topology-groups.ts";
import { planFinding } from "../plan-finding.ts";

/** A group of a topology, and the template its machines are made from. */
export interface TopologyMachines {
  readonly group: MachineGroup;
  readonly entry: TopologyGroup;
  /** The reference of the class. */
  readonly reference: ClassTemplate;
  /** The template, in the API version the class names. */
  readonly template: JsonObject;
}

/** A group that gets another image. */
export interface MovedMachines {
  readonly machines: TopologyMachines;
  /** Where the template names the image. */
  readonly pointer: string;
  readonly reference: ImageReference;
}

/** A cluster and its class as they stand. */
export interface TopologyScene {
  readonly cluster: StoredObject;
  readonly clusterClass: StoredObject;
  readonly machines: readonly TopologyMachines[];
}

/** What of a scene changes while values are looked for. */
export interface TopologyTrial {
  readonly cluster: JsonObject;
  readonly clusterClass: JsonObject;
}

/** Whether a group is described by the topology of its cluster. */
export function isTopologyGroup({ kind }: MachineGroup): boolean {
  return (
    kind === "topology" || kind === "topologyMachineDeployment" || kind === "topologyMachinePool"
  );
}

/** Cluster, class and templates, or what of them is missing. */
export function readScene(
  state: ClusterState,
  objects: PlanObjects,
): TopologyScene | readonly Diagnostic[] {
  const cluster = state.place && objects.find(state.place.object);
  if (state.place === undefined || cluster === undefined) {
    const [place] = state.controlPlane === undefined ? [] : [state.controlPlane.place];
    const message = `Cluster ${state.name} is not among the manifests`;
    return place === undefined ? [] : [planFinding("CAPI_PLAN_OBJECT_MISSING", place, { message })];
  }
  const link = state.topology?.class;
  const clusterClass = link?.isFound === true ? objects.find(link.target) : undefined;
  if (clusterClass === undefined) {
    const what = link === undefined ? "the class" : objectText(link.target);
    const message = `${what} of Cluster ${state.name} is not among the manifests`;
    return [planFinding("CAPI_PLAN_CLASS_MISSING", link?.place ?? state.place, { message })];
  }
  return readMachines(state, { cluster, clusterClass }, objects);
}

function readMachines(
  state: ClusterState,
  base: Pick<TopologyScene, "cluster" | "clusterClass">,
  objects: PlanObjects,
): TopologyScene | readonly Diagnostic[] {
  const entries = topologyGroups(base.cluster.object);
  const references = classTemplates(base.clusterClass.object).filter(isMachineTemplate);
  const groups: readonly MachineGroup[] = [
    ...(state.controlPlane === undefined ? [] : [state.controlPlane]),
    ...state.nodeGroups,
  ].filter(isTopologyGroup);
  const machines: TopologyMachines[] = [];
  const missing: Diagnostic[] = [];
  for (const group of groups) {
    const entry = entries.find(({ pointer }) => pointer === group.place.pointer);
    const reference = entry && references.find((one) => isTemplateOf(one, entry));
    const stored = reference && objects.find(addressOf(reference, base.clusterClass));
    if (entry !== undefined && reference !== undefined && stored !== undefined) {
      // A class may name another version of its template than the one that is in the file.
      const template = { ...stored.object, apiVersion: reference.apiVersion };
      machines.push({ group, entry, reference, template });
    } else if (reference !== undefined || entry?.place !== "controlPlane") {
      const what = reference === undefined ? "the template" : `${reference.kind} ${reference.name}`;
      const message = `${what} of ${group.name} is not among the manifests`;
      missing.push(planFinding("CAPI_PLAN_CLASS_MISSING", group.place, { message }));
    }
  }
  return missing.length > 0 ? missing : { ...base, machines };
}

/** The address of a template that a class refers to. */
export function addressOf(
  { apiVersion, kind, name }: ClassTemplate,
  { address }: StoredObject,
): StoredObject["address"] {
  const slash = apiVersion.indexOf("/");
  return {
    group: apiVersion.slice(0, Math.max(slash, 0)),
    version: apiVersion.slice(slash + 1),
    kind,
    name,
    ...(address.namespace !== undefined && { namespace: address.namespace }),
  };
}

/** Whether a template is one that machines are made from. */
export function isMachineTemplate({ place, part }: ClassTemplate): boolean {
  return part === "infrastructure" || place === "controlPlaneMachines";
}

/** What the patches of the class make of the template of a group that runs a version. */
export function patchedTemplate(
  { template, entry }: TopologyMachines,
  { cluster, clusterClass }: TopologyTrial,
  version: string,
): Evaluation<JsonObject> {
  return applyClassPatches(template, { clusterClass, cluster, group: entry, version });
}
