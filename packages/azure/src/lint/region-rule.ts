import { infrastructureGroup } from "@imagewright/cluster-api";
import { type Diagnostic, ownValue } from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import images from "../data/default-images.json" with { type: "json" };
import { textAt } from "../json-fields.ts";
import { machineRule, type MachineRuleContext } from "./machine-rule.ts";
import { namespaceOf } from "./machine-users.ts";

const { gallery: referenceGallery, regions } = images.communityGallery;

/** Machines are where their cluster is, and the project's images are published there. */
export const regionRule = machineRule((context) => {
  const { isPool, object } = context;
  const location = isPool ? textAt(object, "/spec/location") : undefined;
  const clusters = clusterRegions(context);
  return [
    ...(location === undefined ? [] : checkPool(location, clusters)),
    ...checkReferenceImage(context, location === undefined ? clusters : [location]),
  ];
});

/** Regions of the Azure clusters beside the machine: one, if the manifests are of one cluster. */
function clusterRegions({ manifests, object }: MachineRuleContext): readonly string[] {
  const found = manifests
    .ofKind(infrastructureGroup, "AzureCluster")
    .filter((cluster) => namespaceOf(cluster) === namespaceOf(object))
    .flatMap((cluster) => textAt(cluster, "/spec/location") ?? []);
  return found.length === 1 ? found : [];
}

function checkPool(location: string, clusters: readonly string[]): readonly Diagnostic[] {
  return clusters
    .filter((region) => plain(region) !== plain(location))
    .map((region) => {
      const message = `the pool is in ${location}, its cluster in ${region}`;
      const facts = { message, pointer: "/spec/location", found: location, expected: region };
      return azureDiagnostics.report("AZURE_REGION", facts);
    });
}

function checkReferenceImage(
  { machine, at }: MachineRuleContext,
  locations: readonly string[],
): readonly Diagnostic[] {
  const gallery = textAt(machine, "/image/computeGallery/gallery");
  const isReference = gallery === referenceGallery || (ownValue(machine, "image") ?? null) === null;
  return locations
    .filter((region) => isReference && isRegion(region) && !regions.includes(plain(region)))
    .map((region) => {
      const message = `the reference images of CAPZ are not published in ${region}`;
      const facts = { message, pointer: at, found: region, expected: regions.join(", ") };
      return azureDiagnostics.report("AZURE_REGION", facts);
    });
}

/** `West Europe` is another spelling of `westeurope`. */
function plain(region: string): string {
  return region.replaceAll(" ", "").toLowerCase();
}

/** Placeholders such as `${AZURE_LOCATION}` name no region. */
function isRegion(text: string): boolean {
  return /^[a-z][a-z0-9]+$/u.test(plain(text));
}
