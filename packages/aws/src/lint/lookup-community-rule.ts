import { infrastructureGroup } from "@imagewright/cluster-api";
import { type JsonObject, type ManifestRule, ownValue } from "@imagewright/core";

import { capaLookupDefaults, communityAccounts, newestCapaVersion } from "../capa-version.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { fieldsOf } from "./lookup-fields.ts";
import { isByName, machineImage, machineKinds } from "./machine-image.ts";

/** Lookups of the images that CAPA's community publishes, or published once. */
export const lookupCommunityRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    if (machine === undefined || machine.id !== undefined) {
      return [];
    }
    const capaVersion = context.targetVersions["capa"] ?? newestCapaVersion;
    const byDefault = capaLookupDefaults(capaVersion).org;
    const given = machine.owners
      .filter(
        (owner) =>
          owner.cluster !== undefined && (owner.isEks !== true || isByName(machine, owner)),
      )
      .map(({ cluster }) => machine.lookup.org ?? clusterOrg(cluster));
    const asked = machine.lookup.org === undefined ? given : [machine.lookup.org];
    const pointer = machine.at;
    if (asked.includes(undefined) && communityAccounts.get(byDefault) === "lost") {
      const message = `the default account of CAPA ${capaVersion} was lost, and its images are gone`;
      return [awsHazardDiagnostics.report("AWS_LOOKUP_OWNER", { message, pointer })];
    }
    const message = "the images are those of CAPA's community, which are not for production";
    return asked.some((org) => communityAccounts.get(org ?? byDefault) === "kept")
      ? [awsHazardDiagnostics.report("AWS_LOOKUP_COMMUNITY", { message, pointer })]
      : [];
  },
};

function clusterOrg(cluster: JsonObject | undefined): string | undefined {
  const org = cluster && ownValue(fieldsOf(cluster).fields, "imageLookupOrg");
  return typeof org === "string" && org !== "" ? org : undefined;
}
