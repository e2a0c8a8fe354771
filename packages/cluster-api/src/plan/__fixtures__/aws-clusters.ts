import type { JsonObject } from "@imagewright/core";

import { amiOf } from "./planning.ts";

type Version = "v1beta1" | "v1beta2";

const infrastructure = "infrastructure.cluster.x-k8s.io";
const metadata = { namespace: "shop" };

function reference(version: Version, apiGroup: string, kind: string, name: string): JsonObject {
  return version === "v1beta1"
    ? { apiVersion: `${apiGroup}/${apiGroup === infrastructure ? "v1beta2" : version}`, kind, name }
    : { apiGroup, kind, name };
}

/** A machine template of AWS. */
export function awsTemplate(name: string, id = amiOf("1.33.4")): JsonObject {
  return {
    apiVersion: `${infrastructure}/v1beta2`,
    kind: "AWSMachineTemplate",
    metadata: { ...metadata, name, labels: { team: "shop" }, annotations: { owner: "platform" } },
    spec: { template: { spec: { ami: { id }, instanceType: "m6i.large", sshKeyName: "" } } },
  };
}

/** A deployment of machines. */
export function deployment(
  version: Version,
  name: string,
  template: string,
  kubernetes = "v1.33.4",
): JsonObject {
  const configRef = reference(
    version,
    "bootstrap.cluster.x-k8s.io",
    "KubeadmConfigTemplate",
    "workers",
  );
  return {
    apiVersion: `cluster.x-k8s.io/${version}`,
    kind: "MachineDeployment",
    metadata: { ...metadata, name },
    spec: {
      clusterName: "prod",
      replicas: 3,
      template: {
        spec: {
          clusterName: "prod",
          version: kubernetes,
          bootstrap: { configRef },
          infrastructureRef: reference(version, infrastructure, "AWSMachineTemplate", template),
        },
      },
    },
  };
}

/** A cluster on AWS: a control plane of kubeadm, one deployment, and a template for each. */
export function awsCluster(version: Version): readonly JsonObject[] {
  const machines = reference(version, infrastructure, "AWSMachineTemplate", "prod-control-plane");
  return [
    {
      apiVersion: `cluster.x-k8s.io/${version}`,
      kind: "Cluster",
      metadata: { ...metadata, name: "prod" },
      spec: {
        controlPlaneRef: reference(
          version,
          "controlplane.cluster.x-k8s.io",
          "KubeadmControlPlane",
          "prod-control-plane",
        ),
        infrastructureRef: reference(version, infrastructure, "AWSCluster", "prod"),
      },
    },
    {
      apiVersion: `${infrastructure}/v1beta2`,
      kind: "AWSCluster",
      metadata: { ...metadata, name: "prod" },
      spec: { region: "eu-west-1" },
    },
    {
      apiVersion: `controlplane.cluster.x-k8s.io/${version}`,
      kind: "KubeadmControlPlane",
      metadata: { ...metadata, name: "prod-control-plane" },
      spec: {
        replicas: 3,
        version: "v1.33.4",
        machineTemplate:
          version === "v1beta1"
            ? { infrastructureRef: machines }
            : { spec: { infrastructureRef: machines } },
        kubeadmConfigSpec: { clusterConfiguration: {} },
      },
    },
    awsTemplate("prod-control-plane"),
    deployment(version, "workers", "workers-1-33-4"),
    awsTemplate("workers-1-33-4"),
    {
      apiVersion: `bootstrap.cluster.x-k8s.io/${version}`,
      kind: "KubeadmConfigTemplate",
      metadata: { ...metadata, name: "workers" },
      spec: { template: { spec: {} } },
    },
  ];
}
