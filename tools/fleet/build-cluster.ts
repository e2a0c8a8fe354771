import type { JsonObject } from "@imagewright/core";

import type { ClusterShape, GroupShape } from "./cluster-shape.ts";
import { imageFields } from "./fleet-images.ts";

/** The manifests of a generated cluster, as a team would keep them. */
export function buildCluster(shape: ClusterShape, name = "fleet"): readonly JsonObject[] {
  return [
    {
      apiVersion: `cluster.x-k8s.io/${shape.coreVersion}`,
      kind: "Cluster",
      metadata: { name, namespace: "fleet" },
      spec: {
        controlPlaneRef: referenceTo(shape, controlPlaneGroup, controlPlaneKind(shape), name),
        infrastructureRef: referenceTo(
          shape,
          infrastructure,
          clusterKinds[shape.provider].kind,
          name,
        ),
      },
    },
    infrastructureCluster(shape, name),
    ...controlPlane(shape, name),
    ...shape.groups.flatMap((group, index) => nodeGroup(shape, name, group, index)),
  ];
}

const infrastructure = "infrastructure.cluster.x-k8s.io";
const controlPlaneGroup = "controlplane.cluster.x-k8s.io";

const clusterKinds = {
  aws: { kind: "AWSCluster", version: "v1beta2", spec: { region: "eu-west-1" } },
  eks: { kind: "AWSManagedCluster", version: "v1beta2", spec: {} },
  azure: { kind: "AzureCluster", version: "v1beta1", spec: { location: "westeurope" } },
  cloudstack: {
    kind: "CloudStackCluster",
    version: "v1beta3",
    spec: { failureDomains: [{ name: "zrh-1", zone: { name: "zrh-1" } }] },
  },
} as const;

const templateKinds = {
  aws: { kind: "AWSMachineTemplate", version: "v1beta2" },
  eks: { kind: "AWSMachineTemplate", version: "v1beta2" },
  azure: { kind: "AzureMachineTemplate", version: "v1beta1" },
  cloudstack: { kind: "CloudStackMachineTemplate", version: "v1beta3" },
} as const;

function controlPlaneKind({ provider }: ClusterShape): string {
  return provider === "eks" ? "AWSManagedControlPlane" : "KubeadmControlPlane";
}

function infrastructureCluster({ provider }: ClusterShape, name: string): JsonObject {
  const { kind, version, spec } = clusterKinds[provider];
  return {
    apiVersion: `${infrastructure}/${version}`,
    kind,
    metadata: { name, namespace: "fleet" },
    spec,
  };
}

function referenceTo(
  { coreVersion }: ClusterShape,
  group: string,
  kind: string,
  name: string,
): JsonObject {
  if (coreVersion === "v1beta2") {
    return { apiGroup: group, kind, name };
  }
  const version = Object.values({ ...clusterKinds, ...templateKinds }).find(
    (one) => one.kind === kind,
  )?.version;
  return { apiVersion: `${group}/${version ?? "v1beta2"}`, kind, name };
}

function versionOf(minor: number, isNewPatch: boolean): string {
  return `1.${minor}.${isNewPatch ? 4 : 1}`;
}

function controlPlane(shape: ClusterShape, name: string): readonly JsonObject[] {
  const metadata = { name, namespace: "fleet" };
  const version = versionOf(shape.minor, shape.isNewPatch);
  if (shape.provider === "eks") {
    const spec = { region: "eu-west-1", version: `v1.${shape.minor}` };
    return [
      {
        apiVersion: `${controlPlaneGroup}/v1beta2`,
        kind: "AWSManagedControlPlane",
        metadata,
        spec,
      },
    ];
  }
  const reference = referenceTo(shape, infrastructure, templateKinds[shape.provider].kind, name);
  const machineTemplate =
    shape.coreVersion === "v1beta2"
      ? { spec: { infrastructureRef: reference } }
      : { infrastructureRef: reference };
  return [
    {
      apiVersion: `${controlPlaneGroup}/${shape.coreVersion}`,
      kind: "KubeadmControlPlane",
      metadata,
      spec: { replicas: 3, version: `v${version}`, machineTemplate, kubeadmConfigSpec: {} },
    },
    machineTemplateObject(shape, name, version, "amd64"),
  ];
}

