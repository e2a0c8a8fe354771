import type { JsonObject } from "@imagewright/core";

/** A machine template of the usual size, different for each index. */
export function manifest(index: number): JsonObject {
  return {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
    kind: "AWSMachineTemplate",
    metadata: {
      name: `workers-${index}`,
      namespace: "default",
      labels: { "example.com/team": "platform", "example.com/tier": `tier-${index % 7}` },
    },
    spec: {
      template: {
        spec: {
          ami: { id: `ami-${String(index).padStart(17, "0")}` },
          iamInstanceProfile: "nodes.cluster-api-provider-aws.sigs.k8s.io",
          instanceType: "m5.xlarge",
          sshKeyName: "default",
          rootVolume: { size: 80, type: "gp3", encrypted: true },
          instanceMetadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 },
          additionalTags: { version: "1.34.1", note: "rolled by the platform team: do not edit" },
        },
      },
    },
  };
}

/** The 200 machine templates of one spec. */
export const manifests: readonly JsonObject[] = Array.from({ length: 200 }, (_, index) =>
  manifest(index),
);
