import type { JsonObject } from "@imagewright/core";

import { manifest } from "./manifests.ts";

/** The kinds of machine templates, and the files that define them. */
export const templateKinds = [
  {
    kind: "AWSMachineTemplate",
    version: "v1beta2",
    file: "awsmachinetemplates.infrastructure.cluster.x-k8s.io.yaml",
  },
  {
    kind: "AzureMachineTemplate",
    version: "v1beta1",
    file: "azuremachinetemplates.infrastructure.cluster.x-k8s.io.yaml",
  },
  {
    kind: "CloudStackMachineTemplate",
    version: "v1beta3",
    file: "cloudstackmachinetemplates.infrastructure.cluster.x-k8s.io.yaml",
  },
] as const;

/** Machine templates of AWS, Azure and CloudStack in turn, each different. */
export function machineTemplates(count: number): readonly JsonObject[] {
  const makers = [manifest, azureTemplate, cloudStackTemplate];
  return Array.from({ length: count }, (_, index) => {
    const make = makers[index % makers.length] ?? manifest;
    return make(index);
  });
}

function template(apiVersion: string, kind: string, index: number, spec: JsonObject): JsonObject {
  return {
    apiVersion: `infrastructure.cluster.x-k8s.io/${apiVersion}`,
    kind,
    metadata: {
      name: `workers-${index}`,
      namespace: "default",
      labels: { "example.com/team": "platform", "example.com/tier": `tier-${index % 7}` },
    },
    spec: { template: { spec } },
  };
}

function azureTemplate(index: number): JsonObject {
  return template("v1beta1", "AzureMachineTemplate", index, {
    vmSize: "Standard_D4s_v5",
    sshPublicKey: "c3NoLXJzYQ==",
    osDisk: {
      osType: "Linux",
      diskSizeGB: 128,
      managedDisk: { storageAccountType: "Premium_LRS" },
    },
    dataDisks: [{ nameSuffix: "data", diskSizeGB: 256, lun: 0 }],
    image: {
      computeGallery: {
        gallery: "nodes-0123456",
        name: "ubuntu-2404",
        version: `134.1.${index}`,
        subscriptionID: "00000000-0000-0000-0000-000000000000",
        resourceGroup: "images",
      },
    },
    additionalTags: { version: "1.34.1" },
  });
}

function cloudStackTemplate(index: number): JsonObject {
  return template("v1beta3", "CloudStackMachineTemplate", index, {
    offering: { name: "Large Instance" },
    sshKey: "default",
    template: { name: `kube-v1.34.1-ubuntu-${index}` },
    diskOffering: {
      name: "custom",
      customSizeInGB: 20,
      mountPath: "/data",
      device: "/dev/vdb",
      filesystem: "ext4",
      label: "data",
    },
    affinity: "pro",
    details: { memoryOvercommitRatio: "1.2" },
  });
}