function machineTemplateObject(
  { provider }: ClusterShape,
  name: string,
  version: string,
  architecture: GroupShape["architecture"],
): JsonObject {
  const template = templateKinds[provider];
  return {
    apiVersion: `${infrastructure}/${template.version}`,
    kind: template.kind,
    metadata: { name, namespace: "fleet" },
    spec: {
      template: { spec: { ...imageFields(provider, version, architecture), size: name.length } },
    },
  };
}

function nodeGroup(
  shape: ClusterShape,
  cluster: string,
  group: GroupShape,
  index: number,
): readonly JsonObject[] {
  const name = `${cluster}-nodes-${index}`;
  const lag = Math.min(group.lag, 3);
  const version = versionOf(shape.minor - lag, lag === 0 ? shape.isNewPatch : group.isNewPatch);
  return group.kind === "pool"
    ? pool(shape, cluster, name, version, group)
    : deployment(shape, cluster, name, version, group, index);
}

function machines(
  shape: ClusterShape,
  cluster: string,
  version: string,
  reference: JsonObject,
): JsonObject {
  return {
    clusterName: cluster,
    replicas: 3,
    template: {
      spec: {
        clusterName: cluster,
        version: `v${version}`,
        bootstrap: { dataSecretName: "boot" },
        infrastructureRef: reference,
      },
    },
  };
}

function deployment(
  shape: ClusterShape,
  cluster: string,
  name: string,
  version: string,
  group: GroupShape,
  index: number,
): readonly JsonObject[] {
  const before = shape.groups[index - 1];
  const isShared =
    group.sharesTemplate &&
    before?.kind === "deployment" &&
    !before.sharesTemplate &&
    before.lag === group.lag &&
    before.isNewPatch === group.isNewPatch;
  const template = isShared ? `${cluster}-nodes-${index - 1}` : name;
  const { kind } = templateKinds[shape.provider];
  return [
    {
      apiVersion: `cluster.x-k8s.io/${shape.coreVersion}`,
      kind: "MachineDeployment",
      metadata: { name, namespace: "fleet" },
      spec: machines(shape, cluster, version, referenceTo(shape, infrastructure, kind, template)),
    },
    ...(isShared ? [] : [machineTemplateObject(shape, name, version, group.architecture)]),
  ];
}

const poolKinds = {
  aws: "AWSMachinePool",
  eks: "AWSManagedMachinePool",
  azure: "AzureMachinePool",
  cloudstack: "",
} as const;

function pool(
  shape: ClusterShape,
  cluster: string,
  name: string,
  version: string,
  { architecture }: GroupShape,
): readonly JsonObject[] {
  const { provider } = shape;
  const kind = poolKinds[provider];
  const image = imageFields(provider, version, architecture);
  const apiVersion = `${infrastructure}/${provider === "azure" ? "v1beta1" : "v1beta2"}`;
  const reference =
    shape.coreVersion === "v1beta2"
      ? { apiGroup: infrastructure, kind, name }
      : { apiVersion, kind, name };
  const spec =
    provider === "azure"
      ? { location: "westeurope", template: { ...image, vmSize: "Standard_D4s_v5" } }
      : {
          ...(provider === "eks" ? { amiType: "CUSTOM" } : { minSize: 1, maxSize: 9 }),
          awsLaunchTemplate: {
            ...image,
            instanceType: architecture === "arm64" ? "m6g.large" : "m6i.large",
          },
        };
  return [
    {
      apiVersion: `cluster.x-k8s.io/${shape.coreVersion}`,
      kind: "MachinePool",
      metadata: { name, namespace: "fleet" },
      spec: machines(shape, cluster, version, reference),
    },
    { apiVersion, kind, metadata: { name, namespace: "fleet" }, spec },
  ];
}
