import type { JsonObject } from "../../../json-value.ts";
import type { ObjectAddress } from "../../object-address.ts";
import type { PlanObjects } from "../../plan-contribution.ts";
import { planObjects } from "../../plan-objects.ts";

/** An object beside its address. */
function stored(object: JsonObject): { address: ObjectAddress; object: JsonObject } {
  return { address: addressOf(object), object };
}

/** What names an object. */
export function addressOf(object: JsonObject): ObjectAddress {
  const { apiVersion, kind, metadata } = object as {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
  };
  const [version = "", group = ""] = apiVersion.split("/").toReversed();
  const { name, namespace } = metadata;
  return { group, version, kind, name, ...(namespace !== undefined && { namespace }) };
}

/** A machine template of Cluster API on AWS. */
export function machineTemplate(name: string, namespace: string, ami: string): JsonObject {
  return {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
    kind: "AWSMachineTemplate",
    metadata: { name, namespace },
    spec: { template: { spec: { ami: { id: ami }, instanceType: "m5.large" } } },
  };
}

/** A kubeadm control plane as v1beta1 has it. */
export function controlPlane(name: string, namespace: string, template: string): JsonObject {
  return {
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta1",
    kind: "KubeadmControlPlane",
    metadata: { name, namespace },
    spec: {
      replicas: 3,
      version: "v1.31.14",
      machineTemplate: { infrastructureRef: { kind: "AWSMachineTemplate", name: template } },
    },
  };
}

/** A machine deployment as v1beta2 has it. */
export function machineDeployment(name: string, namespace: string, template: string): JsonObject {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "MachineDeployment",
    metadata: { name, namespace },
    spec: {
      replicas: 2,
      template: {
        spec: {
          version: "v1.31.14",
          infrastructureRef: { kind: "AWSMachineTemplate", name: template },
        },
      },
    },
  };
}

/** A machine pool as v1beta1 has it. */
export function machinePool(name: string, namespace: string): JsonObject {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "MachinePool",
    metadata: { name, namespace, annotations: { "cluster.x-k8s.io/replicas-managed-by": "" } },
    spec: { replicas: 2, template: { spec: { version: "v1.31.14" } } },
  };
}

/** A cluster with a topology, whose image is a variable. */
export function topologyCluster(name: string, namespace: string, ami: string): JsonObject {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "Cluster",
    metadata: { name, namespace },
    spec: {
      topology: {
        classRef: { name: "small" },
        version: "v1.31.14",
        variables: [
          { name: "region", value: "eu-west-1" },
          { name: "image", value: { id: ami } },
        ],
      },
    },
  };
}

/** A node pool of Karpenter. */
export function nodePool(name: string): JsonObject {
  return {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name },
    spec: {
      template: { spec: { nodeClassRef: { name: "main" } } },
      disruption: { budgets: [{ nodes: "10%" }] },
    },
  };
}

/** A node class of Karpenter. */
export function nodeClass(name: string, ami: string): JsonObject {
  return {
    apiVersion: "karpenter.k8s.aws/v1",
    kind: "EC2NodeClass",
    metadata: { name },
    spec: { amiSelectorTerms: [{ id: ami }], role: "nodes" },
  };
}

/** Objects by their addresses. */
export function objectsFrom(objects: readonly JsonObject[]): PlanObjects {
  return planObjects(objects.map((object) => stored(object)));
}
