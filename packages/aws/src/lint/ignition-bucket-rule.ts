import { infrastructureGroup } from "@imagewright/cluster-api";
import { type ManifestRule, mapAt, objectKind, ownValue } from "@imagewright/core";

import { imageOwners } from "../image-owners.ts";
import { imagePlaceOf } from "../image-places.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";

/** Ignition without the bucket it fetches from. */
export const ignitionBucketRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachineTemplate", "AWSMachine", "AWSMachinePool"],
  check({ object, manifests }) {
    const at =
      objectKind(object)?.kind === "AWSMachinePool"
        ? "/spec"
        : (imagePlaceOf(object)?.pointer ?? "");
    const ignition = mapAt(object, `${at}/ignition`);
    const storage = ignition && (ownValue(ignition, "storageType") ?? "ClusterObjectStore");
    const isWithout = imageOwners(object, manifests).some(
      ({ cluster, isEks }) =>
        isEks === false &&
        cluster !== undefined &&
        mapAt(cluster, `${imagePlaceOf(cluster)?.pointer ?? "/spec"}/s3Bucket`) === undefined,
    );
    const message = "the AWSCluster has no s3Bucket";
    const pointer = `${at}/ignition/storageType`;
    return storage === "ClusterObjectStore" && isWithout
      ? [awsHazardDiagnostics.report("AWS_IGNITION_BUCKET", { message, pointer })]
      : [];
  },
};
