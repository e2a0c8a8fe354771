import type { JsonObject } from "@imagewright/core";

import { publicKey, subscriptionId } from "../../__fixtures__/targets.ts";

const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta1";

/** The public key as CAPZ reads it. */
const encodedKey = btoa(publicKey);

export const galleryImage: JsonObject = {
  computeGallery: {
    subscriptionID: subscriptionId,
    resourceGroup: "images",
    gallery: "ClusterAPI",
    name: "capi-ubuntu-2404",
    version: "1.34.1",
  },
};

/** A machine every webhook takes. */
const plainMachine: JsonObject = {
  image: galleryImage,
  vmSize: "Standard_D2s_v5",
  osDisk: { osType: "Linux", cachingType: "None" },
  sshPublicKey: encodedKey,
};

export function machineTemplate(change: JsonObject = {}): JsonObject {
  return {
    apiVersion,
    kind: "AzureMachineTemplate",
    metadata: { name: "prod-md-0" },
    spec: { template: { spec: { ...plainMachine, ...change } } },
  };
}

export function azureMachine(change: JsonObject = {}): JsonObject {
  return {
    apiVersion,
    kind: "AzureMachine",
    metadata: { name: "prod-0", labels: { "cluster.x-k8s.io/cluster-name": "prod" } },
    spec: { ...plainMachine, ...change },
  };
}

export function machinePool(change: JsonObject = {}, pool: JsonObject = {}): JsonObject {
  return {
    apiVersion,
    kind: "AzureMachinePool",
    metadata: { name: "prod-mp-0" },
    spec: { location: "westeurope", ...pool, template: { ...plainMachine, ...change } },
  };
}
