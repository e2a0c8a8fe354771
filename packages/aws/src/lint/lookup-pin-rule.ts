import { infrastructureGroup } from "@imagewright/cluster-api";
import { type JsonObject, type ManifestRule, ownValue } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { isCapaSince, newestCapaVersion } from "../capa-version.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { fieldsOf } from "./lookup-fields.ts";
import { machineImage, machineKinds } from "./machine-image.ts";

/** Account of CAPA's community. */
const communityAccount = "819546954734";

/** Lookups: another machine, another image; and whose images CAPA's default finds. */
export const lookupPinRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    if (machine === undefined || machine.id !== undefined) {
      return [];
    }
    const pointer = machine.at;
    const isPool = machine.place.of === "launch-template";
    const unpinned = isPool
      ? "the pool has no AMI: a newer one that matches starts an instance refresh"
      : "no AMI is named: every new machine takes the newest that matches";
    const owners = machine.owners.length === 0 ? [undefined] : machine.owners;
    const isDefault = owners.some(
      (owner) =>
        owner?.isEks !== true &&
        (owner?.cluster !== undefined || machine.lookup.org === communityAccount) &&
        (machine.lookup.org ?? clusterOrg(owner?.cluster) ?? communityAccount) === communityAccount,
    );
    const capaVersion = context.targetVersions["capa"] ?? newestCapaVersion;
    const lost = !isCapaSince(capaVersion, "2.7.0");
    const message = lost
      ? `the default account of CAPA ${capaVersion} was lost, and its images are gone`
      : "the images are those of CAPA's community, which are not for production";
    return [
      awsDiagnostics.report("AWS_LOOKUP_UNPINNED", { message: unpinned, pointer }),
      ...(isDefault
        ? [awsHazardDiagnostics.report("AWS_LOOKUP_COMMUNITY", { message, pointer })]
        : []),
    ];
  },
};

function clusterOrg(cluster: JsonObject | undefined): string | undefined {
  const org = cluster && ownValue(fieldsOf(cluster).fields, "imageLookupOrg");
  return typeof org === "string" && org !== "" ? org : undefined;
}
